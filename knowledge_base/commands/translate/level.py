"""``kb translate level``: the author of a change says how much it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

import click

from knowledge_base.commands.translate.project import read_project
from knowledge_base.content.standing import Level
from knowledge_base.translation.recording import set_level
from knowledge_base.translation.selection import selected

if TYPE_CHECKING:
    from collections.abc import Mapping

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

    GUIDE and KEY are as for show; of the texts that they mean, those that changed are judged. minor
    stales no translation, medium and major do, and readers are told of major. It holds for this
    very change: what is changed later is judged by itself.
    """
    sources, ruleset = read_project(ctx, *languages)
    changed = selected(sources, guide, [key] if key else ())
    given, left = set_level(sources, ruleset, cast("Level", level), changed, languages, reason)
    for unit, where in _by_unit(given).items():
        click.echo(f"{unit}: {level} in {', '.join(where)}")
    for unit, where in _by_unit(left).items():
        also = " ".join(f"--lang {each}" for each in where)
        click.echo(f"{unit}: behind before this change in {', '.join(where)}, left as it was "
                   f"({also} sets it too)")  # fmt: skip
    if not given and not left:
        click.echo("No translation is behind: nothing was changed.")


def _by_unit(found: Mapping[str, list[Unit]]) -> dict[Unit, list[str]]:
    turned: dict[Unit, list[str]] = {}
    for language, each in found.items():
        for unit in each:
            turned.setdefault(unit, []).append(language)
    return turned
