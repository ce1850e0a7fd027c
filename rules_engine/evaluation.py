"""Values and truths of a rule's tree for given facts, in strong Kleene logic.

A value may be ``UNKNOWN``; a truth is True, False or None (unknown). A comparison or a computation
with an unknown part is unknown; ``choose`` is known where all branches that may apply agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any as Untyped
from typing import Final

from rules_engine.calendar import shift_days, shift_months
from rules_engine.comparison import holds
from rules_engine.exact import EXACT
from rules_engine.model.expressions import (
    All,
    Any,
    Arithmetic,
    Choose,
    Compare,
    ComputedRef,
    Condition,
    Constant,
    DayShift,
    Expression,
    Extreme,
    InputRef,
    Joined,
    Listed,
    Literal,
    Lookup,
    MonthShift,
    Not,
    ParameterRef,
    operands,
)
from rules_engine.model.rule import AsOf, Rule
from rules_engine.model.value_types import Value


class Unknown:
    """The value of an input that was left out."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()
Truth = bool | None


class Evaluation:
    """Facts put into a rule, with the parameters of that day."""

    def __init__(
        self, rule: Rule, parameters: Mapping[str, Value], facts: Mapping[str, Value], as_of: date
    ) -> None:
        self.rule = rule
        self.parameters = parameters
        self.as_of = as_of
        self.inputs = {name: self._given(name, facts) for name in rule.inputs}

    def _given(self, name: str, facts: Mapping[str, Value]) -> Untyped:
        declared = self.rule.inputs[name]
        if name in facts:
            return facts[name]
        if not declared.has_default:
            return UNKNOWN
        if isinstance(declared.default, AsOf):
            return self.as_of
        if isinstance(declared.default, ParameterRef):
            return self.value(declared.default)
        return declared.default

    def truth(self, condition: Condition) -> Truth:
        """Return whether a condition holds; None where that is unknown."""
        match condition:
            case Constant(always):
                return always
            case All(parts):
                return _all(self.truth(part) for part in parts)
            case Any(parts):
                return _any(self.truth(part) for part in parts)
            case Not(part):
                truth = self.truth(part)
                return None if truth is None else not truth
            case Compare(left, operator, right):
                one, other = self.value(left), self.value(right)
                return None if UNKNOWN in (one, other) else holds(one, operator, other)
            case Listed():
                return _any(self.truth(row) for row in self.rows_of(condition))

    def rows_of(self, listed: Listed) -> list[Condition]:
        """Return one condition for each row of a table: it is listed when one of them holds."""
        return [
            All(tuple(Compare(each, "is", Literal(row[column])) for column, each in listed.match))
            for row in self.value(listed.table) or ()
        ]

    def value(self, expression: Expression) -> Untyped:
        """Return the value of an expression; ``UNKNOWN`` where an unknown input decides it."""
        match expression:
            case Literal(value):
                return value
            case InputRef(name):
                return self.inputs[name]
            case ParameterRef(name, None):
                return self.parameters[name]
            case ParameterRef(name, key):
                amounts: Untyped = self.parameters[name]
                return amounts[key]
            case ComputedRef(name):
                return self.value(self.rule.computed[name])
            case Choose():
                return self._choose(expression)
        values = [self.value(part) for part in operands(expression)]
        return UNKNOWN if UNKNOWN in values else _known(expression, values)

    def _choose(self, choose: Choose) -> Untyped:
        candidates = [self.value(branch) for _, branch in self.branches(choose)]
        agreed = UNKNOWN not in candidates and all(each == candidates[0] for each in candidates)
        return candidates[0] if agreed else UNKNOWN

    def branches(self, choose: Choose) -> Iterator[tuple[Condition, Expression]]:
        """Yield the branches that may apply, up to the first that certainly does."""
        for condition, branch in (*choose.branches, (Constant(True), choose.otherwise)):
            truth = self.truth(condition)
            if truth is not False:
                yield condition, branch
            if truth is True:
                return


def _known(expression: Expression, values: list[Untyped]) -> Untyped:
    match expression:
        case Joined():
            return tuple(item for value in values for item in value or ())
        case Lookup(_, match, column):
            keys = {name: key for (name, _), key in zip(match, values[1:], strict=True)}
            rows = values[0] or ()
            found = (row for row in rows if all(row[name] == keys[name] for name in keys))
            return next(found, {column: None})[column]
    return None if None in values else _computed(expression, values)


def _computed(expression: Expression, values: list[Untyped]) -> Untyped:
    match expression:
        case Arithmetic(operator, _, _):
            exact = {"plus": EXACT.add, "minus": EXACT.subtract, "times": EXACT.multiply}
            result = exact[operator](*values)
            return int(result) if all(isinstance(value, int) for value in values) else result
        case Extreme(which, _):
            return min(values) if which == "least" else max(values)
        case MonthShift(_, _, sign, missing_day):
            return shift_months(values[0], sign * values[1], missing_day == "next-month")
        case DayShift(_, _, sign):
            return shift_days(values[0], sign * values[1])
    raise TypeError(f"no operation: {expression}")


def _all(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return False if False in found else None if None in found else True


def _any(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return True if True in found else None if None in found else False
