"""Values in SQL: NULL for unknown and for null, which a second boolean tells apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlglot import exp
from sqlglot.expressions import DType

from rules_engine.model.decision import plain
from rules_engine.model.value_types import Value as Constant
from rules_engine.sql.dialects import Dialect
from rules_engine.sql.digits import Digits, digits_of
from rules_engine.sql.nodes import FALSE, NULL, TRUE, Sql, is_not_null, is_null, number, text
from rules_engine.sql.truths import ALWAYS, NEVER, Truth, all_of, any_of, negation


class Value(NamedTuple):
    """A value of SQL. ``none``: known to be null, never NULL itself; ``open``: may be unknown."""

    sql: Sql
    none: Truth = NEVER
    open: bool = False
    digits: Digits | None = None

    @property
    def places(self) -> int:
        """How many decimal places a number may have."""
        return self.digits.places if self.digits else 0

    @property
    def known(self) -> Truth:
        """Whether it is known, null included."""
        return any_of([Truth(is_not_null(self.sql)), self.none]) if self.open else ALWAYS

    @property
    def unknown(self) -> Truth:
        """Whether it is unknown."""
        if not self.open:
            return NEVER
        return all_of([Truth(is_null(self.sql)), negation(self.none)])


def some_none(values: Sequence[Value]) -> Truth:
    """Return whether all values are known, and one of them is null."""
    nullable = [each for each in values if each.none.constant is not False]
    # one that is null is known
    known = [each.known for each in values if nullable != [each]]
    return all_of([any_of(each.none for each in nullable), *known])


def number_type(digits: Digits) -> tuple[DType, tuple[int, ...]]:
    """Return the smallest type of SQL that holds a number."""
    if digits.places == 0 and digits.before <= 9:
        return DType.INT, ()
    if digits.places == 0 and digits.before <= 18:
        return DType.BIGINT, ()
    return DType.DECIMAL, (digits.total, digits.places)


def resized(value: Value, digits: Digits, dialect: Dialect) -> Sql:
    """Return a number as the type that ``digits`` need, cast only where it is another one."""
    kind, sizes = number_type(digits)
    if value.digits is None or value.sql is NULL:
        return dialect.cast(value.sql, kind, *sizes)
    if number_type(value.digits) == (kind, sizes):
        return value.sql
    if isinstance(value.sql, exp.Literal) and kind == DType.DECIMAL:
        return dialect.cast(text(str(value.sql.this)), kind, *sizes)
    return dialect.cast(value.sql, kind, *sizes)


def literal(value: Constant, dialect: Dialect) -> Value:
    """Return a constant."""
    if value is None:
        return Value(NULL, ALWAYS)
    if isinstance(value, bool):
        return Value(TRUE if value else FALSE)
    digits = digits_of(value)
    if isinstance(value, int):
        return Value(number(value), digits=digits)
    if isinstance(value, Decimal) and digits is not None:
        # written as text: some engines read 0.1 as a binary number
        size = max(digits.total, 1)
        decimal = dialect.cast(text(format(value, "f")), DType.DECIMAL, size, digits.places)
        return Value(decimal, digits=digits)
    if isinstance(value, date):
        return Value(dialect.cast(text(value.isoformat()), DType.DATE))
    if isinstance(value, str):
        return Value(text(value))
    if isinstance(value, tuple):
        items = json.dumps([_normal(each) for each in value], ensure_ascii=False)
        return Value(text(items))
    raise TypeError(f"no SQL for {value!r}")


def _normal(item: object) -> object:
    return f"{item.normalize():f}" if isinstance(item, Decimal) else plain(item)
