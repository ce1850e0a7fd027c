"""``kb replay``: a decision record decided again by today's rules."""

from __future__ import annotations

from typing import TextIO

import click

from knowledge_base.commands.project import project_root
from rules_engine.history import replay
from rules_engine.json_facts import read_facts
from rules_engine.ruleset import load_rules


@click.command()
@click.argument("record", type=click.File("r", encoding="utf-8"))
@click.pass_context
def command(ctx: click.Context, record: TextIO) -> None:
    """Decide the facts of RECORD again, as of its own day.

    Exit codes: 0 the same answer, 1 another answer, 2 bad input.
    """
    found = replay(read_facts(record.read()), load_rules(project_root(ctx) / "rules"))
    same = not found.differences
    click.echo("The same answer." if same else "Another answer:")
    for name, (then, now) in found.differences.items():
        click.echo(f"  {name}: {_shown(then)} then, {_shown(now)} now")
    if found.changed:
        click.echo("Changed since the record was made:")
        for name, (before, after) in found.changed.items():
            click.echo(f"  {name}: {before} then, {after} now")
    else:
        click.echo("Engine, rule and parameters are those of the record.")
    ctx.exit(0 if same else 1)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{key} {each}" for key, each in value.items()) or "none"
    return "none" if value is None else str(value)
