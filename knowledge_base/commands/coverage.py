"""``kb coverage``: which facts of the fact sheets the guides tell."""

from __future__ import annotations

from pathlib import Path

import click

from knowledge_base.clock import today
from knowledge_base.commands.project import project_root
from knowledge_base.commands.terminal import console, print_problems
from knowledge_base.content.coverage import coverage
from knowledge_base.loading import load_help_center


@click.command()
@click.argument("sheets", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_context
def command(ctx: click.Context, sheets: Path) -> None:
    """Count which facts, prerequisites, steps and warnings of SHEETS are told by a text.

    Also lists the steps that a picture showed and that no screen shows.

    SHEETS is a folder with one <guide>.yml for each guide. Exit codes: 0 all told and drawn, 2 not
    all.
    """
    found, problems = coverage(load_help_center(project_root(ctx), today()), sheets)
    told = sum(len(each.told) for each in found.values())
    whole = told + sum(len(each.untold) for each in found.values())
    for each in found.values():
        console().print(f"{each.guide}: {len(each.told)} of {len(each.told) + len(each.untold)}")
    console().print(f"{told} of {whole} told" + (f" ({100 * told / whole:.1f} %)" if whole else ""))
    if problems:
        print_problems(problems)
    ctx.exit(2 if problems else 0)
