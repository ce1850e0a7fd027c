"""``kb translate level``: the author of a change says how much it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

import click

from knowledge_base.commands.translate.project import read_project
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.standing import Level
from knowledge_base.content.units import files_of, units
from knowledge_base.translation.codes import refused
from knowledge_base.translation.recording import set_level
from rules_engine.problems import near

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.units import Unit


@click.command()
@click.argument("level", type=click.Choice(get_args(Level)))
@click.argument("guide")
@click.argument("key", required=False)
@click.option("--lang", "languages", multiple=True, metavar="LANGUAGE",
              help="Only for this language (may be given several times).")  # fmt: skip
@click.option("--reason", default="", help="Why; it is kept.")
@click.pass_context
def command(
    ctx: click.Context,
    level: str,
    guide: str,
    key: str | None,
    languages: tuple[str, ...],
    reason: str,
) -> None:
    """Say how much today's change of an English text matters to its translations.

    GUIDE is a guide, a rule, or a file such as labels; KEY one of its texts (default: all of the
    guide's own that changed). minor stales no translation, medium and major do, and readers are
    told of major. It holds for this very change: what is changed later is judged by itself.
    """
    sources, ruleset = read_project(ctx, *languages)
    changed = _changed(sources, files_of(sources, guide), key)
    given, left = set_level(sources, ruleset, cast("Level", level), changed, languages, reason)
    for unit, where in _by_unit(given).items():
        click.echo(f"{unit}: {level} in {', '.join(where)}")
    for unit, where in _by_unit(left).items():
        also = " ".join(f"--lang {each}" for each in where)
        click.echo(f"{unit}: behind before this change in {', '.join(where)}, left as it was "
                   f"({also} sets it too)")  # fmt: skip
    if not given and not left:
        click.echo("No translation is behind: nothing was changed.")


def _changed(sources: Sources, files: tuple[str, ...], key: str | None) -> list[Unit]:
    """Return the texts that are meant: those of the first file, or the one called ``key``."""
    if key is None:
        return [unit for unit in units(sources) if unit.file == files[0]]
    known = [unit for unit in units(sources) if unit.file in files]
    found = [unit for unit in known if unit.key == key or str(unit) == key]
    if not found:
        raise refused(
            "KB283",
            f"{files[0]} has no text {key!r} in {SOURCE}.{near(key, [each.key for each in known])}",
            "Name the key as it stands in the file, with dots between its parts.",
            key,
        )
    return found[:1]


def _by_unit(found: Mapping[str, list[Unit]]) -> dict[Unit, list[str]]:
    turned: dict[Unit, list[str]] = {}
    for language, each in found.items():
        for unit in each:
            turned.setdefault(unit, []).append(language)
    return turned
