"""One run over many rules: the back ends that were asked for, and what they say otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from rules_engine.agreement.back_ends import BackEnd, compiled, interpreter
from rules_engine.agreement.cases import Case
from rules_engine.agreement.comparison import (
    Count,
    Difference,
    RecordKeeper,
    batches,
    compare,
    compare_records,
)
from rules_engine.agreement.requests import Request, draw_requests
from rules_engine.problems import Problem, ProblemsFound
from rules_engine.program import Facts
from rules_engine.ruleset import Ruleset

# In this order: the first one of a run is the reference that the others are held against.
BACK_ENDS = ("interpreter", "python", "javascript", "duckdb")
# A record takes a hundred times as long as a verdict: it also looks for what would help.
RECORDS = 100


@dataclass(slots=True)
class Asked:
    """The back ends of a run, and the problems of those that could not be started."""

    back_ends: list[BackEnd] = field(default_factory=list)
    record_keepers: list[RecordKeeper] = field(default_factory=list)
    not_run: list[Problem] = field(default_factory=list)


@contextmanager
def open_back_ends(ruleset: Ruleset, names: Sequence[str]) -> Iterator[Asked]:
    """Start the named back ends, the reference first; one that cannot run is told, not raised."""
    asked = Asked()
    with ExitStack() as stack:
        for name in BACK_ENDS:
            if name in names:
                try:
                    _open(name, ruleset, asked, stack)
                except ProblemsFound as found:
                    asked.not_run += found.problems
        yield asked


def _open(name: str, ruleset: Ruleset, asked: Asked, stack: ExitStack) -> None:
    if name == "interpreter":
        asked.back_ends.append(interpreter(ruleset.parameters))
    elif name == "python":
        asked.back_ends += compiled(ruleset.program)
    elif name == "javascript":
        from knowledge_base.agreement.chromium import chromium, javascript  # needs a browser

        browser = stack.enter_context(chromium())
        page = stack.enter_context(javascript(browser, ruleset.rules, ruleset.parameters))
        asked.back_ends.append(page)
        asked.record_keepers.append(page)
    elif name == "duckdb":
        from knowledge_base.agreement.duckdb_relation import duckdb_sql

        asked.back_ends += stack.enter_context(duckdb_sql(ruleset))


def run(
    ruleset: Ruleset, rule_id: str, asked: Asked, count: Count, *, seed: int, cases: int
) -> Iterator[list[Difference]]:
    """Ask all back ends about one rule; yield what differs, batch by batch."""
    rule, program = ruleset.rule(rule_id), ruleset.program(rule_id)
    for drawn, batch in batches(rule, ruleset.parameters, program, seed, cases):
        count.drawn += drawn
        yield list(compare(rule, batch, asked.back_ends, count))
    requests = draw_requests(rule, ruleset.parameters, seed, program)
    some = list(islice(requests, min(RECORDS, cases)))
    for each in asked.record_keepers:
        yield list(compare_records(rule, program, some, each, count))


def ask_once(
    ruleset: Ruleset, rule_id: str, asked: Asked, count: Count, facts: Facts, as_of: date
) -> list[Difference]:
    """Ask all back ends about these facts; return what differs.

    Raises ``ProblemsFound`` where the rule has no parameters then. Facts that do not fit are
    compared in records alone.
    """
    rule, program = ruleset.rule(rule_id), ruleset.program(rule_id)
    found: list[Difference] = []
    try:
        normal = program.normalise(facts)
    except ProblemsFound:
        if not asked.record_keepers:
            raise
    else:
        program.decide(normal, as_of)
        count.drawn = 1
        found += compare(rule, [Case(as_of, normal)], asked.back_ends, count)
    request = Request(as_of.isoformat(), facts)
    for each in asked.record_keepers:
        found += compare_records(rule, program, [request], each, count)
    return found
