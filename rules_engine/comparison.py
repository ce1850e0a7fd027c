"""Comparing two known values: what every operator of a condition means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from rules_engine.model.expressions import EQUALITY, MEMBERSHIP, Operator

_ORDER: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "at_least": lambda a, b: a >= b, "more_than": lambda a, b: a > b,
    "at_most": lambda a, b: a <= b, "less_than": lambda a, b: a < b,
    "on_or_after": lambda a, b: a >= b, "after": lambda a, b: a > b,
    "on_or_before": lambda a, b: a <= b, "before": lambda a, b: a < b,
}  # fmt: skip


def holds(left: Any, operator: Operator, right: Any) -> bool:
    """Return whether two values compare so.

    Null equals null alone and orders with nothing; a list that is null has no members.

    >>> holds(None, "is", None), holds(None, "at_least", 0), holds("CH", "one_of", None)
    (True, False, False)
    """
    if operator in EQUALITY:
        return (left == right) is (operator == "is")
    if operator in MEMBERSHIP:
        return (left in (right or ())) is (operator == "one_of")
    return left is not None and right is not None and _ORDER[operator](left, right)
