"""A rule as it stands on a day: parameters replaced by their values, what is constant folded.

Every back end starts from here, so that none of them knows parameters, dates of requirements or
tables.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from rules_engine.comparison import holds
from rules_engine.model.expressions import (
    ALWAYS,
    NEVER,
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
    Joined,
    Listed,
    Literal,
    Lookup,
    MonthShift,
    Not,
    ParameterRef,
    children,
    references,
)
from rules_engine.model.rule import AsOf, Requirement, Row, Rule
from rules_engine.model.value_types import Value


@dataclass(frozen=True, slots=True)
class ResolvedRule:
    """A rule without parameters. ``defaults`` are the values of inputs that are left out."""

    rule: Rule
    defaults: Mapping[str, Value | AsOf]
    constraints: tuple[tuple[str, Condition], ...]
    requirements: tuple[Requirement, ...]
    rows: tuple[Row, ...]
    computed: Mapping[str, Expression]
    values: Mapping[str, Mapping[str, Expression]]  # outcome → name → expression

    def trees(self) -> Iterator[Condition | Expression]:
        """Yield every condition and expression of the rule."""
        yield from (test for _, test in self.constraints)
        yield from (each.holds for each in self.requirements)
        for row in self.rows:
            yield row.when
            yield from (test for _, test in row.reasons)
        yield from self.computed.values()
        for values in self.values.values():
            yield from values.values()

    def nodes(self) -> Iterator[Condition | Expression]:
        """Yield every condition and expression with all their parts, the outer ones first."""
        waiting = deque(self.trees())
        while waiting:
            node = waiting.popleft()
            yield node
            waiting.extend(children(node))


def resolve(rule: Rule, parameters: Mapping[str, Value], as_of: date) -> ResolvedRule:
    """Return a rule with the given values of its parameters, as its rows stand on ``as_of``."""
    folder = _Folder(parameters)
    computed: dict[str, Expression] = {}
    for name, expression in rule.computed.items():
        folder.computed[name] = computed[name] = folder.expression(expression)
    constraints = tuple((each.id, folder.condition(each.holds)) for each in rule.constraints)
    requirements = tuple(
        replace(each, holds=folder.condition(each.holds))
        for each in rule.requirements
        if each.in_force(as_of)
    )
    rows = _until_certain(
        [
            replace(
                row,
                when=folder.condition(row.when),
                reasons=tuple((name, folder.condition(test)) for name, test in row.reasons),
            )
            for row in rule.rows
            if row.in_force(as_of)
        ]
    )
    values = {
        outcome: {
            name: folder.expression(value.by_outcome[outcome])
            for name, value in rule.values.items()
            if outcome in value.by_outcome
        }
        for outcome in rule.outcomes
    }
    defaults = {
        name: folder.literal(each.default)
        if isinstance(each.default, ParameterRef)
        else each.default
        for name, each in rule.inputs.items()
        if each.has_default
    }
    resolved = ResolvedRule(rule, defaults, constraints, requirements, rows, {}, values)
    used = _used(resolved, computed)
    return replace(resolved, computed={name: computed[name] for name in computed if name in used})


def _until_certain(rows: list[Row]) -> tuple[Row, ...]:
    found: list[Row] = []
    for row in rows:
        if row.when != NEVER:
            found.append(row)
        if row.when == ALWAYS:
            break
    return tuple(found)


def _used(resolved: ResolvedRule, computed: Mapping[str, Expression]) -> set[str]:
    trees = list(resolved.trees())
    used: set[str] = set()
    while trees:
        names = {each.name for each in references(trees.pop()) if isinstance(each, ComputedRef)}
        trees += [computed[name] for name in names - used if name in computed]
        used |= names
    return used


class _Folder:
    """Replaces parameters and folds what is then constant."""

    def __init__(self, parameters: Mapping[str, Value]) -> None:
        self.parameters = parameters
        self.computed: dict[str, Expression] = {}

    def condition(self, condition: Condition) -> Condition:
        match condition:
            case All(parts):
                return self._join(parts, All, NEVER, ALWAYS)
            case Any(parts):
                return self._join(parts, Any, ALWAYS, NEVER)
            case Not(part):
                return negate(self.condition(part))
            case Compare(left, operator, right):
                one, other = self.expression(left), self.expression(right)
                if isinstance(one, Literal) and isinstance(other, Literal):
                    return Constant(holds(one.value, operator, other.value))
                return Compare(one, operator, other)
            case Listed(table, match):
                rows = table_rows(Literal(self.literal(table)))
                tests = tuple(
                    All(tuple(Compare(each, "is", Literal(row[name])) for name, each in match))
                    for row in rows
                )
                return self.condition(Any(tests))
        return condition

    def _join(
        self,
        parts: tuple[Condition, ...],
        kind: type[All] | type[Any],
        wins: Constant,
        drops: Constant,
    ) -> Condition:
        found: list[Condition] = []
        for part in (self.condition(each) for each in parts):
            if part == wins:
                return wins
            if part != drops:
                found.extend(part.parts if isinstance(part, kind) else [part])
        return found[0] if len(found) == 1 else kind(tuple(found)) if found else drops

    def expression(self, expression: Expression) -> Expression:
        match expression:
            case ParameterRef(name, key):
                value = self.parameters[name]
                return Literal(value if key is None else cast("Mapping[str, Value]", value)[key])
            case ComputedRef(name):
                found = self.computed[name]
                return found if isinstance(found, Literal) else expression
            case Choose(branches, otherwise):
                return self._choose(branches, otherwise)
            case Joined(parts):
                return self._joined(parts)
        return self._operation(expression)

    def _operation(self, expression: Expression) -> Expression:
        match expression:
            case Arithmetic(operator, left, right):
                return Arithmetic(operator, self.expression(left), self.expression(right))
            case Extreme(which, parts):
                return Extreme(which, tuple(self.expression(part) for part in parts))
            case MonthShift(day, months, sign, missing):
                return MonthShift(self.expression(day), self.expression(months), sign, missing)
            case DayShift(day, days, sign):
                return DayShift(self.expression(day), self.expression(days), sign)
            case Lookup(table, match, column):
                keys = tuple((name, self.expression(each)) for name, each in match)
                return Lookup(self.expression(table), keys, column)
        return expression

    def _joined(self, parts: tuple[Expression, ...]) -> Expression:
        lists = tuple(self.expression(part) for part in parts)
        known = [each.value for each in lists if isinstance(each, Literal)]
        if len(known) < len(lists):
            return Joined(lists)
        return Literal(tuple(i for each in known if isinstance(each, tuple) for i in each))

    def _choose(
        self, branches: tuple[tuple[Condition, Expression], ...], otherwise: Expression
    ) -> Expression:
        found: list[tuple[Condition, Expression]] = []
        for test, value in ((self.condition(c), self.expression(e)) for c, e in branches):
            if test == ALWAYS:
                otherwise = value
                break
            if test != NEVER:
                found.append((test, value))
        last = self.expression(otherwise)
        return Choose(tuple(found), last) if found else last

    def literal(self, expression: Expression) -> Value:
        """Return the value of an expression that reads no input: a table, a default."""
        folded = self.expression(expression)
        if not isinstance(folded, Literal):
            raise TypeError(f"not constant: {expression}")
        return folded.value


def table_rows(table: Expression) -> tuple[Mapping[str, Value], ...]:
    """Return the rows of a table that is known; one that is null has none."""
    rows = table.value if isinstance(table, Literal) else None
    return cast("tuple[Mapping[str, Value], ...]", rows or ())


def negate(condition: Condition) -> Condition:
    """Return the opposite of a condition, pushed no further than needed."""
    match condition:
        case Constant(holds):
            return Constant(not holds)
        case Not(part):
            return part
    return Not(condition)
