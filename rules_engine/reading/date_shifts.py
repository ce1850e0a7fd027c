"""Dates some months or days before or after another, from YAML."""

from __future__ import annotations

from typing import Literal as Choice

from rules_engine.model.expressions import DayShift, Expression, MissingDay, MonthShift
from rules_engine.model.value_types import ValueType
from rules_engine.reading.nodes import Node, Scalar, mapping
from rules_engine.reading.problem_log import ProblemLog
from rules_engine.reading.typed import BROKEN, Read, Typed, a

_MISSING_DAYS: dict[str, MissingDay] = {"last-day": "last-day", "next-month": "next-month"}
_DATE, _INTEGER = ValueType("date"), ValueType("integer")


class DateShiftReader:
    """Reads shifts of dates; ``read`` reads their operands."""

    def __init__(self, log: ProblemLog, read: Read) -> None:
        self.log = log
        self.read = read

    def months(self, node: Node, word: str) -> Typed:
        """Return a date some months away; which day is taken in a short month must be said."""
        entries = mapping(node).entries
        if set(entries) != {"date", "months", "missing_day"}:
            self.log.add(
                node,
                "KB310",
                f"{word!r} needs date, months and missing_day",
                "Say which day is taken when the month lacks the day number.",
            )
            return BROKEN
        written = entries["missing_day"]
        missing = _MISSING_DAYS.get(written.text) if isinstance(written, Scalar) else None
        if missing is None:
            self.log.add(
                written, "KB310", "missing_day is last-day or next-month", "Choose one of the two."
            )
            return BROKEN
        day, months = (
            self._operand(entries["date"], _DATE),
            self._operand(entries["months"], _INTEGER),
        )
        return MonthShift(day, months, _sign(word), missing), _DATE

    def days(self, node: Node, word: str) -> Typed:
        """Return a date some days away."""
        entries = mapping(node).entries
        if set(entries) != {"date", "days"}:
            self.log.add(
                node, "KB310", f"{word!r} needs date and days", "Write {date: …, days: …}."
            )
            return BROKEN
        day, days = self._operand(entries["date"], _DATE), self._operand(entries["days"], _INTEGER)
        return DayShift(day, days, _sign(word)), _DATE

    def _operand(self, node: Node, wanted: ValueType) -> Expression:
        expression, found = self.read(node, wanted)
        if found.kind not in {wanted.kind, "null"}:
            self.log.add(
                node,
                "KB304",
                f"{a(found.kind)} stands where {a(wanted.kind)} is needed",
                "Use a value of that type.",
            )
        return expression


def _sign(word: str) -> Choice[1, -1]:
    return 1 if word.endswith("_after") else -1
