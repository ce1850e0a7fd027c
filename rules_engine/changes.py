"""What would change the answer: the smallest sets of changes that lead to the good outcome.

Only inputs that somebody can change are tried (``changed_by``), with a value of every class; each
set is verified by deciding again. Where only time is missing, the first date is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from rules_engine.model.decision import TIME, Change, Verdict
from rules_engine.model.value_types import Value, ValueType
from rules_engine.proof.classes import representatives

# Nobody is helped by advice to change more than this at once.
MOST = 4


class Changes:
    """Finds changes for one rule as of one day."""

    def __init__(
        self,
        functions: Mapping[str, Any],
        types: Mapping[str, ValueType],
        changed_by: Mapping[str, str],
        goal: str,
        as_of: date,
    ) -> None:
        self.judge: Callable[..., Verdict] = functions["partial"]
        self.thresholds = functions["thresholds"]
        self.types = types
        self.names = list(types)
        self.changed_by = changed_by
        self.goal = goal
        self.as_of = as_of

    def find(self, arguments: Sequence[object]) -> tuple[Change, ...]:
        """Return the smallest sets, fewest changes first, in the order of the inputs."""
        found: list[Change] = []
        for size in range(1, min(MOST, len(self.changed_by)) + 1):
            for names in combinations(self.changed_by, size):
                if any(set(change.values) <= set(names) for change in found):
                    continue  # a smaller set does it already
                values = list(self._leading(list(arguments), names, {}))
                if values:
                    found.append(self._change(names, values))
        return tuple(found)

    def _leading(
        self, arguments: list[object], names: tuple[str, ...], values: dict[str, Value]
    ) -> Iterator[dict[str, Value]]:
        """Yield the values that lead to the goal when all of ``names`` change."""
        if not names:
            verdict = self.judge(self.as_of, *arguments)
            if verdict.status == "decided" and verdict.outcome == self.goal:
                yield dict(values)
            return
        name, *rest = names
        position = self.names.index(name)
        given = arguments[position]
        for value in self._others(name, given, arguments):
            arguments[position] = values[name] = value
            yield from self._leading(arguments, tuple(rest), values)
        arguments[position] = given
        values.pop(name, None)

    def _others(self, name: str, given: object, arguments: list[object]) -> list[Value]:
        found = self.thresholds(self.as_of, *arguments)[name]
        values = [each for each in representatives(self.types[name], found) if each != given]
        if self.changed_by[name] == TIME:
            return [each for each in values if isinstance(given, date) and _later(each, given)]
        return sorted(values, key=lambda value: _distance(value, given))

    def _change(self, names: tuple[str, ...], values: list[dict[str, Value]]) -> Change:
        """Return the nearest of the values; the others too where one choice is changed."""
        by = {name: self.changed_by[name] for name in names}
        first = values[0]
        if len(names) == 1 and self.types[names[0]].kind in {"choice", "country", "currency"}:
            return Change(first, by, tuple(each[names[0]] for each in values[1:]))
        return Change(first, by)


def _later(value: Value, given: date) -> bool:
    return isinstance(value, date) and value > given


def _distance(value: object, given: object) -> float:
    """How far a value is from the given one; 0 where there is no order."""
    if isinstance(value, date) and isinstance(given, date):
        return abs((value - given).days)
    if isinstance(value, bool) or isinstance(given, bool):
        return 0
    try:
        return float(abs(value - given))  # type: ignore[operator]  # numbers only, else TypeError
    except TypeError:
        return 0
