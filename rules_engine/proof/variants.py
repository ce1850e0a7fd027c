"""Values that parameters have or could have: what is unknown today must not hide a dead row.

A parameter that is null or empty today gets sample values as well, made from what the rule compares
with. Yes-and-no parameters are tried both ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rules_engine.model.expressions import Condition, Expression, Literal, children
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import Rule
from rules_engine.model.value_types import Value, ValueType
from rules_engine.proof.classes import representatives


def variants(
    rule: Rule, parameters: Mapping[str, Parameter], values: Mapping[str, Value]
) -> Iterator[tuple[str, dict[str, Value]]]:
    """Yield (what is supposed, values): the values themselves first, supposing nothing."""
    yield "", dict(values)
    for name in rule.parameters:
        value, kind = values[name], parameters[name].type
        if value is None or value == ():
            sample = _sample(kind, _literals(rule))
            yield f"{name} = {sample}", {**values, name: sample}
        elif kind.kind == "boolean":
            yield f"{name} = {str(not value).lower()}", {**values, name: not value}


def _literals(rule: Rule) -> list[Value]:
    found: list[Value] = []
    stack: list[Condition | Expression] = list(rule.trees())
    while stack:
        node = stack.pop()
        if isinstance(node, Literal):
            values: Any = node.value if isinstance(node.value, tuple) else (node.value,)
            found += values
        stack.extend(children(node))
    return found


def _sample(kind: ValueType, literals: list[Value]) -> Value:
    if kind.kind == "table":
        columns = {name: _column(each, literals) for name, each in kind.columns.items()}
        length = max(len(values) for values in columns.values())
        return tuple(
            {name: values[row % len(values)] for name, values in columns.items()}
            for row in range(length)
        )
    if kind.kind == "list" and kind.item is not None:
        return (representatives(kind.item, [])[0],)
    return next(value for value in reversed(representatives(kind, [])) if value is not None)


def _column(kind: ValueType, literals: list[Value]) -> list[Value]:
    fitting = []
    for value in dict.fromkeys(literals):
        try:
            fitting.append(kind.normalise(value))
        except ValueError:
            continue
    found = representatives(kind, fitting)
    if kind.kind == "country" and len(found) < 2:
        found.append("CH")
    return found
