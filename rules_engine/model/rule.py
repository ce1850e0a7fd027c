"""A rule: typed inputs, constraints, and requirements or rows that lead to an outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from rules_engine.model.expressions import Condition, Expression, ParameterRef, references
from rules_engine.model.value_types import Value, ValueType

Shape = Literal["requirements", "rows"]


@dataclass(frozen=True, slots=True)
class AsOf:
    """The default of an input that is the date of the decision itself."""


@dataclass(frozen=True, slots=True)
class Input:
    """A typed fact that a rule asks for. With a ``default`` it is never unknown.

    ``signed`` says of a number without a minimum that it may be negative.
    """

    name: str
    type: ValueType
    default: Value | ParameterRef | AsOf = None
    has_default: bool = False
    changed_by: str | None = None
    display_only: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Constraint:
    """Facts that certainly break a constraint contradict each other."""

    id: str
    holds: Condition


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition of an eligibility rule. When it fails it is a reason."""

    id: str
    holds: Condition
    start: date | None = None
    until: date | None = None

    def in_force(self, as_of: date) -> bool:
        """Return whether the requirement holds good on a day."""
        return _covers(self.start, self.until, as_of)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a decision table. ``reasons`` are further reasons, each with its condition."""

    id: str
    when: Condition
    outcome: str
    reasons: tuple[tuple[str, Condition], ...] = ()
    start: date | None = None
    until: date | None = None

    def in_force(self, as_of: date) -> bool:
        """Return whether the row stands in the table on a day."""
        return _covers(self.start, self.until, as_of)


def _covers(start: date | None, until: date | None, day: date) -> bool:
    return (start is None or start <= day) and (until is None or day < until)


@dataclass(frozen=True, slots=True)
class ValueOf:
    """A value that an answer carries: for each outcome that has it, how it is computed."""

    name: str
    type: ValueType
    by_outcome: Mapping[str, Expression]
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Remedy:
    """What helps: the guide that tells how, the rule to ask next. The words stand elsewhere."""

    guide: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """Facts that the pages show. ``outcome`` (and ``reasons``) are what they must lead to."""

    id: str
    given: Mapping[str, Value | ParameterRef]
    outcome: str
    reasons: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One executable decision.

    ``unique``: no two rows but ``otherwise`` may match the same facts. ``positions`` maps dotted
    paths such as ``rows.rest`` to (line, column).
    """

    id: str
    section: str
    path: str
    guides: tuple[str, ...]
    inputs: Mapping[str, Input]
    constraints: tuple[Constraint, ...]
    requirements: tuple[Requirement, ...]
    rows: tuple[Row, ...]
    computed: Mapping[str, Expression]
    outcomes: tuple[str, ...]
    values: Mapping[str, ValueOf]
    remedies: Mapping[str, Remedy]
    examples: Mapping[str, Example]
    source: tuple[str, ...] = ()
    note: str | None = None
    unique: bool = False
    positions: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def shape(self) -> Shape:
        """``requirements`` (eligibility) or ``rows`` (decision table)."""
        return "rows" if self.rows else "requirements"

    @property
    def goal(self) -> str | None:
        """The outcome that somebody wants, where there is one: what leads to it can be asked."""
        if self.requirements:
            return self.outcomes[0]
        return "allowed" if "allowed" in self.outcomes else None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason that this rule may give, without the constraints, in order."""
        found = [each.id for each in self.requirements]
        found += [reason for row in self.rows for reason, _ in row.reasons]
        return tuple(dict.fromkeys(found))

    def trees(self) -> Iterator[Condition | Expression]:
        """Yield every condition and expression of the rule."""
        yield from (each.holds for each in self.constraints)
        yield from self.computed.values()
        yield from (each.holds for each in self.requirements)
        for row in self.rows:
            yield row.when
            yield from (condition for _, condition in row.reasons)
        for value in self.values.values():
            yield from value.by_outcome.values()

    @property
    def parameters(self) -> tuple[str, ...]:
        """Ids of the parameters that a decision reads, each once, in order of use."""
        found = [
            each.id
            for tree in self.trees()
            for each in references(tree)
            if isinstance(each, ParameterRef)
        ]
        found += [
            each.default.id
            for each in self.inputs.values()
            if isinstance(each.default, ParameterRef)
        ]
        return tuple(dict.fromkeys(found))
