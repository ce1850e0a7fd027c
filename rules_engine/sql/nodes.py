"""Nodes of SQL, put together with parentheses where an operator needs them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

Sql = exp.Expr

NULL = exp.Null()
TRUE, FALSE = exp.Boolean(this=True), exp.Boolean(this=False)
_FROM_THE_LEFT = (exp.Add, exp.BitwiseOr)
_ATOMS = (exp.Column, exp.Literal, exp.Func, exp.Paren, exp.Boolean, exp.Null, exp.Neg)


def column(name: str) -> exp.Column:
    """Return a column by its exact name."""
    return exp.Column(this=exp.to_identifier(name, quoted=True))


def number(value: int) -> Sql:
    """Return a whole number."""
    literal = exp.Literal.number(abs(value))
    return exp.Neg(this=literal) if value < 0 else literal


def text(value: str) -> Sql:
    """Return a text."""
    return exp.Literal.string(value)


def closed(sql: Sql) -> Sql:
    """Return an operand that no operator beside it can tear apart."""
    if isinstance(sql, _ATOMS) and not isinstance(sql, exp.Connector):
        return sql
    return exp.Paren(this=sql)


def binary(kind: type[exp.Binary], left: Sql, right: Sql) -> Sql:
    """Return an operator between two operands."""
    leads = isinstance(left, kind) and kind in _FROM_THE_LEFT
    return kind(this=left if leads else closed(left), expression=closed(right))


def case(branches: Sequence[tuple[Sql, Sql]], otherwise: Sql | None = None) -> Sql:
    """Return CASE; without ``otherwise`` it is NULL where no branch applies."""
    if not branches:
        return otherwise or NULL
    ifs = [exp.If(this=test, true=value) for test, value in branches]
    return exp.Case(ifs=ifs, default=otherwise)


def is_null(sql: Sql) -> Sql:
    """Return ``… IS NULL``."""
    return exp.Is(this=closed(sql), expression=NULL)


def is_not_null(sql: Sql) -> Sql:
    """Return ``… IS NOT NULL``."""
    return exp.Not(this=exp.Is(this=closed(sql), expression=NULL))


def coalesce(sql: Sql, otherwise: Sql) -> Sql:
    """Return ``sql``, or ``otherwise`` where it is NULL."""
    return exp.Coalesce(this=sql, expressions=[otherwise])


def member(sql: Sql, values: Sequence[Sql]) -> Sql:
    """Return ``sql IN (…)``; no value is NULL."""
    return exp.In(this=closed(sql), expressions=list(values))
