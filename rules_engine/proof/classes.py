"""Representative values: one for each class of values that a rule can tell apart.

The classes are cut by the rule's own thresholds: each boundary below, at and above. Dates that
months are added to also stand around month ends and 29 February.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from rules_engine.compile.runtime import UNKNOWN
from rules_engine.model.iso_codes import COUNTRIES, CURRENCIES
from rules_engine.model.value_types import FIRST_DATE, LAST_DATE, MAX_INTEGER, Value, ValueType

# A month of every length, both kinds of February, the turn of the year, and a day in mid-month.
MONTH_ENDS = (
    date(2023, 1, 1), date(2023, 3, 15), date(2023, 1, 31), date(2022, 11, 30), date(2023, 2, 28),
    date(2024, 2, 29), date(2023, 3, 31), date(2023, 12, 31),
)  # fmt: skip
_SOME_DAY = (date(2023, 3, 15),)
_CENT = Decimal("0.01")


def representatives(
    value_type: ValueType, thresholds: Iterable[object], *, month_ends: bool = False
) -> list[Value]:
    """Return values of every class that ``thresholds`` cut a type into, in normal form.

    Unknown and null thresholds are left out; the values keep within the limits of the type.
    """
    found = [each for each in thresholds if each is not None and each is not UNKNOWN]
    values: Sequence[Value] = {
        "boolean": _booleans, "choice": _choices, "integer": _integers, "decimal": _decimals,
        "date": _dates, "country": _countries, "currency": _currencies,
    }.get(value_type.kind, _texts)(value_type, found)  # fmt: skip
    ends = MONTH_ENDS if month_ends else ()
    none = (None,) if value_type.nullable else ()
    return list(dict.fromkeys([*values, *ends, *none]))


def _booleans(_type: ValueType, _found: list[object]) -> Sequence[Value]:
    return [True, False]


def _choices(value_type: ValueType, _found: list[object]) -> Sequence[Value]:
    return list(value_type.choices)


def _integers(value_type: ValueType, found: list[object]) -> Sequence[Value]:
    low = value_type.minimum if value_type.minimum is not None else -MAX_INTEGER
    high = value_type.maximum if value_type.maximum is not None else MAX_INTEGER
    numbers = {
        int(each) + step for each in found if isinstance(each, int | Decimal) for step in (-1, 0, 1)
    }
    numbers |= {int(low), int(low) + 1} if value_type.minimum is not None else {0, 1}
    numbers.add(int(low) + 30 if value_type.minimum is not None else 30)
    return sorted(each for each in numbers if low <= each <= high)


def _decimals(value_type: ValueType, found: list[object]) -> Sequence[Value]:
    numbers = {
        Decimal(each) + step
        for each in found
        if isinstance(each, int | Decimal)
        for step in (-_CENT, Decimal(0), _CENT)
    }
    low, high = value_type.minimum, value_type.maximum
    numbers |= {Decimal(each) for each in (low, high) if each is not None}
    numbers |= {Decimal(0), Decimal("0.25"), Decimal(20)}
    return sorted(
        each for each in numbers if (low is None or low <= each) and (high is None or each <= high)
    )


def _dates(_type: ValueType, found: list[object]) -> Sequence[Value]:
    days = {
        each + timedelta(step)
        for each in found
        if isinstance(each, date) and date.min < each < date.max
        for step in (-1, 0, 1)
    }
    return sorted(each for each in days or _SOME_DAY if FIRST_DATE <= each <= LAST_DATE)


def _countries(_type: ValueType, found: list[object]) -> Sequence[Value]:
    return _and_one_other(found, ("NO", "CH", *sorted(COUNTRIES)))


def _currencies(_type: ValueType, found: list[object]) -> Sequence[Value]:
    return _and_one_other(found, ("CHF", "EUR", *sorted(CURRENCIES)))


def _texts(value_type: ValueType, found: list[object]) -> Sequence[Value]:
    others = {
        "email": (
            "one@example.org",
            "other@example.org",
            "third@example.org",
            "fourth@example.org",
        ),
        "iban": ("CH9300762011623852957", "DE89370400440532013000", "FR1420041010050500013M02606"),
    }.get(value_type.kind, ("one", "other", "third", "fourth"))
    return _and_one_other(found, others)


def _and_one_other(found: list[object], others: tuple[str, ...]) -> Sequence[Value]:
    known = [each for each in found if isinstance(each, str)]
    return [*known, next(each for each in others if each not in known)]
