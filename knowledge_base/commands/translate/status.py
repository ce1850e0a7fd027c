"""``kb translate status``: what needs a translator, most needed first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from knowledge_base.commands.translate.project import read_project
from knowledge_base.content.units import files_of
from knowledge_base.translation.needs import KINDS, counted, needs
from knowledge_base.translation.recording import unrecorded
from knowledge_base.translation.standings import review

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_base.translation.needs import Need

# What fits on a screen beside the counts.
_SHOWN = 15
_COLOURS = {"missing": "red", "major": "red", "verify": "yellow", "medium": "yellow"}


@click.command()
@click.argument("language", required=False)
@click.option(
    "--level",
    "levels",
    multiple=True,
    type=click.Choice(KINDS),
    help="Only texts that need this (may be given several times).",
)
@click.option("--guide", metavar="GUIDE", help="Only a guide and its rules, a rule, or a file.")
@click.option("--all", "everything", is_flag=True, help="List every text.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines, one for each text.")
@click.pass_context
def command(
    ctx: click.Context,
    language: str | None,
    levels: tuple[str, ...],
    guide: str | None,
    everything: bool,
    as_json: bool,
) -> None:
    r"""List what translations need, in LANGUAGE or in all languages, most needed first.

    \b
    missing  not translated; readers see the English text
    major    the English text says something else now; readers are told
    verify   the logic of a rule changed that the text speaks of
    medium   the English text says it otherwise now
    machine  translated by a machine, read by nobody; readers are told
    """
    sources, ruleset = read_project(ctx, *([language] if language else []))
    files = files_of(sources, guide) if guide else None
    found = review(sources, ruleset)
    listed = {
        each: [
            need
            for need in needs(sources, found, each)
            if (not levels or need.kind in levels) and (files is None or need.unit.file in files)
        ]
        for each in sources.languages
        if language in (None, each)
    }
    if as_json:
        for need in _together(listed):
            click.echo(json.dumps(need.record(), ensure_ascii=False))
        return
    _print(listed, everything)
    for warning in unrecorded(sources, found):
        click.echo(f"kb: {warning.in_one_line()}", err=True)


def _together(listed: Mapping[str, list[Need]]) -> list[Need]:
    """Return the needs of all languages, the most pressing first."""
    together = [need for needs_of_one in listed.values() for need in needs_of_one]
    return sorted(together, key=lambda need: KINDS.index(need.kind))


def _print(listed: Mapping[str, list[Need]], everything: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    from knowledge_base.commands.terminal import console

    out = console()
    counts = Table(box=None, pad_edge=False)
    counts.add_column("language")
    for kind in KINDS:
        counts.add_column(kind, justify="right")
    for language, needed in listed.items():
        numbers = counted(needed)
        counts.add_row(language, *(str(numbers[kind] or "–") for kind in KINDS))
    out.print(counts)
    together = _together(listed)
    shown = together if everything else together[:_SHOWN]
    if shown:
        out.print()
    for need in shown:
        line = Text.assemble(
            f"{need.language}  ", (f"{need.kind:<8} ", _COLOURS.get(need.kind, "cyan")),
            str(need.unit), (f"  {', '.join(need.standing.verify)}", "dim"),
        )  # fmt: skip
        line.rstrip()
        out.print(line, soft_wrap=True)
    if len(shown) < len(together):
        out.print(f"and {len(together) - len(shown)} more. See all: --all, or one kind: --level")
    elif not together:
        out.print("Nothing needs a translator.")
