"""Days and months, without a clock and without time zones.

A result beyond the calendar (year 1 to 9999) stops at its first or last day.
"""

from __future__ import annotations

from datetime import date, timedelta

_LENGTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def shift_months(day: date, months: int, next_month: bool) -> date:
    """Return the same day number ``months`` later (earlier when negative).

    When that month lacks the day number: the first day of the month after it if ``next_month``,
    else its own last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return date.max if year > 9999 else date.min
    number = day.day
    if number > 28 and number > (length := month_length(year, month + 1)):
        if next_month:  # December has 31 days, so the month after is in the same year
            return date(year, month + 2, 1)
        number = length
    return date(year, month + 1, number)


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _LENGTH[month - 1]


def shift_days(day: date, days: int) -> date:
    """Return the day ``days`` later (earlier when negative)."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min
