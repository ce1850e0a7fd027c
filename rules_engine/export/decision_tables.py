"""Which tables of rules are decision tables as DMN knows them: a column an input, a row a row.

A column tests its input strictly: a test on a value that is unknown (null) never matches. So the
first row that matches certainly matches, and has the outcome of every row that still may.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.export.feel import feel_literal
from rules_engine.model.expressions import (
    EQUALITY,
    MEMBERSHIP,
    All,
    Compare,
    Condition,
    Constant,
    InputRef,
    Literal,
)
from rules_engine.model.value_types import Value, ValueType

ANY = "-"
_ORDER = {
    "at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<",
    "on_or_after": ">=", "after": ">", "on_or_before": "<=", "before": "<",
}  # fmt: skip


class TableRow(NamedTuple):
    """A unary test for each column, and the outcome."""

    id: str
    tests: tuple[str, ...]
    outcome: str


class DecisionTable(NamedTuple):
    """The inputs that are columns, and the rows, of which the first that matches counts."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


def decision_table(resolved: ResolvedRule) -> DecisionTable | None:
    """Return the rows of a rule as a decision table; None where they do not map."""
    found = [_tests(row.when, resolved) for row in resolved.rows]
    tests = [each for each in found if each is not None]
    columns = tuple(name for name in resolved.rule.inputs if any(name in each for each in tests))
    if not columns or len(tests) < len(found):
        return None
    rows = (
        TableRow(row.id, tuple(each.get(name, ANY) for name in columns), row.outcome)
        for row, each in zip(resolved.rows, tests, strict=True)
    )
    return DecisionTable(columns, tuple(rows))


def _tests(when: Condition, resolved: ResolvedRule) -> dict[str, str] | None:
    """Return the test of each input of a row."""
    found: dict[str, str] = {}
    for part in when.parts if isinstance(when, All) else (when,):
        match part:
            case Constant(True):
                continue
            case Compare(InputRef(name), operator, Literal(value)) if name not in found:
                test = _unary(operator, value, resolved.rule.inputs[name].type)
                if test is None or name in resolved.defaults:
                    return None
                found[name] = test
            case _:
                return None
    return found


def _unary(operator: str, value: Value, kind: ValueType) -> str | None:
    if kind.nullable or value is None:
        return None
    if operator not in EQUALITY | MEMBERSHIP:
        return f"{_ORDER[operator]} {feel_literal(value)}"
    members: Sequence[object] = value if isinstance(value, tuple) else (value,)
    if operator in {"is_not", "none_of"}:
        everything: Sequence[object] = (True, False) if kind.kind == "boolean" else kind.choices
        members = [each for each in everything if each not in members]
    return ",".join(map(feel_literal, members)) or None
