"""Conditions and values of a rule in three-valued logic, written with two-valued tests.

Every condition becomes a pair of tests: it certainly holds, it certainly fails. What is neither is
unknown. So nothing depends on what another engine makes of a missing value.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Generic, NamedTuple, cast

from rules_engine.compile.nullability import may_be_null
from rules_engine.compile.resolve import ResolvedRule, table_rows
from rules_engine.export.language import Language, Order, Term, Test
from rules_engine.export.refusals import compares_with_zero
from rules_engine.model.expressions import (
    EQUALITY,
    MEMBERSHIP,
    All,
    Any,
    Choose,
    Compare,
    ComputedRef,
    Condition,
    Constant,
    DayShift,
    Expression,
    InputRef,
    Literal,
    Lookup,
    MonthShift,
    Not,
    operands,
)
from rules_engine.model.rule import AsOf
from rules_engine.model.value_types import Value

_ORDER: dict[str, Order] = {
    "at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<",
    "on_or_after": ">=", "after": ">", "on_or_before": "<=", "before": "<",
}  # fmt: skip
_NEGATIVE = frozenset({"is_not", "none_of"})
_SAMENESS = EQUALITY | MEMBERSHIP


class Truth(NamedTuple, Generic[Term]):
    """Whether a condition certainly holds, and whether it certainly fails."""

    holds: Test[Term]
    fails: Test[Term]


class Candidate(NamedTuple, Generic[Term]):
    """A branch that applies where the test holds: no earlier one certainly does."""

    applies: Test[Term]
    condition: Condition
    value: Expression


class Truths(Generic[Term]):
    """Writes the conditions and expressions of one rule as of one day."""

    def __init__(self, resolved: ResolvedRule, as_of: date, language: Language[Term]) -> None:
        self.resolved = resolved
        self.as_of = as_of
        self.language = language
        self.inputs = resolved.rule.inputs
        # Each is read many times and, in a language with names, named once.
        self.unknown_input = cache(self._unknown_input)
        self.computed = cache(self._computed)
        # By the identity of the condition: trees with tables cannot be hashed.
        self._named: dict[int, Truth[Term]] = {}

    def name(self, name: str, condition: Condition) -> Truth[Term]:
        """Name the truth of a condition of the rule, and return it."""
        define, (holds, fails) = self.language.define, self.truth(condition)
        named = Truth(define(f"holds-{name}", holds), define(f"fails-{name}", fails))
        self._named[id(condition)] = named
        return named

    def truth(self, condition: Condition) -> Truth[Term]:
        """Return when a condition certainly holds and when it certainly fails."""
        write = self.language
        if id(condition) in self._named:
            return self._named[id(condition)]
        match condition:
            case Constant(always):
                return Truth(always, not always)
            case Not(part):
                holds, fails = self.truth(part)
                return Truth(fails, holds)
            case All(parts):
                truths = [self.truth(part) for part in parts]
                return Truth(
                    write.all_of(each.holds for each in truths),
                    write.any_of(each.fails for each in truths),
                )
            case Any(parts):
                truths = [self.truth(part) for part in parts]
                return Truth(
                    write.any_of(each.holds for each in truths),
                    write.all_of(each.fails for each in truths),
                )
            case Compare():
                positive = self._compared(condition)
                fits = condition.operator not in _NEGATIVE
                return positive if fits else Truth(positive.fails, positive.holds)
        raise TypeError("tables are expanded before")

    def unknown_truth(self, condition: Condition) -> Test[Term]:
        """Return a test whether a condition neither certainly holds nor certainly fails."""
        return self.language.opposite(self.language.any_of(self.truth(condition)))

    def _compared(self, compare: Compare) -> Truth[Term]:
        """Return the truth of a comparison, a negative operator taken as the positive one."""
        write = self.language
        known = write.opposite(
            write.any_of([self.unknown(compare.left), self.unknown(compare.right)])
        )
        test = self._test(compare)
        fails = write.all_of([known, write.opposite(test)])
        if not self._is_strict(compare):
            return Truth(write.all_of([known, test]), fails)
        match compare:
            case Compare(InputRef(name), "is" | "is_not", Literal(bool(wanted))):
                if not self.inputs[name].type.nullable:
                    fails = write.equal(self.value(compare.left), write.literal(not wanted))
        return Truth(test, fails)

    def _is_strict(self, compare: Compare) -> bool:
        """Whether the test itself fails where the input is left out, because null is not it."""
        match compare:
            case Compare(InputRef(name), operator, Literal(value)) if operator in _SAMENESS:
                found = value if isinstance(value, tuple) else (value,)
                left_out_is_null = name not in self.resolved.defaults
                return left_out_is_null and None not in found and not compares_with_zero(compare)
        return False

    def _test(self, compare: Compare) -> Test[Term]:
        """Return the comparison of two values that are known, as the positive operator means it."""
        write = self.language
        if compare.operator in MEMBERSHIP:
            return self._member(compare.left, compare.right)
        if compare.operator in EQUALITY:
            return self._equal(compare)
        one, other = self._numbers(compare)
        nothing = write.any_of([self.null(compare.left), self.null(compare.right)])
        ordered = write.ordered(one, _ORDER[compare.operator], other)
        return write.all_of([write.opposite(nothing), ordered])

    def _member(self, left: Expression, right: Expression) -> Test[Term]:
        members = right.value if isinstance(right, Literal) else None
        if not isinstance(members, tuple) or not members:
            return False
        return self.language.member(self.value(left), cast("Sequence[Value]", members))

    def _equal(self, compare: Compare) -> Test[Term]:
        if isinstance(compare.right, Literal) and compare.right.value is None:
            return self.null(compare.left)
        one, other = self._numbers(compare)
        # A number made of null would be zero.
        nothing = self.null(compare.left) if compares_with_zero(compare) else False
        equal = self.language.equal(one, other)
        return self.language.all_of([self.language.opposite(nothing), equal])

    def _numbers(self, compare: Compare) -> tuple[Term, Term]:
        one, other = self.value(compare.left), self.value(compare.right)
        if compares_with_zero(compare):
            return self.language.zero_order(one), self.language.literal(0)
        return one, other

    def value(self, expression: Expression) -> Term:
        """Return a value; what it is counts only where it is known."""
        write = self.language
        match expression:
            case Literal(value):
                return write.literal(value)
            case InputRef(name):
                return self._given(name)
            case ComputedRef(name):
                return self.computed(name)[1]
            case Lookup(table, match, column):
                rows = [
                    (
                        write.all_of(
                            write.equal(self.value(key), write.literal(row[name]))
                            for name, key in match
                        ),
                        write.literal(row[column]),
                    )
                    for row in table_rows(table)
                ]
                return write.choice(rows, write.literal(None))
            case Choose():
                *first, last = self.candidates(expression)
                branches = [(each.applies, self.value(each.value)) for each in first]
                return write.choice(branches, self.value(last.value))
        return self._shift(expression)

    def _given(self, name: str) -> Term:
        default = self.resolved.defaults.get(name)
        value = self.language.fact(name, self.as_of if isinstance(default, AsOf) else default)
        if default is None or not self.inputs[name].type.nullable:
            return value
        none = self.language.is_known_none(name)
        return self.language.choice([(none, self.language.literal(None))], value)

    def _shift(self, expression: Expression) -> Term:
        write = self.language
        match expression:
            case MonthShift(day, months, sign, missing_day):
                later = missing_day == "next-month"
                found = write.months_later(self.value(day), self.value(months), sign, later)
            case DayShift(day, days, sign):
                found = write.days_later(self.value(day), self.value(days), sign)
            case _:
                raise TypeError(f"refused before: {expression}")
        nothing = write.any_of(self.null(each) for each in operands(expression))
        return write.choice([(nothing, write.literal(None))], found)

    def null(self, expression: Expression) -> Test[Term]:
        """Return a test whether a value that is known is null."""
        if isinstance(expression, Literal):
            return expression.value is None
        if not may_be_null(expression, self.resolved):
            return False
        return self.language.equal(self.value(expression), self.language.literal(None))

    def unknown(self, expression: Expression) -> Test[Term]:
        """Return a test whether an unknown input decides a value."""
        write = self.language
        match expression:
            case InputRef(name):
                return self.unknown_input(name)
            case ComputedRef(name):
                return self.computed(name)[0]
            case Choose():
                return self._unknown_choice(self.candidates(expression))
        return write.any_of(self.unknown(each) for each in operands(expression))

    def _unknown_choice(self, candidates: list[Candidate[Term]]) -> Test[Term]:
        """A choice is known where all branches that may apply are known and agree."""
        write = self.language
        unknown = [write.all_of([each.applies, self.unknown(each.value)]) for each in candidates]
        differing = [
            write.all_of([
                one.applies, other.applies,
                write.opposite(self._same(one.value, other.value)),
            ])
            for place, one in enumerate(candidates)
            for other in candidates[place + 1 :]
        ]  # fmt: skip
        return write.any_of([*unknown, *differing])

    def _same(self, one: Expression, other: Expression) -> Test[Term]:
        if isinstance(one, Literal) and isinstance(other, Literal):
            return one.value == other.value
        return self.language.equal(self.value(one), self.value(other))

    def candidates(self, choose: Choose) -> list[Candidate[Term]]:
        """Return the branches that may apply."""
        write = self.language
        earlier: list[Test[Term]] = []
        found: list[Candidate[Term]] = []
        for condition, value in (*choose.branches, (Constant(True), choose.otherwise)):
            truth = self.truth(condition)
            applies = write.all_of([*map(write.opposite, earlier), write.opposite(truth.fails)])
            found.append(Candidate(applies, condition, value))
            earlier.append(truth.holds)
        return found

    def _unknown_input(self, name: str) -> Test[Term]:
        if name in self.resolved.defaults:
            return False
        write = self.language
        left_out: Test[Term] = write.equal(write.fact(name, None), write.literal(None))
        if self.inputs[name].type.nullable:
            left_out = write.all_of([left_out, write.opposite(write.is_known_none(name))])
        return write.define(f"unknown-{name}", left_out)

    def _computed(self, name: str) -> tuple[Test[Term], Term]:
        expression = self.resolved.computed[name]
        unknown = self.language.define(f"unknown-value-{name}", self.unknown(expression))
        return unknown, self.language.defined(f"value-{name}", self.value(expression))
