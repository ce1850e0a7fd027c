"""Expressions and conditions: the one tree that every back end reads.

An expression stands for a value, a condition for a truth value. Both may be *unknown* when an
input is (strong Kleene logic); null is a known value: it equals null alone, orders with nothing,
and makes arithmetic null.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Choice
from typing import TypeAlias

from rules_engine.model.value_types import Value

Operator = Choice[
    "is", "is_not", "one_of", "none_of",
    "at_least", "more_than", "at_most", "less_than",
    "before", "on_or_before", "after", "on_or_after",
]  # fmt: skip

EQUALITY = frozenset({"is", "is_not"})
MEMBERSHIP = frozenset({"one_of", "none_of"})
NUMBER_ORDER = frozenset({"at_least", "more_than", "at_most", "less_than"})
DATE_ORDER = frozenset({"before", "on_or_before", "after", "on_or_after"})

NEGATED: dict[str, Operator] = {
    "is": "is_not", "is_not": "is", "one_of": "none_of", "none_of": "one_of",
}  # fmt: skip

# The day that is taken when a month lacks the day number.
MissingDay = Choice["last-day", "next-month"]


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the rule, or a parameter's value once the date is known."""

    value: Value


@dataclass(frozen=True, slots=True)
class InputRef:
    """The value of an input."""

    name: str


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """The value of a parameter; ``key`` picks one currency of ``amounts``."""

    id: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class ComputedRef:
    """The value of a named computation of the same rule."""

    name: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two numbers added, subtracted or multiplied, exactly."""

    operator: Choice["plus", "minus", "times"]
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the greatest of some numbers or dates."""

    which: Choice["least", "greatest"]
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class MonthShift:
    """A date some months later (``sign`` 1) or earlier (-1)."""

    date: Expression
    months: Expression
    sign: Choice[1, -1]
    missing_day: MissingDay


@dataclass(frozen=True, slots=True)
class DayShift:
    """A date some days later (``sign`` 1) or earlier (-1)."""

    date: Expression
    days: Expression
    sign: Choice[1, -1]


@dataclass(frozen=True, slots=True)
class Lookup:
    """A column of the first row of a table that matches; null without one; unknown with a key."""

    table: Expression
    match: tuple[tuple[str, Expression], ...]
    column: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Lists one after the other."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """The value of the first branch whose condition holds, else ``otherwise``."""

    branches: tuple[tuple[Condition, Expression], ...]
    otherwise: Expression


Expression: TypeAlias = (
    Literal | InputRef | ParameterRef | ComputedRef | Arithmetic | Extreme | MonthShift | DayShift
    | Lookup | Joined | Choose
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Constant:
    """A condition that always or never holds."""

    holds: bool


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values compared by an operator."""

    left: Expression
    operator: Operator
    right: Expression


@dataclass(frozen=True, slots=True)
class Listed:
    """A table has a row that equals the given values in every matched column."""

    table: Expression
    match: tuple[tuple[str, Expression], ...]


Condition: TypeAlias = Constant | All | Any | Not | Compare | Listed

ALWAYS, NEVER = Constant(True), Constant(False)


def operands(expression: Expression) -> tuple[Expression, ...]:
    """Return the parts of an operation that is unknown when one of them is."""
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


def children(node: Expression | Condition) -> tuple[Expression | Condition, ...]:
    """Return the direct parts of a node, in the order of the rule."""
    match node:
        case Constant():
            return ()
        case All(parts) | Any(parts):
            return parts
        case Not(part):
            return (part,)
        case Compare(left, _, right):
            return (left, right)
        case Listed(table, match):
            return (table, *(each for _, each in match))
        case Choose(branches, otherwise):
            return (*(part for branch in branches for part in branch), otherwise)
    return operands(node)


def references(node: Expression | Condition) -> list[InputRef | ParameterRef | ComputedRef]:
    """Return every reference below a node, in order, repeated ones included."""
    found: list[InputRef | ParameterRef | ComputedRef] = []
    stack: list[Expression | Condition] = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, InputRef | ParameterRef | ComputedRef):
            found.append(here)
        stack.extend(reversed(children(here)))
    return found
