"""Parameters: values the business may change one day, each with the date from which it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules_engine.model.value_types import Value, ValueType


@dataclass(frozen=True, slots=True)
class Period:
    """A value and the half-open time in which it holds (``until`` excluded; None: open)."""

    start: date
    until: date | None
    value: Value
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value with its history. Periods are in order and do not overlap."""

    id: str
    type: ValueType
    periods: tuple[Period, ...]
    unit: str | None = None
    source: tuple[str, ...] = ()
    note: str | None = None
    review_by: date | None = None
    path: str = ""
    line: int = 0

    def period_at(self, as_of: date) -> Period | None:
        """Return the period that holds on a day, or None: an old value is never used instead."""
        for period in reversed(self.periods):
            if period.start <= as_of:
                return period if period.until is None or as_of < period.until else None
        return None
