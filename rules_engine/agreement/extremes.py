"""Values that no threshold suggests: limits of the types, month ends, awkward texts, ties."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from rules_engine.calendar import shift_days, shift_months
from rules_engine.model.iso_codes import COUNTRIES, CURRENCIES
from rules_engine.model.value_types import (
    FIRST_DATE,
    LAST_DATE,
    MAX_INTEGER,
    Kind,
    Refused,
    Value,
    ValueType,
)

_LONG = "x" * 254
_TEXTS = (
    "", "one", "ONE", "null", "true", "0", "O'Brien", 'say "so"', "back\\slash", "{{name}}", "%s",
    "a\tb\nc", "Zu\u0308rich", "Zürich", "ß", "İ", "𝄞", "عربي", _LONG,
)  # fmt: skip
_RAW: dict[Kind, tuple[object, ...]] = {
    "boolean": (True, False),
    "integer": (0, 1, -1, 2, 30, 365, MAX_INTEGER, -MAX_INTEGER, MAX_INTEGER - 1),
    "decimal": (
        "0", "0.0000000001", "-0.0000000001", "0.005", "-0.005", "0.015", "1.005", "2.675", "0.10",
        "-1", "100", "100.00", "99.99", "0.3333333333", "999999999999999.9999999999",
        "-999999999999999.9999999999", "999999999999999", "123456789.987654321",
    ),
    "date": (
        FIRST_DATE, "1900-02-28", "1900-03-01", "1999-12-31", "2000-02-29", "2024-02-29",
        "2025-02-28", "2026-01-31", "2026-08-31", "2100-02-28", "2100-03-01", "2400-02-29",
        "2999-11-30", LAST_DATE,
    ),
    "text": _TEXTS,
    "country": ("CH", "NO", "SS", "GB", "AX"),
    "currency": ("CHF", "EUR", "JPY", "XAF"),
    "email": (
        "a@b.co", "one@example.org", "ONE@EXAMPLE.ORG", "o'brien@example.org",
        "zu\u0308@example.org", "zü@example.org", "İ@example.org",
        "ΑΣ@example.org", '"a"@example.org', "a@b.c.d",
    ),
    "iban": ("CH9300762011623852957", "DE89 3704 0044 0532 0130 00", "no9386011117947"),
}  # fmt: skip


def extremes(value_type: ValueType) -> list[Value]:
    """Return the values of a type that are worth trying whatever a rule compares, normalised."""
    raw: list[object] = [*_RAW.get(value_type.kind, ()), *value_type.choices]
    for limit in (value_type.minimum, value_type.maximum):
        if limit is not None:
            raw += [limit, limit + 1, limit - 1]
    return [value for each in raw for value in accepted(value_type, each)]


def accepted(value_type: ValueType, value: object) -> list[Value]:
    """Return the normal form of a value in a list; nothing where it does not fit the type."""
    try:
        return [value_type.normalise(value)]
    except Refused:
        return []


def anything(value_type: ValueType, random: Random) -> Value | None:
    """Return some value of a type with an order or with many members; None for the other types."""
    match value_type.kind:
        case "integer":
            found: object = _whole(value_type, random)
        case "decimal":
            places = random.randrange(11)
            found = f"{Decimal(_whole(value_type, random)).scaleb(-random.randint(0, places)):f}"
        case "date":
            found = FIRST_DATE + timedelta(random.randint(0, (LAST_DATE - FIRST_DATE).days))
        case "country":
            found = random.choice(sorted(COUNTRIES))
        case "currency":
            found = random.choice(sorted(CURRENCIES))
        case _:
            return None
    return next(iter(accepted(value_type, found)), None)


def _whole(value_type: ValueType, random: Random) -> int:
    low = -MAX_INTEGER if value_type.minimum is None else int(value_type.minimum)
    high = MAX_INTEGER if value_type.maximum is None else int(value_type.maximum)
    reach = 10 ** random.randint(1, 9)  # small numbers as often as large ones
    start = min(max(0, low), high)
    return random.randint(max(low, start - reach), min(high, start + reach))


class Neighbours:
    """Values near another: the dates that a rule's own shifts lead to, the next decimal."""

    def __init__(self, months: frozenset[int], days: frozenset[int]) -> None:
        self.months = (0, 0, *sorted(months), *(-each for each in sorted(months)), 1, -1, 12)
        self.days = (0, 0, *sorted(days), *(-each for each in sorted(days)))

    def of(self, value: Value, value_type: ValueType, random: Random) -> Value:
        """Return a value of the type that is near, or the value itself."""
        near: object = value
        if isinstance(value, date):
            day = shift_months(value, random.choice(self.months), random.random() < 0.5)
            near = shift_days(day, random.choice(self.days) + random.choice((-1, 0, 0, 1)))
        elif isinstance(value, Decimal):
            near = value + random.choice((1, -1)) * Decimal(1).scaleb(-random.randint(0, 10))
        elif isinstance(value, int) and not isinstance(value, bool):
            near = value + random.choice((-2, -1, 1, 2))
        return next(iter(accepted(value_type, near)), value)
