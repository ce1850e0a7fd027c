"""JsonLogic: a few named expressions that together give the decision record.

JsonLogic has no names for what is used twice: ``steps`` are run in their order, the result of each
is added to the facts under its name, and then ``record`` holds an expression for each part of the
decision record.

Facts are the normalised ones of a record: dates as texts, exact numbers as texts or whole numbers.
Inputs that are null are named in ``known-none`` besides, because engines do not agree on whether
null is missing. Only what engines agree on is used: strict equality, order between values of one
type, membership of a list of constants.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.export.language import KNOWN_NONE, Language, Order
from rules_engine.export.record import inputs_read, write_record
from rules_engine.export.refusals import refusals, refuse
from rules_engine.model.decision import plain
from rules_engine.model.rule import Input
from rules_engine.model.value_types import Value

Json: TypeAlias = Any


def jsonlogic(resolved: ResolvedRule, as_of: date, ruleset: str) -> dict[str, object]:
    """Return the document of a rule as of a day.

    Raises ``ProblemsFound`` where JsonLogic would mean something else.
    """
    found = refusals(resolved, dates=False)
    if found:
        raise refuse(resolved.rule.id, found)
    language = _JsonLogic()
    record = write_record(resolved, as_of, language)
    return {
        "rule": resolved.rule.id,
        "as_of": as_of.isoformat(),
        "ruleset": ruleset,
        "inputs": {name: _described(each) for name, each in inputs_read(resolved).items()},
        "steps": [{"name": name, "logic": logic} for name, logic in language.steps.items()],
        "record": record._asdict(),
    }


def _described(declared: Input) -> dict[str, object]:
    kind = declared.type
    found: dict[str, object] = {"type": kind.kind}
    if kind.choices:
        found["choices"] = list(kind.choices)
    if kind.nullable:
        found["nullable"] = True
    return found


class _JsonLogic(Language[Json]):
    """Steps have a hyphen in their names, which no input has."""

    def __init__(self) -> None:
        self.steps: dict[str, Json] = {}

    def defined(self, name: str, term: Json) -> Json:
        if not isinstance(term, dict) or "var" in term:  # nothing to write twice
            return term
        self.steps[name] = term
        return {"var": name}

    def joined(self, tests: Sequence[Json], any_of: bool) -> Json:
        return {"or" if any_of else "and": list(tests)}

    def negated(self, test: Json) -> Json:
        match test:
            case {"===": operands}:
                return {"!==": operands}
            case {"!==": operands}:
                return {"===": operands}
            case {"!": [operand]}:
                return operand
        return {"!": [test]}

    def chosen(self, branches: Sequence[tuple[Json, Json]], otherwise: Json) -> Json:
        return {"if": [*(part for branch in branches for part in branch), otherwise]}

    def collected(self, named: Sequence[tuple[Json | None, str]]) -> Json:
        if not named:
            return []
        return {"merge": [
            name if test is None else {"if": [test, [name], []]} for test, name in named
        ]}  # fmt: skip

    def literal(self, value: Value) -> Json:
        return plain(value)

    def fact(self, name: str, default: Value | date) -> Json:
        return {"var": name if default is None else [name, plain(default)]}

    def zero_order(self, number: Json) -> Json:
        return {"+": [number]}

    def is_known_none(self, name: str) -> Json:
        return {"in": [name, {"var": [KNOWN_NONE, []]}]}

    def equal(self, left: Json, right: Json) -> Json:
        return {"===": [left, right]}

    def ordered(self, left: Json, order: Order, right: Json) -> Json:
        return {order: [left, right]}

    def member(self, value: Json, members: Sequence[Value]) -> Json:
        return {"in": [value, [plain(each) for each in members]]}


def known_none(facts: Mapping[str, object]) -> list[str]:
    """Return the names to list beside facts: those that are null."""
    return [name for name, value in facts.items() if value is None]
