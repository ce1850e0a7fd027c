"""Requests as people and programs write them: facts in any spelling, and facts that do not fit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from random import Random
from typing import NamedTuple

from rules_engine.agreement.cases import Case, draw_cases
from rules_engine.json_facts import read_date
from rules_engine.model.decision import plain
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import Rule
from rules_engine.model.value_types import FIRST_DATE, NUMBERS, ValueType
from rules_engine.problems import ProblemsFound
from rules_engine.program import Program

_FAULTS: tuple[object, ...] = (
    None, True, "true", "", "?", -1, 1.5, 10**12, "12,50", "1e3", "NaN", "2026-02-29", "1899-12-31",
    "26-01-31", "UK", "ß", "\ud800", "x" * 255, "CH9300762011623852958", [], ["CH"], {"a": 1},
)  # fmt: skip


class Request(NamedTuple):
    """Facts as JSON values, and the day of the decision."""

    as_of: str
    facts: Mapping[str, object]


def request_of(case: Case) -> Request:
    """Return a case as a request."""
    return Request(
        case.as_of.isoformat(), {name: plain(value) for name, value in case.facts.items()}
    )


def draw_requests(
    rule: Rule, parameters: Mapping[str, Parameter], seed: int, program: Program
) -> Iterator[Request]:
    """Yield requests without end; the seed alone says which.

    About one in five has a fault, and some are of a day on which nothing holds yet.
    """
    random = Random(f"{seed} {rule.id} requests")  # noqa: S311  # to be drawn again, no secret
    first = program.segments[0].start
    for case in draw_cases(rule, parameters, seed, program):
        facts = _spelled(rule, case, random)
        if random.random() < 0.2:
            name = random.choice([*rule.inputs, "no_such_input"])
            facts[name] = random.choice(_FAULTS)
        too_early = first > FIRST_DATE and random.random() < 0.03
        yield Request((first - timedelta(1) if too_early else case.as_of).isoformat(), facts)


def _spelled(rule: Rule, case: Case, random: Random) -> dict[str, object]:
    names = list(case.facts)
    random.shuffle(names)
    return {name: _spelling(rule.inputs[name].type, case.facts[name], random) for name in names}


def _spelling(value_type: ValueType, value: object, random: Random) -> object:
    found = plain(value)
    way = random.randrange(4)
    if not isinstance(found, str) or way == 0:
        return found
    if value_type.kind in NUMBERS and way == 1 and found.isdigit() and len(found) < 15:
        return int(found)
    if value_type.kind in {"country", "currency", "iban"}:
        found = (
            found.lower() if way == 1 else " ".join(found) if value_type.kind == "iban" else found
        )
    if value_type.kind == "email" and way == 1:
        found = found.upper()
    return random.choice(("", " ", "\u00a0", "\t")) + found + random.choice(("", " ", "\n"))


def record_of(program: Program, request: Request) -> dict[str, object]:
    """Return the decision record; ``{"problems": [[code, input], …]}`` where facts do not fit."""
    try:
        return program.decide(request.facts, read_date(request.as_of)).to_json()
    except ProblemsFound as found:
        # Problems that are about no input name the rule, or nothing.
        inputs = [(each.code, each.subject if each.subject in request.facts else "")
                  for each in found.problems]  # fmt: skip
        return {"problems": sorted(map(list, inputs))}


def record_differences(expected: Mapping[str, object], said: object) -> list[str]:
    """Return which parts of a record are other JSON texts, in words; nothing where all are same."""
    if not isinstance(said, Mapping):
        return [f"it says {said}"]
    parts = [f"{name} is {_text(said.get(name))}, expected {_text(expected.get(name))}"
             for name in dict.fromkeys([*expected, *said])
             if _text(said.get(name)) != _text(expected.get(name))]  # fmt: skip
    return parts or ([] if list(said) == list(expected) else ["its parts are in another order"])


def _text(part: object) -> str:
    return json.dumps(part)
