"""``kb translate record``: edits by hand are written down."""

from __future__ import annotations

import click

from knowledge_base.commands.translate.project import read_project
from knowledge_base.translation.recording import record, unrecorded
from knowledge_base.translation.standings import review


@click.command()
@click.argument("language", required=False)
@click.option("--check", is_flag=True, help="Write nothing; exit with 2 where something would be.")
@click.pass_context
def command(ctx: click.Context, language: str | None, check: bool) -> None:
    """Write down which texts were edited by hand, in LANGUAGE or in all languages.

    An edited translation counts as made from today's English text. Run this after every edit:
    what is recorded only after the English text changed again would count as made from that.

    Exit codes: 0 all is recorded, 2 (with --check) something is not.
    """
    sources, ruleset = read_project(ctx, *([language] if language else []))
    if check:
        found = unrecorded(sources, review(sources, ruleset))
        warnings = [each for each in found if language in (None, each.subject)]
        for warning in warnings:
            click.echo(f"kb: {warning.in_one_line()}", err=True)
        ctx.exit(2 if warnings else 0)
    written = record(sources, ruleset, language)
    for each, count in written.items():
        click.echo(f"Texts recorded in {each}: {count}")
    if not written:
        click.echo("All is recorded.")
