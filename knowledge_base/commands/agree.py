"""``kb agree``: do all back ends say the same?"""

from __future__ import annotations

import json
import shlex
import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from knowledge_base.agreement.run import BACK_ENDS, Asked, ask_once, open_back_ends, run
from knowledge_base.commands.project import as_of_date, project_root, unwind_when_terminated
from rules_engine.agreement.comparison import Count, Difference
from rules_engine.json_facts import read_facts
from rules_engine.problems import near
from rules_engine.ruleset import Ruleset, load_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

# Differences shown of each rule and back end, and of all; the others are counted.
_SHOWN, _SHOWN_OF_ALL = 3, 12


def _names(ctx: click.Context, parameter: click.Parameter, text: str) -> tuple[str, ...]:
    names = [each.strip() for each in text.split(",")]
    for name in names:
        if name not in BACK_ENDS:
            message = f"there is no back end {name!r}.{near(name, BACK_ENDS)} Known: "
            raise click.BadParameter(message + ", ".join(BACK_ENDS), ctx, parameter)
    if len(set(names)) < 2:
        raise click.BadParameter("name two at least, to be compared", ctx, parameter)
    return tuple(names)


@click.command()
@click.argument("rules", nargs=-1, metavar="[RULE]...")
@click.option("--cases", default=2000, show_default=True, type=click.IntRange(1),
              help="Cases drawn of each rule.")  # fmt: skip
@click.option("--seed", default=1, show_default=True, help="The same seed draws the same cases.")
@click.option("--backends", "names", default=",".join(BACK_ENDS), show_default=True,
              callback=_names, help="Back ends compared: two or more.")  # fmt: skip
@click.option("--facts", metavar="JSON", help="Ask about these facts alone.")
@click.option("--as-of", metavar="DATE", help="The day for --facts (default: today).")
@click.pass_context
def command(
    ctx: click.Context, rules: tuple[str, ...], cases: int, seed: int, names: tuple[str, ...],
    facts: str | None, as_of: str | None,
) -> None:  # fmt: skip
    """Decide the same cases in every back end, and show each difference.

    Cases are drawn around the thresholds of each rule, with facts left out and null among them.

    Exit codes: 0 no difference, 1 differences, 2 bad input, or a back end that could not run.
    """
    if (as_of and facts is None) or (facts is not None and len(rules) != 1):
        raise click.UsageError("--facts asks about one RULE, --as-of belongs to it", ctx)
    given, day = None if facts is None else read_facts(facts), as_of_date(as_of)
    ruleset = load_rules(project_root(ctx) / "rules")
    asked_rules = [ruleset.rule(each).id for each in rules] or list(ruleset.rules)
    unwind_when_terminated()
    count, found = Count(), Counter[tuple[str, str]]()
    with open_back_ends(ruleset, names) as asked:
        if asked.back_ends and given is not None:
            _show(ask_once(ruleset, asked_rules[0], asked, count, given, day), found)
        elif asked.back_ends:
            _run(ruleset, asked_rules, asked, count, found, seed=seed, cases=cases)
    _report(asked_rules, asked, count, found)
    ctx.exit(2 if asked.not_run else 1 if found else 0)


def _run(
    ruleset: Ruleset, rules: list[str], asked: Asked, count: Count,
    found: Counter[tuple[str, str]], *, seed: int, cases: int,
) -> None:  # fmt: skip
    for rule in rules:
        for differences in run(ruleset, rule, asked, count, seed=seed, cases=cases):
            _progress("")
            _show(differences, found)
            _progress(
                f"{rule}: {count.drawn} of {cases * len(rules)} cases, {found.total()} differences"
            )
    _progress("")


def _progress(words: str) -> None:
    """Write over the line that stands there; nothing where nobody watches."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{words}", err=True, nl=False)


def _show(differences: Iterable[Difference], found: Counter[tuple[str, str]]) -> None:
    for each in differences:
        found[each.rule, each.back_end] += 1
        if found[each.rule, each.back_end] > _SHOWN or found.total() > _SHOWN_OF_ALL:
            continue
        facts = json.dumps(each.request.facts)  # ASCII: half a character cannot be printed
        click.echo(f"{each.rule} as of {each.request.as_of}: {facts}")
        for words in each.words:
            click.echo(f"  {each.back_end}: {words}")
        again = ["kb", "agree", each.rule, "--as-of", each.request.as_of, "--facts", facts]
        click.echo(f"  again: {shlex.join(again)}")


def _report(rules: list[str], asked: Asked, count: Count, found: Counter[tuple[str, str]]) -> None:
    kinds = f"{len(rules)} rules" if len(rules) > 1 else rules[0]
    click.echo(f"{kinds}: {count.drawn} cases drawn, {count.distinct} of them distinct")
    for name, cases in count.asked.items():
        wrong = sum(number for (_, back_end), number in found.items() if back_end == name)
        click.echo(f"  {name:<22} {cases:>9} decided, {wrong} differences")
    for problem in asked.not_run:
        click.echo(f"NOT RUN: {problem.in_one_line()}", err=True)
