"""Dates some months or days later in SQL, ending where the calendar ends."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlglot import exp
from sqlglot.expressions import DType

from rules_engine.model.expressions import (
    Choose,
    ComputedRef,
    DayShift,
    Expression,
    Extreme,
    InputRef,
    Literal,
    MonthShift,
)
from rules_engine.sql.nodes import Sql, binary, case, closed, is_not_null, number
from rules_engine.sql.values import literal

if TYPE_CHECKING:
    from rules_engine.sql.expressions import ExpressionWriter
    from rules_engine.sql.values import Value

# Shifts of fewer digits (months, days) stay far from the ends of the calendar.
_SHORT = {MonthShift: 3, DayShift: 4}
_FIRST_MONTH, _LAST_MONTH = 12, 9999 * 12 + 11


def shifted(writer: ExpressionWriter, shift: MonthShift | DayShift, values: list[Value]) -> Sql:
    """Return the shifted date; NULL where the date or the number is."""
    day, count = writer.once("day", values[0]).sql, _signed(values[1].sql, shift.sign)
    guarded = not _near(shift, writer)
    if isinstance(shift, DayShift):
        return _guarded_days(writer, day, count) if guarded else _days(writer, day, count)
    if guarded:
        return _guarded_months(writer, day, count, shift.missing_day == "next-month")
    later = writer.dialect.months_later(day, _whole(writer, count))
    return later if shift.missing_day == "last-day" else _next_month(writer, day, later)


def _signed(count: Sql, sign: int) -> Sql:
    if sign > 0:
        return count
    if isinstance(count, exp.Literal):
        return number(-int(count.this))
    return count.this if isinstance(count, exp.Neg) else exp.Neg(this=closed(count))


def _whole(writer: ExpressionWriter, count: Sql) -> Sql:
    part = count.this if isinstance(count, exp.Neg) else count
    if isinstance(part, exp.Literal):
        return count
    return writer.dialect.cast(count, DType.INT)


def _days(writer: ExpressionWriter, day: Sql, count: Sql) -> Sql:
    return writer.dialect.days_later(day, _whole(writer, count))


def _next_month(writer: ExpressionWriter, day: Sql, later: Sql) -> Sql:
    """Return ``later``, or the day after it where its month lacks the day number."""
    later = writer.layers.once("later", later)
    shorter = binary(exp.LT, _part("DAY", later), _part("DAY", day))
    return case([(shorter, writer.dialect.days_later(later, number(1)))], later)


def _part(name: str, day: Sql) -> Sql:
    return exp.Extract(this=exp.var(name), expression=day)


def _guarded_months(writer: ExpressionWriter, day: Sql, count: Sql, next_month: bool) -> Sql:
    count = writer.layers.once("months", count)
    index = binary(exp.Mul, _part("YEAR", day), number(12))
    index = binary(exp.Add, index, _part("MONTH", day))
    index = binary(exp.Sub, index, number(1))
    month = writer.layers.once("month", binary(exp.Add, index, count))
    before = binary(exp.LT, month, number(_FIRST_MONTH))
    after = binary(exp.GT, month, number(_LAST_MONTH))
    outside = exp.Or(this=before, expression=after)
    months = case([(outside, number(0)), (is_not_null(month), count)])
    later = writer.dialect.months_later(day, _whole(writer, months))
    if next_month:
        later = _next_month(writer, day, later)
    first, last = (literal(each, writer.dialect).sql for each in (date.min, date.max))
    return case([(before, first), (after, last)], later)


def _guarded_days(writer: ExpressionWriter, day: Sql, count: Sql) -> Sql:
    count = writer.layers.once("days", count)
    first, last = (literal(each, writer.dialect).sql for each in (date.min, date.max))
    before = binary(exp.LT, count, writer.dialect.days_between(day, first))
    after = binary(exp.GT, count, writer.dialect.days_between(day, last))
    known = exp.And(this=is_not_null(day), expression=is_not_null(count))
    outside = exp.Or(this=before, expression=after)
    days = case([(outside, number(0)), (known, count)])
    later = _days(writer, day, days)
    return case([(before, first), (after, last)], later)


def _near(expression: Expression, writer: ExpressionWriter) -> bool:
    """Return whether a date stays within the calendar whatever the facts are."""
    match expression:
        case InputRef() | Literal():
            return True
        case ComputedRef(name):
            return _near(writer.resolved.computed[name], writer)
        case Choose(branches, otherwise):
            return all(_near(each, writer) for each in (*(v for _, v in branches), otherwise))
        case Extreme(_, parts):
            return all(_near(each, writer) for each in parts)
        case MonthShift(day, count, _, _) | DayShift(day, count, _):
            digits = writer.sizes.of(count)
            short = digits is None or digits.before <= _SHORT[type(expression)]
            return short and _near(day, writer)
    return False
