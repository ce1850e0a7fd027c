"""One SELECT for a rule as it stands on a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlglot import exp
from sqlglot.expressions import DType

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.sql.decision import INVALID, NEEDS_INFO, Decided, OutcomeValues, eligibility
from rules_engine.sql.dialects import DIALECTS, Dialect
from rules_engine.sql.digits import number_sizes
from rules_engine.sql.expressions import ExpressionWriter
from rules_engine.sql.masks import Mask
from rules_engine.sql.nodes import NULL, Sql, binary, case, member, number, text
from rules_engine.sql.table import table
from rules_engine.sql.values import Value

_STATUS = ("decided", "needs-info", "invalid")


def decision_query(
    resolved: ResolvedRule,
    as_of: date | Sql,
    source: str | Sql,
    *,
    dialect: str = "duckdb",
    keys: Sequence[str] = (),
    known: Collection[str] = (),
    codes: bool = False,
) -> exp.Select:
    """Return the query that decides every row of ``source``.

    ``source`` is the name of a table, or a query, with the columns of ``source_columns``: an
    input in normal form, NULL where it is unknown, and beside a nullable one the boolean
    ``<input>_is_none``. ``as_of`` may be a column. ``keys`` are columns to pass on, ``known``
    inputs that are never NULL: saying so makes the query faster. The result has the keys and

    - ``status`` and ``outcome``, as text, or with ``codes`` as numbers: 0 decided, 1 needs-info,
      2 invalid; the index among the outcomes of the rule. Where no row of a table matches, NULL;
    - ``reason_mask`` and ``open_mask``: bit i is the i-th of ``rule.reasons``; where the status is
      invalid, bit i of ``reason_mask`` is the i-th constraint;
    - ``missing_mask``: bit i is the i-th input;
    - a column for each value of the answer: NULL where the answer does not carry it. A list is a
      text in JSON.
    """
    engine = DIALECTS[dialect]
    writer = ExpressionWriter(resolved, engine, number_sizes(resolved, engine.places), as_of, known)
    values = OutcomeValues(writer)
    decided = table(writer, values) if resolved.rule.rows else eligibility(writer, values)
    below = source_table(source, dialect) if isinstance(source, str) else source
    outputs = _outputs(writer, decided, values, codes)
    return writer.layers.select(below, outputs, tuple(keys))


def source_table(source: str, dialect: str) -> Sql:
    """Return the table of a name; raise ``sqlglot.errors.ParseError`` where it is none."""
    return exp.maybe_parse(source, into=exp.Table, dialect=dialect)


def _outputs(
    writer: ExpressionWriter, decided: Decided, values: OutcomeValues, codes: bool
) -> dict[str, Sql]:
    rule, dialect, state = writer.resolved.rule, writer.dialect, decided.state
    is_decided = binary(exp.GTE, state, number(0))
    needs_info = binary(exp.EQ, state, number(NEEDS_INFO))
    is_invalid = binary(exp.EQ, state, number(INVALID))

    def bits(branches: list[tuple[Sql, Mask]], count: int) -> Sql:
        found = [(test, mask.sql(dialect)) for test, mask in branches if mask]
        return dialect.cast(case(found, number(0)), DType.INT if count < 31 else DType.BIGINT)

    status = [
        (test, number(code) if codes else text(_STATUS[code]))
        for code, test in enumerate((is_decided, needs_info, is_invalid))
    ]
    outcomes = [
        (binary(exp.EQ, state, number(index)), text(name))
        for index, name in enumerate(rule.outcomes)
    ]
    return {
        "status": dialect.cast(case(status), DType.TINYINT) if codes else case(status),
        "outcome": dialect.cast(case([(is_decided, state)]), DType.TINYINT)
        if codes
        else case(outcomes),
        "reason_mask": bits(
            [(is_decided, decided.reasons), (is_invalid, decided.broken)],
            max(len(rule.reasons), len(rule.constraints)),
        ),
        "open_mask": bits([(is_decided, decided.open_reasons)], len(rule.reasons)),
        "missing_mask": bits([(needs_info, decided.missing)], len(rule.inputs)),
        **{name: _carried(writer, decided, values, name) for name in rule.values},
    }


def _carried(writer: ExpressionWriter, decided: Decided, values: OutcomeValues, name: str) -> Sql:
    rule = writer.resolved.rule
    declared = rule.values[name]
    found: dict[Sql, list[Sql]] = {}
    for outcome, carried in values.by_outcome.items():
        if name in carried:
            sql = _rounded(writer.dialect, carried[name], declared.places)
            found.setdefault(sql, []).append(number(rule.outcomes.index(outcome)))
    branches = [(member(decided.state, indexes), sql) for sql, indexes in found.items()]
    return case(branches) if branches else NULL


def _rounded(dialect: Dialect, value: Value, places: int | None) -> Sql:
    if places is None or value.sql is NULL or value.digits is None:
        return value.sql
    rounded = exp.Round(this=value.sql, decimals=number(places))
    return dialect.cast(rounded, DType.DECIMAL, value.digits.before + 1 + places, places)
