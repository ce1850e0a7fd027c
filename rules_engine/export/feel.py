"""FEEL, the expressions of DMN. What is used twice becomes a named entry of a context."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from rules_engine.export.language import KNOWN_NONE, Language, Order
from rules_engine.model.value_types import Value

# Names have no hyphen here: FEEL would take it for a minus.
KNOWN_NONE_NAME = KNOWN_NONE.replace("-", "_")


# ruff: noqa: D102  # what the methods do stands in ``Language``
class Feel(Language[str]):
    """``entries`` are the named expressions, each reading facts and those before it."""

    def __init__(self, inputs: Iterable[str]) -> None:
        self.entries: dict[str, str] = {}
        self.reads_known_none = False
        self._taken = {*inputs, KNOWN_NONE_NAME}
        self._opposites: dict[str, str] = {}

    def defined(self, name: str, term: str) -> str:
        if term in self._taken:  # is under a name already
            return term
        name = name.replace("-", "_")
        while name in self._taken:
            name += "_"
        self._taken.add(name)
        self.entries[name] = term
        return name

    def joined(self, tests: Sequence[str], any_of: bool) -> str:
        return f"({(' or ' if any_of else ' and ').join(tests)})"

    def negated(self, test: str) -> str:
        if test not in self._opposites:
            opposite = f"not{test}" if test.startswith("(") else f"not({test})"
            self._opposites |= {test: opposite, opposite: test}
        return self._opposites[test]

    def chosen(self, branches: Sequence[tuple[str, str]], otherwise: str) -> str:
        tests = "".join(f"if {test} then {term} else " for test, term in branches)
        return f"({tests}{otherwise})"

    def collected(self, named: Sequence[tuple[str | None, str]]) -> str:
        lists = [
            f'["{name}"]' if test is None else f'if {test} then ["{name}"] else []'
            for test, name in named
        ]
        return (
            lists[0] if len(lists) == 1 else f"concatenate({', '.join(lists)})" if lists else "[]"
        )

    def literal(self, value: Value) -> str:
        return feel_literal(value)

    def fact(self, name: str, default: Value | date) -> str:
        if default is None:
            return name
        return f"(if {name} = null then {feel_literal(default)} else {name})"

    def zero_order(self, number: str) -> str:
        return number

    def is_known_none(self, name: str) -> str:
        self.reads_known_none = True
        return f'(list contains({KNOWN_NONE_NAME}, "{name}") = true)'

    def equal(self, left: str, right: str) -> str:
        return f"({left} = {right})"

    def ordered(self, left: str, order: Order, right: str) -> str:
        return f"({left} {order} {right})"

    def member(self, value: str, members: Sequence[Value]) -> str:
        return f"list contains({feel_literal(tuple(members))}, {value})"

    def months_later(self, day: str, months: str, sign: int, next_month: bool) -> str:
        later = f"({day} {_sign(sign)} {_duration(months, 'M')})"
        if not next_month:
            return later  # FEEL takes the last day of a month that lacks the day
        return f'(if {later}.day < {day}.day then {later} + duration("P1D") else {later})'

    def days_later(self, day: str, days: str, sign: int) -> str:
        return f"({day} {_sign(sign)} {_duration(days, 'D')})"


def feel_literal(value: object) -> str:
    """Return a value as FEEL writes it."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case date():
            return f'date("{value.isoformat()}")'
        case tuple():
            return f"[{', '.join(feel_literal(item) for item in value)}]"
    return json.dumps(value, ensure_ascii=False)


def _sign(sign: int) -> str:
    return "+" if sign == 1 else "-"


def _duration(amount: str, unit: str) -> str:
    """Return an amount of months or days as a duration; not every engine multiplies one."""
    if amount.isdigit():
        return f'duration("P{amount}{unit}")'
    return f'duration("P" + string({amount}) + "{unit}")'
