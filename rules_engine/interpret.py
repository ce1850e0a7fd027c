"""The reference interpreter: slow and obvious. Every other back end is held against it.

Values may be ``UNKNOWN``; conditions are True, False or None (unknown), joined by strong Kleene
logic. A comparison or a computation with an unknown part is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any as Untyped
from typing import Final, cast

from rules_engine.calendar import shift_days, shift_months
from rules_engine.compile.runtime import no_row
from rules_engine.exact import EXACT, round_half_up
from rules_engine.model.decision import Verdict
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
)
from rules_engine.model.rule import AsOf, Row, Rule
from rules_engine.model.value_types import Value


class Unknown:
    """The value of an input that was left out."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()
Truth = bool | None
ORDER = {
    "at_least": lambda a, b: a >= b, "more_than": lambda a, b: a > b,
    "at_most": lambda a, b: a <= b, "less_than": lambda a, b: a < b,
    "on_or_after": lambda a, b: a >= b, "after": lambda a, b: a > b,
    "on_or_before": lambda a, b: a <= b, "before": lambda a, b: a < b,
}  # fmt: skip


def interpret(
    rule: Rule, parameters: Mapping[str, Value], facts: Mapping[str, Value], as_of: date
) -> Verdict:
    """Return what a rule says of facts in normal form, with the parameters of that day."""
    return _Interpreter(rule, parameters, facts, as_of).verdict()


