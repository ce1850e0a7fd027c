"""Truths in SQL: TRUE, FALSE, or NULL for unknown. SQL joins them as strong Kleene logic does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

from sqlglot import exp

from rules_engine.sql.nodes import FALSE, TRUE, Sql, closed, coalesce, is_null


class Truth(NamedTuple):
    """A boolean of SQL, and whether it may be NULL."""

    sql: Sql
    open: bool = False

    @property
    def constant(self) -> bool | None:
        """Whether it always or never holds; None where that depends on the row."""
        return {id(TRUE): True, id(FALSE): False}.get(id(self.sql))


ALWAYS, NEVER = Truth(TRUE), Truth(FALSE)


def fixed(holds: bool) -> Truth:
    """Return the truth that always or never holds."""
    return ALWAYS if holds else NEVER


def negation(truth: Truth) -> Truth:
    """Return NOT."""
    if truth.constant is not None:
        return fixed(not truth.constant)
    if isinstance(truth.sql, exp.Not):
        inner = truth.sql.this
        return Truth(inner.this if isinstance(inner, exp.Paren) else inner, truth.open)
    part = closed(truth.sql) if isinstance(truth.sql, exp.Connector) else truth.sql
    return Truth(exp.Not(this=part), truth.open)


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return AND."""
    return _joined(truths, exp.And, wins=False)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return OR."""
    return _joined(truths, exp.Or, wins=True)


def _joined(truths: Iterable[Truth], kind: type[exp.Connector], wins: bool) -> Truth:
    found = [each for each in truths if each.constant is not (not wins)]
    if any(each.constant is wins for each in found):
        return fixed(wins)
    if not found:
        return fixed(not wins)
    # AND binds more tightly than OR, and what is compared more tightly than both
    sqls = [closed(each.sql) if isinstance(each.sql, exp.Or) else each.sql for each in found]
    if kind is exp.Or or len(found) == 1:
        sqls = [each.sql for each in found]
    sql = reduce(lambda left, right: kind(this=left, expression=right), sqls)
    return Truth(sql, any(each.open for each in found))


def certainly(truth: Truth) -> Truth:
    """Return whether it is TRUE: never NULL."""
    return Truth(coalesce(truth.sql, FALSE)) if truth.open else truth


def possibly(truth: Truth) -> Truth:
    """Return whether it is not FALSE: never NULL."""
    return Truth(coalesce(truth.sql, TRUE)) if truth.open else truth


def unknown(truth: Truth) -> Truth:
    """Return whether it is NULL."""
    return Truth(is_null(truth.sql)) if truth.open else NEVER
