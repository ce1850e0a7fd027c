"""``choose`` and ``lookup`` in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from rules_engine.compile.resolve import table_rows
from rules_engine.model.expressions import Choose, Constant, Lookup
from rules_engine.sql.comparisons import same
from rules_engine.sql.nodes import NULL, case, is_null
from rules_engine.sql.truths import (
    ALWAYS,
    NEVER,
    Truth,
    all_of,
    any_of,
    certainly,
    negation,
    possibly,
)
from rules_engine.sql.values import Value, literal, resized

if TYPE_CHECKING:
    from rules_engine.sql.expressions import ExpressionWriter

_Branches = list[tuple[Truth, Value]]


def choose(writer: ExpressionWriter, expression: Choose) -> Value:
    """Return the value of the branch that applies; unknown unless all that may apply agree."""
    digits = writer.sizes.of(expression)
    branches: _Branches = [
        (writer.condition_once(condition), writer.value(branch))
        for condition, branch in (*expression.branches, (Constant(True), expression.otherwise))
    ]
    if digits is not None:
        branches = [
            (test, each._replace(sql=resized(each, digits, writer.dialect), digits=digits))
            for test, each in branches
        ]
    tests_open = any(test.open for test, _ in branches)
    if [Truth(value.sql).constant for _, value in branches] == [True, False]:
        return Value(branches[0][0].sql, NEVER, tests_open)
    if not tests_open:
        return _first_possible(branches)._replace(digits=digits)
    # each is read twice: where it is the first, and where it is held against the first
    branches = [(test, writer.once("candidate", each)) for test, each in branches]
    first = writer.once("first", _first_possible(branches))
    agree = writer.truth_once("agreed", _agree(branches, first))
    value = case([(agree.sql, first.sql)])
    return Value(value, all_of([agree, first.none]), True, digits)


def _first_possible(branches: _Branches) -> Value:
    *cases, (_, last) = [(possibly(test), each) for test, each in branches]
    sql = case([(test.sql, each.sql) for test, each in cases], last.sql)
    none = NEVER
    if any(each.none.constant is not False for _, each in branches):
        none = Truth(case([(test.sql, each.none.sql) for test, each in cases], last.none.sql))
    return Value(sql, none, any(each.open for _, each in branches))


def _agree(branches: _Branches, first: Value) -> Truth:
    """Return whether every branch that may apply certainly has the value of the first."""
    agreed: list[Truth] = []
    reached = ALWAYS
    for test, each in branches:
        excluded = negation(all_of([reached, possibly(test)]))
        agreed.append(any_of([excluded, certainly(same(each, first))]))
        reached = all_of([reached, negation(certainly(test))])
    return all_of(agreed)


def lookup(writer: ExpressionWriter, expression: Lookup) -> Value:
    """Return a column of the first row that matches; unknown with a key."""
    keys = [writer.once("key", writer.value(each)) for _, each in expression.match]
    digits = writer.sizes.of(expression)
    branches = []
    for row in table_rows(expression.table):
        cells = cast("Mapping[str, object]", row)
        test = all_of(
            same(key, literal(cells[name], writer.dialect))  # type: ignore[arg-type]  # cells are values
            for key, (name, _) in zip(keys, expression.match, strict=True)
        )
        value = literal(cells[expression.column], writer.dialect)  # type: ignore[arg-type]  # cells are values
        sql = value.sql if digits is None else resized(value, digits, writer.dialect)
        branches.append((certainly(test).sql, sql))
    found = writer.layers.once("looked_up", case(branches)) if branches else NULL
    none = all_of([*(key.known for key in keys), Truth(is_null(found)) if branches else ALWAYS])
    return Value(found, none, any(key.open for key in keys), digits)
