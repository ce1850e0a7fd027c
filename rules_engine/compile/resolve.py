"""A rule as it stands on a day: parameters replaced by their values, what is constant folded.

Every back end starts from here, so that none of them knows parameters, dates of requirements or
tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from rules_engine.interpret import ORDER
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
    references,
)
from rules_engine.model.rule import Requirement, Row, Rule
from rules_engine.model.value_types import Value


@dataclass(frozen=True, slots=True)
class ResolvedRule:
    """A rule without parameters: ``defaults`` hold the values of inputs left out (AsOf aside)."""

    rule: Rule
    defaults: Mapping[str, object]
    constraints: tuple[tuple[str, Condition], ...]
    requirements: tuple[Requirement, ...]
    rows: tuple[Row, ...]
    computed: Mapping[str, Expression]
    values: Mapping[str, Mapping[str, Expression]]  # outcome → name → expression


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
        if _in_force(each, as_of)
    )
    rows = _until_certain(
        [
            replace(
                row,
                when=folder.condition(row.when),
                reasons=tuple((name, folder.condition(test)) for name, test in row.reasons),
            )
            for row in rule.rows
            if _in_force(row, as_of)
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
        name: folder.expression(each.default).value  # type: ignore[union-attr]
        if isinstance(each.default, ParameterRef)
        else each.default
        for name, each in rule.inputs.items()
        if each.has_default
    }
    resolved = ResolvedRule(rule, defaults, constraints, requirements, rows, {}, values)
    used = _used(resolved, computed)
    return replace(resolved, computed={name: computed[name] for name in computed if name in used})


def _in_force(part: Requirement | Row, as_of: date) -> bool:
    return (part.start is None or part.start <= as_of) and (
        part.until is None or as_of < part.until
    )


def _until_certain(rows: list[Row]) -> tuple[Row, ...]:
    found: list[Row] = []
    for row in rows:
        if row.when != NEVER:
            found.append(row)
        if row.when == ALWAYS:
            break
    return tuple(found)


def _used(resolved: ResolvedRule, computed: Mapping[str, Expression]) -> set[str]:
    trees: list[Condition | Expression] = [test for _, test in resolved.constraints]
    trees += [each.holds for each in resolved.requirements]
    for row in resolved.rows:
        trees += [row.when, *(test for _, test in row.reasons)]
    trees += [each for values in resolved.values.values() for each in values.values()]
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
                    return Constant(_holds(one.value, operator, other.value))
                return Compare(one, operator, other)
            case Listed(table, match):
                rows = cast("tuple[Mapping[str, Value], ...]", self._literal(table))
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
            case Joined(parts):
                lists = [self.expression(part) for part in parts]
                if all(isinstance(part, Literal) for part in lists):
                    return Literal(tuple(i for p in lists for i in (p.value or ())))  # type: ignore[union-attr]
                return Joined(tuple(lists))
            case Choose(branches, otherwise):
                return self._choose(branches, otherwise)
        return expression

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

    def _literal(self, expression: Expression) -> Value:
        folded = self.expression(expression)
        assert isinstance(folded, Literal)  # tables are parameters
        return folded.value


def negate(condition: Condition) -> Condition:
    """Return the opposite of a condition, pushed no further than needed."""
    match condition:
        case Constant(holds):
            return Constant(not holds)
        case Not(part):
            return part
    return Not(condition)


def _holds(left: Value, operator: str, right: Value) -> bool:
    if operator in {"is", "is_not"}:
        return (left == right) is (operator == "is")
    if operator in {"one_of", "none_of"}:
        return (left in cast("tuple[object, ...]", right)) is (operator == "one_of")
    return left is not None and right is not None and bool(ORDER[operator](left, right))
