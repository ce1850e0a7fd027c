"""``kb translate edit``: a text in the translator's own editor."""

from __future__ import annotations

import click

from knowledge_base.commands.project import unwind_when_terminated
from knowledge_base.commands.translate.editing import edit_texts
from knowledge_base.commands.translate.project import read_project
from knowledge_base.content.sources import read_sources
from knowledge_base.translation.needs import needs
from knowledge_base.translation.selection import selected
from knowledge_base.translation.standings import review


@click.command()
@click.argument("language")
@click.argument("guide")
@click.argument("key", required=False)
@click.pass_context
def command(ctx: click.Context, language: str, guide: str, key: str | None) -> None:
    """Open a text of GUIDE in LANGUAGE in your editor ($VISUAL or $EDITOR), at its line.

    GUIDE and KEY are as for show; without KEY it is the first text that needs a translator. Texts
    that the file lacks stand in it in English, each in its place: write over them. What you leave
    in English goes again, unless you say that it is the same in LANGUAGE. Once the editor is
    closed, the file is put into its form, what you wrote is recorded, and what is wrong is said.

    Exit codes: 0 done, 2 something is wrong with the texts.
    """
    sources, ruleset = read_project(ctx, language)
    unwind_when_terminated()
    named = selected(sources, guide, [key] if key else [])
    needed = {each.unit for each in needs(sources, review(sources, ruleset), language)}
    first = next((unit for unit in named if unit in needed), named[0])
    units = [unit for unit in named if unit.file == first.file]
    sound = edit_texts(sources, ruleset, language, units, first)
    if sound and key is None:
        now, _ = read_sources(sources.docs.parent)
        needed = {each.unit for each in needs(now, review(now, ruleset), language)}
        if rest := [unit for unit in named if unit in needed]:
            click.echo(f"Open in {guide}: {len(rest)}, the first is {rest[0]}")
    ctx.exit(0 if sound else 2)
