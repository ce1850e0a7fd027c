"""``kb check``: rules, guides and texts, everything that is wrong at once."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from knowledge_base.commands.project import as_of_date, project_root
from knowledge_base.content.codes import codes
from knowledge_base.loading import load_help_center
from knowledge_base.translation.codes import codes as translation_codes
from knowledge_base.translation.form_files import TextFiles
from rules_engine.cases import read_cases
from rules_engine.examples import example_problems
from rules_engine.problems import Problem, ProblemsFound
from rules_engine.proof.prove import Proof, findings, prove, shown
from rules_engine.reports import to_json, to_sarif
from rules_engine.ruleset import Ruleset, load_rules
from rules_engine.validity import validity_problems


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How problems are printed.",
)
@click.option("--as-of", metavar="DATE", help="Date of the values (default: today).")
@click.option(
    "--explain", metavar="RULE", help="Show the classes of facts that were tried for a rule."
)
@click.option("--fix", is_flag=True, help="First mend what is safe to mend in text files.")
@click.pass_context
def command(
    ctx: click.Context, form: str, as_of: str | None, explain: str | None, fix: bool
) -> None:
    """Check rules, guides and texts; print every problem with its place and what to do.

    With --fix, what can be meant in one way only is mended in text files first: quotation marks,
    indentation, characters that nobody sees. All else stays as it is.

    Exit codes: 0 no errors, 2 errors.
    """
    root, day = project_root(ctx), as_of_date(as_of)
    if explain:
        _explain(load_rules(root / "rules"), explain, day)
        return
    if fix:
        for file in TextFiles(root).mend():
            click.echo(f"Mended {file}", err=True)
    problems = _problems(root, day)
    if form == "text":
        from knowledge_base.commands.terminal import print_problems

        print_problems(problems)
        if mendable := TextFiles(root).mendable({each.path for each in problems}):
            click.echo(f"Some of it can be mended in {mendable}: kb check --fix", err=True)
    else:
        known = {**codes(), **translation_codes()}
        click.echo(to_json(problems) if form == "json" else to_sarif(problems, known))
    ctx.exit(2 if any(problem.severity == "error" for problem in problems) else 0)


def _problems(root: Path, as_of: date) -> list[Problem]:
    try:
        center = load_help_center(root, as_of)
    except ProblemsFound as found:
        return list(found.problems)
    ruleset, cases = center.ruleset, root / "tests" / "rules"
    try:
        known = read_cases(cases, ruleset) if cases.is_dir() else []
    except ProblemsFound as found:
        return sorted([*center.warnings, *found.problems])
    return sorted([
        *center.warnings,
        *proof_problems(ruleset, as_of),
        *example_problems(ruleset, as_of),
        *validity_problems(ruleset, known, as_of),
    ])  # fmt: skip


def proof_problems(ruleset: Ruleset, as_of: date) -> list[Problem]:
    """Return what is left open when each rule's classes of facts are tried."""
    return [
        problem
        for rule in ruleset.rules.values()
        for problem in findings(prove(rule, ruleset.parameters, as_of))
    ]


def _explain(ruleset: Ruleset, rule_id: str, as_of: date) -> None:
    proof = prove(ruleset.rule(rule_id), ruleset.parameters, as_of)
    click.echo(f"{rule_id} as of {as_of}")
    for name, values in proof.classes.items():
        if values:
            listed = ", ".join(shown({name: value}).partition(": ")[2] for value in _sorted(values))
            click.echo(f"  {name}: {len(values)} values: {listed}")
    for supposed in proof.supposed:
        click.echo(f"  supposing also {supposed}")
    click.echo(
        f"  {proof.tried} combinations of facts tried, {proof.valid} of them without contradiction"
    )
    for name, facts in _shown_witnesses(proof):
        click.echo(f"  {name}: {shown(facts)}")
    for problem in findings(proof):
        click.echo(str(problem), file=sys.stderr)


def _shown_witnesses(proof: Proof) -> list[tuple[str, dict[str, object]]]:
    return [
        (name, dict(facts))
        for name, facts in sorted(proof.witnesses.items())
        if not name.startswith("choices.") and name != "valid"
    ]


def _sorted(values: set[object]) -> list[object]:
    """Return the values of one input in order, null first; all others are of one type."""
    known: list[Any] = [value for value in values if value is not None]
    return [*([None] if None in values else []), *sorted(known)]