class _Interpreter:
    def __init__(
        self, rule: Rule, parameters: Mapping[str, Value], facts: Mapping[str, Value], as_of: date
    ) -> None:
        self.rule = rule
        self.parameters = parameters
        self.as_of = as_of
        self.inputs = {name: self._given(name, facts) for name in rule.inputs}

    def verdict(self) -> Verdict:
        broken = tuple(each.id for each in self.rule.constraints if self.truth(each.holds) is False)
        if broken:
            return Verdict("invalid", None, broken)
        return self._table() if self.rule.rows else self._eligibility()

    def _given(self, name: str, facts: Mapping[str, Value]) -> object:
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

    def _eligibility(self) -> Verdict:
        in_force = [
            each for each in self.rule.requirements if self._holds_now(each.start, each.until)
        ]
        truths = {each.id: self.truth(each.holds) for each in in_force}
        failing = tuple(name for name, truth in truths.items() if truth is False)
        unknown = tuple(name for name, truth in truths.items() if truth is None)
        met, not_met = self.rule.outcomes
        outcome = not_met if failing else met
        if not failing and unknown:
            # `met` is still possible, and its values are needed then
            needed = self._unknown_in(each.holds for each in in_force)
            return self._needs_info(needed | self._values(met)[1] | self._values(not_met)[1])
        values, needed = self._values(outcome)
        if needed:
            return self._needs_info(needed)
        return Verdict("decided", outcome, failing, unknown, (), values)

    def _table(self) -> Verdict:
        possible: list[tuple[Row, Truth]] = []
        for row in self.rule.rows:
            if not self._holds_now(row.start, row.until):
                continue
            truth = self.truth(row.when)
            if truth is not False:
                possible.append((row, truth))
            if truth is True:
                break
        if not possible:
            no_row(self.rule.id)
        outcomes = [row.outcome for row, _ in possible]
        needed = {name for outcome in outcomes for name in self._values(outcome)[1]}
        for index, (row, _) in enumerate(possible):
            if any(outcome != row.outcome for outcome in outcomes[index + 1 :]):
                needed |= self._unknown_in([row.when])
        if len(set(outcomes)) > 1 or needed:
            return self._needs_info(needed)
        certain, open_reasons = self._row_reasons([row for row, _ in possible])
        return Verdict(
            "decided", outcomes[0], certain, open_reasons, (), self._values(outcomes[0])[0]
        )

    def _row_reasons(self, rows: list[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Reasons that apply whichever of the rows it is, and those that may apply."""
        names = dict.fromkeys(name for row in rows for name, _ in row.reasons)
        truths = {
            name: [self.truth(dict(row.reasons).get(name, Constant(False))) for row in rows]
            for name in names
        }
        certain = tuple(name for name, each in truths.items() if all(t is True for t in each))
        possible = tuple(
            name for name, each in truths.items()
            if name not in certain and any(t is not False for t in each)
        )  # fmt: skip
        return certain, possible

    def _values(self, outcome: str) -> tuple[dict[str, Value], set[str]]:
        """The values that an outcome carries, and the inputs that they still need."""
        values: dict[str, Value] = {}
        needed: set[str] = set()
        for name, declared in self.rule.values.items():
            if outcome not in declared.by_outcome:
                continue
            value = self.value(declared.by_outcome[outcome])
            needed |= self._unknown_of(declared.by_outcome[outcome])
            if isinstance(value, Unknown) or value is None:
                continue
            if declared.places is not None:
                value = round_half_up(cast("Untyped", value), declared.places)
            values[name] = cast("Value", value)
        return values, needed

    def _needs_info(self, needed: set[str]) -> Verdict:
        return Verdict(
            "needs-info", None, missing=tuple(n for n in self.rule.inputs if n in needed)
        )

    def _holds_now(self, start: date | None, until: date | None) -> bool:
        return (start is None or start <= self.as_of) and (until is None or self.as_of < until)

    # Conditions

    def truth(self, condition: Condition) -> Truth:
        match condition:
            case Constant(holds):
                return holds
            case All(parts):
                return _all(self.truth(part) for part in parts)
            case Any(parts):
                return _any(self.truth(part) for part in parts)
            case Not(part):
                truth = self.truth(part)
                return None if truth is None else not truth
            case Compare(left, operator, right):
                return self._compare(self.value(left), operator, self.value(right))
            case Listed():
                return _any(self.truth(row) for row in self._rows_of(condition))

    def _rows_of(self, listed: Listed) -> list[Condition]:
        """A table has matching rows when one of these conditions holds, one for each row."""
        rows = cast("tuple[Mapping[str, Value], ...]", self.value(listed.table))
        return [
            All(tuple(Compare(each, "is", Literal(row[column])) for column, each in listed.match))
            for row in rows
        ]

    def _compare(self, left: object, operator: str, right: object) -> Truth:
        if left is UNKNOWN or right is UNKNOWN:
            return None
        if operator == "is":
            return left == right
        if operator == "is_not":
            return left != right
        if operator == "one_of":
            return left in cast("tuple[object, ...]", right)
        if operator == "none_of":
            return left not in cast("tuple[object, ...]", right)
        if left is None or right is None:
            return False
        return bool(ORDER[operator](cast("Untyped", left), right))

    # Expressions

    def value(self, expression: Expression) -> object:
        match expression:
            case Literal(value):
                return value
            case InputRef(name):
                return self.inputs[name]
            case ParameterRef(name, key):
                value = self.parameters[name]
                return value if key is None else cast("Mapping[str, Value]", value)[key]
            case ComputedRef(name):
                return self.value(self.rule.computed[name])
            case Choose():
                return self._choose(expression)
        values = [self.value(part) for part in _operands(expression)]
        if UNKNOWN in values:
            return UNKNOWN
        match expression:
            case Joined():
                return tuple(
                    item for value in values for item in cast("tuple[object, ...]", value or ())
                )
            case Lookup(_, match, column):
                rows = cast("tuple[Mapping[str, Value], ...]", values[0])
                keys = {name: value for (name, _), value in zip(match, values[1:], strict=True)}
                found = [row for row in rows if all(row[name] == keys[name] for name in keys)]
                return found[0][column] if found else None
        if None in values:
            return None
        return _computed(expression, cast("list[Untyped]", values))

    def _choose(self, choose: Choose) -> object:
        candidates: list[object] = []
        for condition, branch in (*choose.branches, (Constant(True), choose.otherwise)):
            truth = self.truth(condition)
            if truth is not False:
                candidates.append(self.value(branch))
            if truth is True:
                break
        same = all(each == candidates[0] for each in candidates)
        return candidates[0] if same and UNKNOWN not in candidates else UNKNOWN

    # Which unknown inputs matter

    def _unknown_in(self, conditions: Iterable[Condition]) -> set[str]:
        """Unknown inputs in the parts that leave these conditions unknown."""
        needed: set[str] = set()
        for condition in conditions:
            if self.truth(condition) is not None:
                continue
            match condition:
                case All(parts) | Any(parts):
                    needed |= self._unknown_in(parts)
                case Not(part):
                    needed |= self._unknown_in([part])
                case Compare(left, _, right):
                    needed |= self._unknown_of(left) | self._unknown_of(right)
                case Listed():
                    needed |= self._unknown_in(self._rows_of(condition))
        return needed

    def _unknown_of(self, expression: Expression) -> set[str]:
        """Unknown inputs that leave an expression unknown."""
        if self.value(expression) is not UNKNOWN:
            return set()
        match expression:
            case InputRef(name):
                return {name}
            case ComputedRef(name):
                return self._unknown_of(self.rule.computed[name])
            case Choose(branches, otherwise):
                needed: set[str] = set()
                for condition, branch in (*branches, (Constant(True), otherwise)):
                    if self.truth(condition) is not False:
                        needed |= self._unknown_in([condition]) | self._unknown_of(branch)
                    if self.truth(condition) is True:
                        break
                return needed
        return {name for part in _operands(expression) for name in self._unknown_of(part)}


def _all(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return False if False in found else None if None in found else True


def _any(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return True if True in found else None if None in found else False


def _operands(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Arithmetic(_, left, right):
            return (left, right)
        case Extreme(_, parts) | Joined(parts):
            return parts
        case MonthShift(day, months, _, _):
            return (day, months)
        case DayShift(day, days, _):
            return (day, days)
        case Lookup(table, match, _):
            return (table, *(each for _, each in match))
    return ()


def _computed(expression: Expression, values: list[Untyped]) -> object:
    match expression:
        case Arithmetic(operator, _, _):
            operation = {"plus": EXACT.add, "minus": EXACT.subtract, "times": EXACT.multiply}[
                operator
            ]
            exact = operation(*values)
            return exact if any(not isinstance(value, int) for value in values) else int(exact)
        case Extreme(which, _):
            return min(values) if which == "least" else max(values)
        case MonthShift(_, _, sign, missing_day):
            return shift_months(values[0], sign * values[1], missing_day == "next-month")
        case DayShift(_, _, sign):
            return shift_days(values[0], sign * values[1])
    raise AssertionError(expression)
