"""``kb translate accept``: a text is right as it is, and somebody says why."""

from __future__ import annotations

import click

from knowledge_base.commands.translate.project import read_project
from knowledge_base.translation.recording import accept
from knowledge_base.translation.selection import selected
from knowledge_base.translation.standings import review
from rules_engine.problems import refused


@click.command()
@click.argument("language")
@click.argument("guide")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--reason", default="", help="Why they may stay as they are; it is kept.")
@click.pass_context
def command(
    ctx: click.Context, language: str, guide: str, keys: tuple[str, ...], reason: str
) -> None:
    """Say that texts of GUIDE are right in LANGUAGE as they stand, without a change.

    GUIDE and KEY are as for show; without KEY all texts of it that are open are meant. They count
    as made from today's English and read beside today's rules; of a machine's, as read by somebody.
    The reason is kept beside each. A text that is missing or current is refused.

    Exit codes: 0 accepted, 2 refused, and nothing was written.
    """
    sources, ruleset = read_project(ctx, language)
    named = selected(sources, guide, keys)
    standings = review(sources, ruleset).standings[language]
    exact = {guide, *keys}
    meant = [unit for unit in named if unit in standings or unit.key in exact or str(unit) in exact]
    if not meant:
        what = " ".join((guide, *keys))
        raise refused(
            "KB285",
            f"no text of {what} is open in {language}: there is nothing to accept",
            f"See what is: kb translate status {language}",
            guide,
        )
    accept(sources, ruleset, language, meant, reason)
    for unit in meant:
        click.echo(f"{unit}: accepted in {language}")
