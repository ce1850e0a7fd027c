"""Which question to ask next: the order in which the fewest further questions are to be expected.

Exact, by working backwards from every answer: a state is worth 0 when it is decided, else one
question more than the mean over the answers to the best question. Every class of answers (see
``proof.classes``) counts as equally likely.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rules_engine.compile.runtime import UNKNOWN
from rules_engine.model.value_types import ValueType
from rules_engine.proof.classes import representatives


class Questions:
    """The order of questions of one rule as of one day; what was computed once is kept."""

    def __init__(self, functions: Any, types: dict[str, ValueType], as_of: date) -> None:
        self.partial = functions["partial"]
        self.thresholds = functions["thresholds"]
        self.atoms = functions["atoms"]
        self.types = types
        self.names = list(types)
        self.as_of = as_of
        self._expected: dict[tuple[object, ...], float] = {}

    def order(self, arguments: Sequence[object], missing: Sequence[str]) -> tuple[str, ...]:
        """Return ``missing``, the most useful question first; ties keep the order of the rule."""
        if len(missing) < 2:
            return tuple(missing)
        expected = {name: self._after(list(arguments), name) for name in missing}
        return tuple(sorted(missing, key=lambda name: round(expected[name], 9)))

    def expected(self, arguments: Sequence[object]) -> float:
        """Return how many further questions are to be expected when the best is asked first."""
        verdict = self.partial(self.as_of, *arguments)
        if verdict.status != "needs-info":
            return 0.0
        if len(verdict.missing) == 1:
            return 1.0
        key = (verdict.missing, self.atoms(self.as_of, *arguments))
        if key not in self._expected:
            asked = list(arguments)
            self._expected[key] = 1 + min(self._after(asked, name) for name in verdict.missing)
        return self._expected[key]

    def _after(self, arguments: list[object], name: str) -> float:
        """Return the mean of what is still to be asked once ``name`` is answered."""
        position = self.names.index(name)
        found = self.thresholds(self.as_of, *arguments)[name]
        values = representatives(self.types[name], found)
        total = 0.0
        for value in values:
            arguments[position] = value
            total += self.expected(arguments)
        arguments[position] = UNKNOWN
        return total / len(values)
