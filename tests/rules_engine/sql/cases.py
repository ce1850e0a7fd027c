"""Facts as rows of a table, what a query says of them, and what the interpreter says."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from rules_engine.compile.resolve import ResolvedRule, resolve
from rules_engine.interpret import interpret
from rules_engine.model.decision import Verdict
from rules_engine.model.rule import Rule
from rules_engine.model.value_types import Value
from rules_engine.problems import ProblemsFound
from rules_engine.proof.enumeration import Enumeration
from rules_engine.ruleset import Ruleset, load_rules

AS_OF = date(2026, 1, 15)
GAP = "no row matches"
KEY = "row_number"

Facts = dict[str, Value]


def real_rules() -> Ruleset:
    return load_rules(Path(__file__).parents[3] / "rules")


def resolved_rule(ruleset: Ruleset, rule: str) -> ResolvedRule:
    return resolve(ruleset.rules[rule], ruleset.values_at(AS_OF), AS_OF)


def draw_facts(resolved: ResolvedRule, count: int, *, last_year: int = 9999) -> list[Facts]:
    """Facts of the classes that the rule tells apart, some left out; the same on every run."""
    chance = random.Random(resolved.rule.id)  # noqa: S311  drawn for tests, no secret
    enumeration = Enumeration(resolved, AS_OF)
    complete = [
        enumeration.as_facts(list(arguments))
        for arguments in islice(enumeration.facts(), 20 * count)
        if all(not isinstance(each, date) or each.year <= last_year for each in arguments)
    ]
    chance.shuffle(complete)
    drawn: list[Facts] = []
    for number in range(count):
        facts = dict(complete[number % len(complete)])
        if number % 3 == 0:  # another value of any class, so that inputs meet freely
            for name in enumeration.order:
                values = sorted(enumeration.classes[name], key=repr)
                other = chance.choice(values)
                if not isinstance(other, date) or other.year <= last_year:
                    facts[name] = chance.choice((facts[name], other))
        share = (0, 0.15, 0.4, 0.8)[number % 4]
        drawn.append({name: each for name, each in facts.items() if chance.random() >= share})
    return drawn


def row_of(rule: Rule, facts: Facts) -> tuple[object, ...]:
    """Facts as a row of the source: beside a nullable input, whether there is none."""
    found: list[object] = []
    for name, each in rule.inputs.items():
        found.append(facts.get(name))
        if each.type.nullable:
            found.append(name in facts and facts[name] is None)
    return tuple(found)


def differences(
    resolved: ResolvedRule,
    parameters: Mapping[str, Value],
    drawn: Sequence[Facts],
    rows: Iterable[Mapping[str, Any]],
    as_of: date = AS_OF,
) -> list[tuple[Facts, object, object]]:
    """Facts on which a row of the result and the interpreter disagree; there must be all rows."""
    found: list[tuple[Facts, object, object]] = []
    numbers: list[int] = []
    for row in rows:
        numbers.append(row[KEY])
        facts = drawn[row[KEY]]
        said = verdict_of(resolved.rule, row)
        expected = interpreted(resolved.rule, parameters, facts, as_of)
        if said != expected:
            found.append((facts, said, expected))
    assert sorted(numbers) == list(range(len(drawn)))
    return found


def interpreted(
    rule: Rule, parameters: Mapping[str, Value], facts: Facts, as_of: date
) -> Verdict | str:
    try:
        verdict = interpret(rule, parameters, facts, as_of)
    except ProblemsFound:
        return GAP
    # a mask keeps the order of the rule
    order = [each.id for each in rule.constraints] if verdict.status == "invalid" else rule.reasons
    return verdict._replace(
        reasons=tuple(sorted(verdict.reasons, key=order.index)),
        open_reasons=tuple(sorted(verdict.open_reasons, key=rule.reasons.index)),
    )


def verdict_of(rule: Rule, row: Mapping[str, Any]) -> Verdict | str:
    """The verdict that a row of the result says."""
    if row["status"] is None:
        return GAP
    names = rule.reasons
    if row["status"] == "invalid":
        names = tuple(each.id for each in rule.constraints)
    values = {name: row[name] for name in rule.values if row[name] is not None}
    for name, value in values.items():
        if rule.values[name].type.kind == "list":
            values[name] = tuple(json.loads(value))
        elif rule.values[name].type.kind == "decimal":
            values[name] = Decimal(value)
    return Verdict(
        row["status"],
        row["outcome"],
        _named(names, row["reason_mask"]),
        _named(rule.reasons, row["open_mask"]),
        _named(tuple(rule.inputs), row["missing_mask"]),
        values,
    )


def _named(names: Sequence[str], mask: int) -> tuple[str, ...]:
    assert mask >> len(names) == 0
    return tuple(name for bit, name in enumerate(names) if mask >> bit & 1)
