"""Properties of days and months."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules_engine.calendar import month_length, shift_days, shift_months

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
MONTHS = st.integers(-600, 600)


@given(DAYS, MONTHS, st.booleans())
def test_the_day_number_is_kept_where_the_month_has_it(
    day: date, months: int, next_month: bool
) -> None:
    shifted = shift_months(day, months, next_month)
    distance = (shifted.year - day.year) * 12 + shifted.month - day.month
    if shifted.day == day.day:
        assert distance == months
    elif next_month:
        assert (shifted.day, distance) == (1, months + 1)
    else:
        assert distance == months
        assert shifted.day == month_length(shifted.year, shifted.month) < day.day


@given(DAYS, DAYS, MONTHS, st.booleans())
def test_later_days_never_come_out_earlier(
    one: date, other: date, months: int, next_month: bool
) -> None:
    first, second = sorted((one, other))
    assert shift_months(first, months, next_month) <= shift_months(second, months, next_month)


@given(DAYS, MONTHS)
def test_the_two_treatments_differ_by_a_day_at_most(day: date, months: int) -> None:
    gap = shift_months(day, months, True) - shift_months(day, months, False)
    assert gap in (timedelta(0), timedelta(1))


@given(DAYS)
def test_a_month_is_as_long_as_its_last_day(day: date) -> None:
    length = month_length(day.year, day.month)
    assert (date(day.year, day.month, length) + timedelta(1)).day == 1


@given(DAYS, st.integers(-(10**30), 10**30))
def test_a_shift_beyond_the_calendar_stops_at_its_ends(day: date, far: int) -> None:
    for shifted in (shift_days(day, far), shift_months(day, far, False)):
        assert date.min <= shifted <= date.max
        assert (shifted >= day) == (far >= 0) or shifted == day


def test_month_ends_are_treated_as_the_rule_says() -> None:
    assert shift_months(date(2024, 1, 31), 1, False) == date(2024, 2, 29)
    assert shift_months(date(2024, 1, 31), 1, True) == date(2024, 3, 1)
    assert shift_months(date(2024, 3, 31), -1, False) == date(2024, 2, 29)
    assert shift_months(date(2024, 2, 29), 12, False) == date(2025, 2, 28)
    assert shift_months(date(2024, 11, 30), 3, True) == date(2025, 3, 1)
