# ruff: noqa: N999  # the module of a command is named like it
"""``kb translate import``: texts come back from a translation tool."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from knowledge_base.clock import today
from knowledge_base.commands.project import unwind_when_terminated
from knowledge_base.commands.terminal import print_problems
from knowledge_base.commands.translate.project import read_project
from knowledge_base.translation.exchange.files import check_translation
from knowledge_base.translation.exchange.importing import import_file
from rules_engine.problems import ProblemsFound

if TYPE_CHECKING:
    from collections.abc import Collection

    from knowledge_base.content.units import Unit
    from knowledge_base.translation.exchange.delivery import Delivery

# What is listed by name of what was left alone.
_SHOWN = 5


@click.command()
@click.argument("language")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--machine", is_flag=True, help="A machine translated it, and nobody has read it.")
@click.option("--reason", default="", help="Why texts approved as they are may stay so.")
@click.pass_context
def command(ctx: click.Context, language: str, file: Path, machine: bool, reason: str) -> None:
    """Write into docs/LANGUAGE what FILE (PO or XLIFF) has translated, and record it.

    Texts without a translation, unfinished ones (fuzzy, needs-...) and those that the tool did not
    change are left alone; so is what a person wrote where a machine translated again. One thing
    that is wrong (a lost reference, an English text that has changed since) refuses the whole file.
    Stopped in the middle, it is completed by running it again.

    Exit codes: 0 imported, 2 refused, and nothing was written.
    """
    sources, ruleset = read_project(ctx, language)
    check_translation(language)
    unwind_when_terminated()
    try:
        delivery = import_file(
            file, language, sources, ruleset, today(), machine=machine, reason=reason
        )
    except ProblemsFound as found:
        print_problems(found.problems)
        ctx.exit(2)
    _print(delivery, language, reason)


def _print(delivery: Delivery, language: str, reason: str) -> None:
    by_machine = len(delivery.machine.intersection(delivery.texts))
    said = f", {by_machine} of them translated by a machine" if by_machine else ""
    click.echo(f"{language}: {len(delivery.texts)} texts written{said}")
    if delivery.recorded:
        click.echo(f"Were there already, now recorded: {len(delivery.recorded)}")
    _list("Left alone, unfinished in the file", delivery.unfinished)
    _list("Left alone, written by a person", delivery.person)
    if reason:
        _list("Accepted as they are", delivery.approved)
    else:
        _list("Left alone, approved but not changed (accept them with --reason)", delivery.approved)
    if delivery.texts:
        click.echo("Read them together with the rest: kb check")


def _list(title: str, units: Collection[Unit]) -> None:
    if units:
        names = ", ".join(str(each) for each in list(units)[:_SHOWN])
        more = f" and {len(units) - _SHOWN} more" if len(units) > _SHOWN else ""
        click.echo(f"{title}: {len(units)} ({names}{more})")
