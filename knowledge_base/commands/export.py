"""``kb export``: a rule for engines of others, where they mean the same by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.table import Table

from knowledge_base.commands.project import as_of_date, project_root
from knowledge_base.commands.terminal import console
from rules_engine.compile.resolve import resolve
from rules_engine.export.targets import TARGETS, exported, refused
from rules_engine.ruleset import load_rules

if TYPE_CHECKING:
    from datetime import date

    from rules_engine.compile.resolve import ResolvedRule
    from rules_engine.export.targets import Target
    from rules_engine.ruleset import Ruleset


@click.command()
@click.argument("rule", required=False)
@click.option("--to", "target", type=click.Choice(TARGETS), help="The form to export to.")
@click.option("--as-of", metavar="DATE", help="Date of the values (default: today).")
@click.option("--list", "listed", is_flag=True, help="List which rules go where, and why not.")
@click.pass_context
def command(
    ctx: click.Context, rule: str | None, target: Target | None, as_of: str | None, listed: bool
) -> None:
    """Write RULE as JsonLogic or as a DMN file, with the values of its parameters on one day.

    The file gives status, outcome, reasons, open reasons, missing facts and values. Facts may be
    left out; those known to be none are named in "known-none" (in DMN: known_none) besides.

    Exit codes: 0 written, 2 a rule that these engines would decide otherwise.
    """
    ruleset = load_rules(project_root(ctx) / "rules")
    day = as_of_date(as_of)
    if listed:
        _list(ruleset, day, TARGETS if target is None else (target,))
    elif rule is None or target is None:
        raise click.UsageError("name a RULE and where it goes with --to, or use --list", ctx)
    else:
        resolved = _resolved(ruleset, rule, day)
        click.echo(exported(resolved, day, ruleset.program(rule).digest, target), nl=False)


def _resolved(ruleset: Ruleset, rule_id: str, day: date) -> ResolvedRule:
    ruleset.program(rule_id).judge(day)  # is there such a rule, has it values then?
    return resolve(ruleset.rules[rule_id], ruleset.values_at(day), day)


def _list(ruleset: Ruleset, day: date, targets: tuple[Target, ...]) -> None:
    found = {
        rule_id: [refused(_resolved(ruleset, rule_id, day), target) for target in targets]
        for rule_id in sorted(ruleset.rules)
    }
    table = Table(box=None, pad_edge=False)
    for title in ("rule", *targets):
        table.add_column(title)
    for rule_id, refusals in found.items():
        table.add_row(rule_id, *(", ".join(each.code for each in why) or "yes" for why in refusals))
    counts = (sum(not each for each in column) for column in zip(*found.values(), strict=True))
    table.add_row(f"{len(found)} rules", *map(str, counts))
    console().print(table)
    for code, why in sorted({each for row in found.values() for cell in row for each in cell}):
        console().print(f"{code}: {why}", soft_wrap=True)
