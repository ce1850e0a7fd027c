"""``kb translate show``: a text beside what it was made from, and all there is to know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from knowledge_base.clock import today
from knowledge_base.commands.translate.project import read_project
from knowledge_base.commands.translate.text_view import print_text
from knowledge_base.translation.closeup import CloseUps
from knowledge_base.translation.selection import selected

if TYPE_CHECKING:
    from knowledge_base.translation.rule_history import RuleChange


@click.command()
@click.argument("language")
@click.argument("guide")
@click.argument("key", required=False)
@click.option("--all", "everything", is_flag=True, help="Show the texts that are current, too.")
@click.pass_context
def command(
    ctx: click.Context, language: str, guide: str, key: str | None, everything: bool
) -> None:
    """Show texts of GUIDE in LANGUAGE: the English then and now, the translation, what is wrong.

    GUIDE is a guide (with the words of its rules), a rule, a file such as labels, or one text as
    status lists it (guides/add-user#add.follow). KEY is one of its texts, or a group of them.
    Without it, the texts that need a translator are shown.
    """
    sources, ruleset = read_project(ctx, language)
    named = selected(sources, guide, [key] if key else [])
    views = CloseUps(sources, ruleset, language, today())
    shown = [unit for unit in named if everything or len(named) == 1 or unit in views.needs]
    seen: set[RuleChange] = set()
    for unit in shown:
        view = views.of(unit)
        print_text(view, seen)
        seen.update(view.changes)
    if len(shown) < len(named):
        click.echo(
            f"{chr(10) if shown else ''}{len(named) - len(shown)} texts of {guide} are current "
            f"in {language}. See them too: --all"
        )
