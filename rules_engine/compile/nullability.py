"""Whether an expression may be null, so that generated code guards only where it must."""

from __future__ import annotations

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.model.expressions import (
    Choose,
    ComputedRef,
    Expression,
    InputRef,
    Joined,
    Literal,
    Lookup,
    operands,
)


def may_be_null(expression: Expression, resolved: ResolvedRule) -> bool:
    """Return whether the value of an expression can be null once its inputs are known."""
    match expression:
        case Literal(value):
            return value is None
        case InputRef(name):
            declared = resolved.rule.inputs[name]
            default_is_null = name in resolved.defaults and resolved.defaults[name] is None
            return declared.type.nullable or default_is_null
        case ComputedRef(name):
            return may_be_null(resolved.computed[name], resolved)
        case Lookup():
            return True
        case Joined():
            return False
        case Choose(branches, otherwise):
            values = [*(value for _, value in branches), otherwise]
            return any(may_be_null(value, resolved) for value in values)
    return any(may_be_null(part, resolved) for part in operands(expression))
