"""Comparing values in SQL as ``rules_engine.comparison`` does: null equals null alone."""

from __future__ import annotations

from sqlglot import exp

from rules_engine.model.expressions import Operator
from rules_engine.model.value_types import Value as Constant
from rules_engine.sql.dialects import Dialect
from rules_engine.sql.nodes import FALSE, NULL, TRUE, Sql, binary, case, member
from rules_engine.sql.truths import (
    NEVER,
    Truth,
    all_of,
    any_of,
    certainly,
    fixed,
    negation,
    possibly,
)
from rules_engine.sql.values import Value, literal, some_none

_SYMBOL = {
    "is": exp.EQ, "is_not": exp.NEQ,
    "at_least": exp.GTE, "more_than": exp.GT, "at_most": exp.LTE, "less_than": exp.LT,
    "on_or_after": exp.GTE, "after": exp.GT, "on_or_before": exp.LTE, "before": exp.LT,
}  # fmt: skip


def compared(left: Value, operator: Operator, right: Value) -> Truth:
    """Return whether two values compare so: NULL where one of them is unknown."""
    plain = _plain(left, operator, right)
    one = some_none([left, right])
    if one.constant is False:
        return plain
    both = all_of([left.none, right.none])
    holds = operator == "is_not"
    if not plain.open and (both.constant is False or operator not in {"is", "is_not"}):
        # nothing is unknown, so NULL means null
        return (possibly if holds else certainly)(plain._replace(open=True))
    branches = [(one, fixed(holds))]
    if operator in {"is", "is_not"}:
        branches.insert(0, (both, fixed(not holds)))
    return first_that_applies(branches, plain)


def _plain(left: Value, operator: Operator, right: Value) -> Truth:
    open_ = left.open or right.open
    if left.sql is NULL or right.sql is NULL:
        return Truth(NULL, open=open_)
    for one, other in ((left, right), (right, left)):
        constant = Truth(other.sql).constant
        if constant is not None and operator in {"is", "is_not"}:
            truth = Truth(one.sql, open_)
            return truth if constant is (operator == "is") else negation(truth)
    return Truth(binary(_SYMBOL[operator], left.sql, right.sql), open_)


def same(left: Value, right: Value) -> Truth:
    """Return whether two values are equal."""
    return compared(left, "is", right)


def member_of(value: Value, members: Constant, dialect: Dialect) -> Truth:
    """Return whether a value is in a list; a list that is null has no members."""
    listed = members if isinstance(members, tuple) else ()
    others: list[Sql] = [literal(each, dialect).sql for each in listed if each is not None]  # type: ignore[arg-type]  # members are values
    plain = Truth(member(value.sql, others), value.open) if others else NEVER
    if not others:
        plain = first_that_applies([(negation(value.unknown), NEVER)], Truth(NULL, open=True))
    if value.none.constant is False:
        return plain
    return first_that_applies([(value.none, fixed(None in listed))], plain)


def first_that_applies(branches: list[tuple[Truth, Truth]], otherwise: Truth) -> Truth:
    """Return the truth of the first branch that applies; the tests are never NULL."""
    found: list[tuple[Sql, Sql]] = []
    for test, truth in branches:
        if test.constant is False:
            continue
        if test.constant:
            otherwise = truth
            break
        found.append((test.sql, truth.sql))
    if not found:
        return otherwise
    if all(each is TRUE for _, each in found) and otherwise.sql is FALSE:
        return any_of(Truth(test) for test, _ in found)
    if all(each is FALSE for _, each in found) and otherwise.sql is TRUE:
        return negation(any_of(Truth(test) for test, _ in found))
    may_be_unknown = otherwise.open or any(truth.open for _, truth in branches)
    return Truth(case(found, otherwise.sql), may_be_unknown)
