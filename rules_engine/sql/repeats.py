"""Comparisons that stand in several places of a rule, so that each is made once."""

from __future__ import annotations

from collections import Counter

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.model.expressions import Compare, ComputedRef, InputRef, Literal


class RepeatedComparisons:
    """The comparisons of an input or a computed value with a constant, where there are several."""

    def __init__(self, resolved: ResolvedRule) -> None:
        found = Counter(
            node for node in resolved.nodes() if isinstance(node, Compare) and _is_plain(node)
        )
        self._found = {node for node, count in found.items() if count > 1}

    def has(self, compare: Compare) -> bool:
        """Return whether a comparison stands in several places."""
        return _is_plain(compare) and compare in self._found  # with a table it has no hash


def said(compare: Compare) -> str:
    """Return words for a comparison that name its column."""
    left, right = compare.left, compare.right
    return f"{getattr(left, 'name', '')}_{compare.operator}_{getattr(right, 'value', '')}"


def _is_plain(compare: Compare) -> bool:
    return isinstance(compare.left, InputRef | ComputedRef) and isinstance(compare.right, Literal)
