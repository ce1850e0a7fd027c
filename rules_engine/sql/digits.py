"""How many digits every number of a rule may have, so that no engine overflows or rounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.model.expressions import (
    Arithmetic,
    Choose,
    Compare,
    ComputedRef,
    Expression,
    Extreme,
    InputRef,
    Literal,
    Lookup,
)
from rules_engine.model.rule import AsOf, Input
from rules_engine.model.value_types import NUMBERS, Value
from rules_engine.problems import refused

# What engines hold exactly at most, and what a decimal may be given with.
MOST = 38
_DECIMAL_BEFORE, _DECIMAL_PLACES = 15, 10
_FEWEST_BEFORE, _FEWEST_PLACES = 9, 2


class Digits(NamedTuple):
    """Digits before and after the decimal point."""

    before: int
    places: int

    @property
    def total(self) -> int:
        """All digits."""
        return self.before + self.places


def digits_of(value: Value) -> Digits | None:
    """Return the digits of a number; None of anything else."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    whole, _, fraction = f"{abs(Decimal(value)):f}".partition(".")
    return Digits(len(whole), len(fraction))


def wider(one: Digits | None, other: Digits | None) -> Digits | None:
    """Return digits that hold both numbers."""
    if one is None or other is None:
        return one or other
    return Digits(max(one.before, other.before), max(one.places, other.places))


class NumberSizes:
    """The digits of every number of a rule, from those that its inputs may have."""

    def __init__(self, resolved: ResolvedRule, inputs: Mapping[str, Digits]) -> None:
        self.resolved = resolved
        self.inputs = inputs

    def of(self, expression: Expression) -> Digits | None:
        """Return the digits an expression may have; None where it is no number."""
        match expression:
            case Literal(value):
                return digits_of(value)
            case InputRef(name):
                default = self.resolved.defaults.get(name)
                given = self.inputs.get(name)
                return given if isinstance(default, AsOf) else wider(given, digits_of(default))
            case ComputedRef(name):
                return self.of(self.resolved.computed[name])
            case Arithmetic(operator, left, right):
                return _result(operator, self.of(left), self.of(right))
        found: Digits | None = None
        for part in _candidates(expression):
            found = wider(found, self.of(part))
        return found

    def fit(self, places: int) -> bool:
        """Return whether no number needs more than 38 digits, or more decimal places."""
        for node in self.resolved.nodes():
            if isinstance(node, Compare):
                found = wider(self.of(node.left), self.of(node.right))
            else:
                found = self.of(node) if isinstance(node, Expression) else None
            if found and (found.total >= MOST or found.places > places):
                return False
        return True


def number_sizes(resolved: ResolvedRule, places: int) -> NumberSizes:
    """Return the most digits that inputs may have so that every number still fits.

    Raises ``ProblemsFound`` where even short numbers do not.
    """
    for before in range(_DECIMAL_BEFORE, _FEWEST_BEFORE - 1, -1):
        for after in range(_DECIMAL_PLACES, _FEWEST_PLACES - 1, -1):
            inputs = {
                name: _given(each, Digits(before, after))
                for name, each in resolved.rule.inputs.items()
                if each.type.kind in NUMBERS
            }
            sizes = NumberSizes(resolved, inputs)
            if sizes.fit(places):
                return sizes
    rule = resolved.rule.id
    message = f"the numbers of the rule {rule} need more than {MOST} digits, which no SQL holds"
    raise refused("KB509", message, "Decide it with: kb decide")


def _given(declared: Input, decimal: Digits) -> Digits:
    limits = [each for each in (declared.type.minimum, declared.type.maximum) if each is not None]
    before = 10 if declared.type.kind == "integer" else decimal.before
    if len(limits) == 2:
        before = min(before, max(len(str(abs(int(each)))) for each in limits))
    return Digits(before, 0 if declared.type.kind == "integer" else decimal.places)


def _result(operator: str, left: Digits | None, right: Digits | None) -> Digits | None:
    """Return what the most generous engine reserves for the result."""
    if left is None or right is None:
        return left or right  # with null
    if operator == "times":
        return Digits(left.before + right.before + 1, left.places + right.places)
    return Digits(max(left.before, right.before) + 1, max(left.places, right.places))


def _candidates(expression: Expression) -> Iterator[Expression]:
    match expression:
        case Choose(branches, otherwise):
            yield from (value for _, value in branches)
            yield otherwise
        case Extreme(_, parts):
            yield from parts
        case Lookup(Literal(table), _, column) if isinstance(table, tuple):
            yield from (Literal(row[column]) for row in table)  # type: ignore[index]  # rows of a table are mappings
