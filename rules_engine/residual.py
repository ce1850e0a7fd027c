"""Which unknown inputs matter: those in the parts that leave a condition or a value unknown."""

from __future__ import annotations

from collections.abc import Iterable

from rules_engine.evaluation import UNKNOWN, Evaluation
from rules_engine.model.expressions import (
    All,
    Any,
    Choose,
    Compare,
    ComputedRef,
    Condition,
    Expression,
    InputRef,
    Listed,
    Not,
    operands,
)


def unknown_in(conditions: Iterable[Condition], evaluation: Evaluation) -> set[str]:
    """Return the unknown inputs that leave some of these conditions unknown."""
    needed: set[str] = set()
    for condition in conditions:
        if evaluation.truth(condition) is not None:
            continue
        match condition:
            case All(parts) | Any(parts):
                needed |= unknown_in(parts, evaluation)
            case Not(part):
                needed |= unknown_in([part], evaluation)
            case Compare(left, _, right):
                needed |= unknown_of(left, evaluation) | unknown_of(right, evaluation)
            case Listed():
                needed |= unknown_in(evaluation.rows_of(condition), evaluation)
    return needed


def unknown_of(expression: Expression, evaluation: Evaluation) -> set[str]:
    """Return the unknown inputs that leave an expression unknown."""
    if evaluation.value(expression) is not UNKNOWN:
        return set()
    match expression:
        case InputRef(name):
            return {name}
        case ComputedRef(name):
            return unknown_of(evaluation.rule.computed[name], evaluation)
        case Choose():
            needed: set[str] = set()
            for condition, branch in evaluation.branches(expression):
                needed |= unknown_in([condition], evaluation) | unknown_of(branch, evaluation)
            return needed
    return {name for part in operands(expression) for name in unknown_of(part, evaluation)}
