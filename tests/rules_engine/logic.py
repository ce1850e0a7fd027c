"""A resolved rule as formulas for a solver: a third reading of the same tree.

Every value is a pair: what it is, and whether it is null. Texts are numbers, one for each. A date
some months away is any date that many months of 28 to 31 days away, which allows a little too much.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any as Untyped

import z3

from rules_engine.compile.resolve import ResolvedRule, table_rows
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
    Literal,
    Lookup,
    MonthShift,
    Not,
)
from rules_engine.model.rule import Input
from rules_engine.model.value_types import FIRST_DATE, LAST_DATE, NUMBERS

Pair = tuple[Untyped, Untyped]  # the value and whether it is null
NO = z3.BoolVal(False)
_ORDER = {
    "at_least": lambda a, b: a >= b, "more_than": lambda a, b: a > b,
    "at_most": lambda a, b: a <= b, "less_than": lambda a, b: a < b,
    "on_or_after": lambda a, b: a >= b, "after": lambda a, b: a > b,
    "on_or_before": lambda a, b: a <= b, "before": lambda a, b: a < b,
}  # fmt: skip


@dataclass
class Formulas:
    """Translates conditions; ``domain`` says what the inputs and the shifted dates may be."""

    resolved: ResolvedRule
    texts: dict[str, int] = field(default_factory=dict)
    shifts: dict[Expression, Pair] = field(default_factory=dict)
    domain: list[Untyped] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Declare the inputs."""
        self.inputs = {name: self._input(each) for name, each in self.resolved.rule.inputs.items()}

    def _input(self, declared: Input) -> Pair:
        kind, name = declared.type, declared.name
        if kind.kind == "boolean":
            value: Untyped = z3.Bool(name)
        else:
            value = z3.Real(name) if kind.kind == "decimal" else z3.Int(name)
        if kind.kind == "choice":
            self.domain.append(z3.Or([value == self.text(each) for each in kind.choices]))
        if kind.kind == "date":
            self.domain += [value >= FIRST_DATE.toordinal(), value <= LAST_DATE.toordinal()]
        if kind.kind in NUMBERS:
            self.domain += [value >= number(kind.minimum)] if kind.minimum is not None else []
            self.domain += [value <= number(kind.maximum)] if kind.maximum is not None else []
        return value, z3.Bool(f"{name} is null") if kind.nullable else NO

    def text(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts))

    def literal(self, value: object) -> Pair:
        if value is None:
            return 0, z3.BoolVal(True)
        if isinstance(value, bool):
            return z3.BoolVal(value), NO
        if isinstance(value, date):
            return z3.IntVal(value.toordinal()), NO
        if isinstance(value, str):
            return z3.IntVal(self.text(value)), NO
        return number(value), NO

    def condition(self, condition: Condition) -> Untyped:
        match condition:
            case Constant(holds):
                return z3.BoolVal(holds)
            case All(parts):
                return z3.And([self.condition(part) for part in parts])
            case Any(parts):
                return z3.Or([self.condition(part) for part in parts])
            case Not(part):
                return z3.Not(self.condition(part))
            case Compare(left, "one_of", right):
                return self.member(self.value(left), right)
            case Compare(left, "none_of", right):
                return z3.Not(self.member(self.value(left), right))
            case Compare(left, operator, right):
                return self.compare(self.value(left), operator, self.value(right))
        raise TypeError(condition)

    def compare(self, left: Pair, operator: str, right: Pair) -> Untyped:
        (one, one_null), (other, other_null) = left, right
        known = z3.And(z3.Not(one_null), z3.Not(other_null))
        if operator in _ORDER:
            return z3.And(known, _ORDER[operator](one, other))
        literal_null = z3.is_true(one_null) or z3.is_true(other_null)
        both = z3.And(one_null, other_null)
        same = both if literal_null else z3.Or(both, z3.And(known, one == other))
        return same if operator == "is" else z3.Not(same)

    def member(self, value: Pair, members: Expression) -> Untyped:
        match members:
            case Literal(items):
                listed = items if isinstance(items, tuple) else ()
                return z3.Or([self.compare(value, "is", self.literal(each)) for each in listed])
            case Joined(parts):
                return z3.Or([self.member(value, part) for part in parts])
            case Choose(branches, otherwise):
                found = self.member(value, otherwise)
                for condition, branch in reversed(branches):
                    found = z3.If(self.condition(condition), self.member(value, branch), found)
                return found
            case ComputedRef(name):
                return self.member(value, self.resolved.computed[name])
        raise TypeError(members)

    def value(self, expression: Expression) -> Pair:
        match expression:
            case Literal(value):
                return self.literal(value)
            case InputRef(name):
                return self.inputs[name]
            case ComputedRef(name):
                return self.value(self.resolved.computed[name])
            case Arithmetic(operator, left, right):
                (one, one_null), (other, other_null) = self.value(left), self.value(right)
                operation = {"plus": one + other, "minus": one - other, "times": one * other}
                return operation[operator], z3.Or(one_null, other_null)
            case Extreme(which, parts):
                return self.extreme(which, [self.value(part) for part in parts])
            case DayShift(day, days, sign):
                (one, one_null), (other, other_null) = self.value(day), self.value(days)
                return one + sign * other, z3.Or(one_null, other_null)
            case MonthShift():
                return self.month_shift(expression)
            case Choose(branches, otherwise):
                found = self.value(otherwise)
                for condition, branch in reversed(branches):
                    found = either(self.condition(condition), self.value(branch), found)
                return found
            case Lookup(table, match, column):
                found = self.literal(None)
                for row in reversed(table_rows(table)):
                    tests = [
                        self.compare(self.value(key), "is", self.literal(row[name]))
                        for name, key in match
                    ]
                    found = either(z3.And(tests), self.literal(row[column]), found)
                return found
        raise TypeError(expression)

    def extreme(self, which: str, parts: list[Pair]) -> Pair:
        found, null = parts[0]
        for value, is_null in parts[1:]:
            first = value < found if which == "least" else value > found
            found, null = z3.If(first, value, found), z3.Or(null, is_null)
        return found, null

    def month_shift(self, shift: MonthShift) -> Pair:
        if shift not in self.shifts:
            (day, no_day), (months, no_months) = self.value(shift.date), self.value(shift.months)
            shifted = z3.Int(f"shifted {len(self.shifts)}")
            distance = shift.sign * (shifted - day)
            self.domain += [distance >= 28 * months - 31, distance <= 31 * months + 31]
            self.shifts[shift] = shifted, z3.Or(no_day, no_months)
        return self.shifts[shift]


def number(value: object) -> Untyped:
    """Return a number of the solver."""
    return z3.RealVal(str(value)) if isinstance(value, Decimal) else z3.IntVal(int(str(value)))


def either(condition: Untyped, one: Pair, other: Pair) -> Pair:
    """Return one of two pairs; the value of a null one does not matter."""
    value = other[0] if z3.is_true(one[1]) else one[0] if z3.is_true(other[1]) else None
    if value is None:
        value = z3.If(condition, one[0], other[0])
    return value, z3.If(condition, one[1], other[1])
