"""Rules with one thing changed: do the cases notice?

Each operator, literal, connective and parameter reference is changed in turn. A mutant that no case
notices is either equivalent (no facts of any class are answered otherwise) or a case is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any as Untyped

from rules_engine.model.expressions import (
    ALWAYS,
    All,
    Any,
    Compare,
    Constant,
    DayShift,
    Literal,
    MissingDay,
    MonthShift,
    Not,
    Operator,
    ParameterRef,
)
from rules_engine.model.parameters import Parameter, Period
from rules_engine.model.rule import Rule
from rules_engine.model.value_types import Value, ValueType
from rules_engine.proof.classes import representatives

_OTHER_OPERATORS: dict[Operator, tuple[Operator, ...]] = {
    "is": ("is_not",), "is_not": ("is",), "one_of": ("none_of",), "none_of": ("one_of",),
    "at_least": ("more_than", "less_than"), "more_than": ("at_least", "at_most"),
    "at_most": ("less_than", "more_than"), "less_than": ("at_most", "at_least"),
    "before": ("on_or_before", "on_or_after"), "on_or_before": ("before", "after"),
    "after": ("on_or_after", "on_or_before"), "on_or_after": ("after", "before"),
}  # fmt: skip
_TREES = ("constraints", "requirements", "rows", "computed", "values")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule, or a parameter that it reads, with one thing changed. ``id`` says where and what."""

    id: str
    rule: Rule
    parameters: Mapping[str, Parameter]


def mutants(rule: Rule, parameters: Mapping[str, Parameter]) -> Iterator[Mutant]:
    """Yield every mutant of a rule, in the order of its file."""
    for name in _TREES:
        for path, changed in _changed(getattr(rule, name), name):
            yield Mutant(f"{rule.id}: {path}", replace(rule, **{name: changed}), parameters)
    for name in rule.parameters:
        for what, value in _other_values(parameters[name].type, parameters[name].periods[-1].value):
            last = parameters[name].periods[-1]
            period = Period(last.start, last.until, value, last.source)
            parameter = replace(parameters[name], periods=(*parameters[name].periods[:-1], period))
            yield Mutant(f"{rule.id}: {name} {what}", rule, {**parameters, name: parameter})


def _changed(part: Untyped, path: str) -> Iterator[tuple[str, Untyped]]:
    """Yield (path and change, part with that change) for everything below a part."""
    yield from _here(part, path)
    if isinstance(part, Mapping):
        for key, value in part.items():
            for where, changed in _changed(value, f"{path}.{key}"):
                yield where, {**part, key: changed}
    elif isinstance(part, tuple) and not hasattr(part, "_fields"):
        for index, value in enumerate(part):
            name = getattr(value, "id", None) or str(index)
            for where, changed in _changed(value, f"{path}.{name}"):
                yield where, (*part[:index], changed, *part[index + 1 :])
    elif is_dataclass(part) and not isinstance(part, Literal | ParameterRef):
        for each in fields(part):
            value = getattr(part, each.name)
            if isinstance(value, str | int | date | ValueType) or value is None:
                continue
            for where, changed in _changed(value, f"{path}.{each.name}"):
                yield where, replace(part, **{each.name: changed})  # type: ignore[type-var]  # a dataclass, as asked above


def _here(part: Untyped, path: str) -> Iterator[tuple[str, Untyped]]:
    match part:
        case Compare(left, operator, right):
            for other in _OTHER_OPERATORS[operator]:
                yield f"{path} {operator} -> {other}", Compare(left, other, right)
        case All(parts) | Any(parts) if len(parts) > 1:
            kind, opposite = (All, Any) if isinstance(part, All) else (Any, All)
            yield f"{path} {kind.__name__.lower()} -> {opposite.__name__.lower()}", opposite(parts)
            for index in range(len(parts)):
                yield f"{path} without part {index + 1}", kind(parts[:index] + parts[index + 1 :])
        case Not(inner):
            yield f"{path} not taken away", inner
        case MonthShift(day, months, sign, missing):
            end: MissingDay = "last-day" if missing == "next-month" else "next-month"
            yield f"{path} {missing} -> {end}", MonthShift(day, months, sign, end)
        case DayShift(day, days, sign):
            yield f"{path} days the other way", DayShift(day, days, 1 if sign == -1 else -1)
        case Literal(value):
            for what, other_value in _other_literals(value):
                yield f"{path} {what}", Literal(other_value)
        case Constant(holds) if part != ALWAYS:
            yield f"{path} constant", Constant(not holds)


def _other_literals(value: Value) -> Iterator[tuple[str, Value]]:
    if isinstance(value, tuple):
        for index in range(len(value)):
            yield f"without {value[index]}", value[:index] + value[index + 1 :]
    elif isinstance(value, bool):
        yield f"{value} -> {not value}", not value
    elif isinstance(value, int):
        yield f"{value} + 1", value + 1
        yield f"{value} - 1", value - 1
    elif isinstance(value, Decimal):
        yield f"{value} + 0.01", value + Decimal("0.01")
    elif isinstance(value, date):
        yield f"{value} + 1 day", value + timedelta(1)
    elif isinstance(value, str):
        yield f"{value} -> none such", f"{value}-none-such"


def _other_values(kind: ValueType, value: Value) -> Iterator[tuple[str, Value]]:
    if value is None:
        yield (
            "null -> a value",
            next(v for v in reversed(representatives(kind, [])) if v is not None),
        )
    elif isinstance(value, tuple):
        for index in range(len(value)):
            yield f"without entry {index + 1}", value[:index] + value[index + 1 :]
        if kind.item is not None:
            extra = [each for each in representatives(kind.item, []) if each not in value]
            if extra:
                yield f"with {extra[0]}", (*value, extra[0])
    else:
        yield from _other_literals(value)
