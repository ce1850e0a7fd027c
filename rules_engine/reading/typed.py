"""An expression with its type, while a rule is read."""

from __future__ import annotations

from collections.abc import Callable

from rules_engine.model.expressions import Expression, Literal
from rules_engine.model.value_types import NUMBERS, ValueType
from rules_engine.reading.nodes import Node

Typed = tuple[Expression, ValueType]
# Reads a node as an expression; a literal is read as the expected type.
Read = Callable[[Node, ValueType | None], Typed]

NULL = ValueType("null", nullable=True)
BROKEN: Typed = (Literal(None), NULL)  # stands for an expression whose problem is logged


def is_broken(expression: Expression) -> bool:
    """Return whether a problem of this very expression is logged already."""
    return expression is BROKEN[0]


def a(kind: str) -> str:
    """Return a kind with its article."""
    return f"{'an' if kind[0] in 'aei' else 'a'} {kind}"


def comparable(one: ValueType, other: ValueType) -> bool:
    """Return whether two types have values in common, so that comparing them makes sense."""
    if "null" in {one.kind, other.kind} or {one.kind, other.kind} <= NUMBERS:
        return True
    if one.kind != other.kind:
        return {one.kind, other.kind} <= {"text", "choice"}
    return one.kind != "choice" or bool(set(one.choices) & set(other.choices))
