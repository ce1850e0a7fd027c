"""What differs between SQL engines: dates, exact numbers, and bits."""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp
from sqlglot.expressions import DType

from rules_engine.sql.nodes import Sql, binary, case, number


@dataclass(frozen=True, slots=True)
class Dialect:
    """An engine. ``places`` is how many decimal places its products keep, of 38 digits."""

    name: str
    places: int = 38

    def type(self, kind: DType, *sizes: int) -> exp.DataType:
        """Return a type by its neutral name."""
        if self.name == "clickhouse" and kind == DType.DATE:
            kind = DType.DATE32  # the other one begins in 1970
        if self.name == "bigquery" and kind == DType.DECIMAL:
            return exp.DataType.build("BIGNUMERIC", dialect="bigquery")
        parameters = [exp.DataTypeParam(this=exp.Literal.number(each)) for each in sizes]
        return exp.DataType(this=kind, expressions=parameters)

    def cast(self, sql: Sql, kind: DType, *sizes: int) -> Sql:
        """Return ``sql`` as another type."""
        return exp.Cast(this=sql, to=self.type(kind, *sizes))

    def mask_type(self, bits: int, smallest: bool) -> DType:
        """Return the type of a mask: an INTEGER where that has enough bits."""
        if self.name == "duckdb" and smallest and bits <= 16:
            return DType.UTINYINT if bits <= 8 else DType.USMALLINT
        return DType.INT if bits < 31 else DType.BIGINT

    def months_later(self, day: Sql, months: Sql) -> Sql:
        """Return the same day some months later; the last day where the month lacks it."""
        match self.name:
            case "postgres":
                interval = exp.Anonymous(this="make_interval", expressions=[number(0), months])
                return self.cast(binary(exp.Add, day, interval), DType.DATE)
            case "clickhouse":
                return exp.Anonymous(this="addMonths", expressions=[day, months])
            case "duckdb":
                interval = exp.Anonymous(this="to_months", expressions=[months])
                return self.cast(binary(exp.Add, day, interval), DType.DATE)
        return exp.DateAdd(this=day, expression=months, unit=exp.var("MONTH"))

    def days_later(self, day: Sql, days: Sql) -> Sql:
        """Return the day some days later."""
        match self.name:
            case "duckdb" | "postgres":
                return binary(exp.Add, day, days)
            case "clickhouse":
                return exp.Anonymous(this="addDays", expressions=[day, days])
            case "spark":
                return exp.Anonymous(this="DATE_ADD", expressions=[day, days])
        return exp.DateAdd(this=day, expression=days, unit=exp.var("DAY"))

    def days_between(self, start: Sql, end: Sql) -> Sql:
        """Return how many days later ``end`` is than ``start``."""
        if self.name in {"duckdb", "postgres"}:
            return binary(exp.Sub, end, start)
        return exp.DateDiff(this=end, expression=start, unit=exp.var("DAY"))

    def flag(self, bit: int, holds: Sql) -> Sql:
        """Return a number with one bit set where ``holds``, which is not NULL; else 0."""
        if self.name == "duckdb" and bit < 30:  # several times faster there than CASE
            as_number = self.cast(holds, DType.UTINYINT if bit < 8 else DType.INT)
            return binary(exp.BitwiseLeftShift, as_number, number(bit)) if bit else as_number
        return case([(holds, number(1 << bit))], number(0))

    def either(self, left: Sql, right: Sql) -> Sql:
        """Return the bits of both numbers."""
        if self.name == "clickhouse":
            return exp.Anonymous(this="bitOr", expressions=[left, right])
        return binary(exp.BitwiseOr, left, right)


DIALECTS = {
    each.name: each
    for each in (
        Dialect("duckdb"), Dialect("postgres"), Dialect("spark"), Dialect("clickhouse"),
        Dialect("bigquery"), Dialect("snowflake", places=12), Dialect("trino"),
    )
}  # fmt: skip
