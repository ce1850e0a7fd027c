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
from rules_engine.sql.masks import NOTHING, Mask
from rules_engine.sql.nodes import NULL, Sql, binary, case, coalesce, member, number, text
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


class _States:
    """What of a decision can occur: what cannot is not asked of each row."""

    def __init__(self, decided: Decided) -> None:
        state = decided.state
        self.total = decided.total
        self.decided = binary(exp.GTE, state, number(0))
        self.needs_info = binary(exp.EQ, state, number(NEEDS_INFO)) if decided.waits else None
        self.invalid = binary(exp.EQ, state, number(INVALID)) if decided.broken else None

    def pick(self, invalid: Sql, needs_info: Sql, decided: Sql) -> Sql:
        """Return what stands for the state of a row; NULL where no row of the table matches."""
        branches = [(self.invalid, invalid), (self.needs_info, needs_info)]
        found = [(test, sql) for test, sql in branches if test is not None]
        if not self.total:
            return case([*found, (self.decided, decided)])
        return case(found, decided)


def _outputs(
    writer: ExpressionWriter, decided: Decided, values: OutcomeValues, codes: bool
) -> dict[str, Sql]:
    rule, dialect, states = writer.resolved.rule, writer.dialect, _States(decided)

    def bits(size: int, invalid: Mask, needs_info: Mask, when_decided: Mask) -> Sql:
        masks = [each.sql(dialect) for each in (invalid, needs_info, when_decided)]
        found = states.pick(*masks) if invalid or needs_info or when_decided else number(0)
        if not states.total:
            found = coalesce(found, number(0))
        return dialect.cast(found, dialect.mask_type(size, smallest=codes))

    names = [number(code) if codes else text(name) for code, name in enumerate(_STATUS)]
    status = states.pick(names[2], names[1], names[0])
    if codes:
        outcome = states.pick(NULL, NULL, decided.state)
    else:
        outcome = case([
            (binary(exp.EQ, decided.state, number(index)), text(name))
            for index, name in enumerate(rule.outcomes)
        ])  # fmt: skip
    size = max(len(rule.reasons), len(rule.constraints))
    return {
        "status": dialect.cast(status, DType.TINYINT) if codes else status,
        "outcome": dialect.cast(outcome, DType.TINYINT) if codes else outcome,
        "reason_mask": bits(size, decided.broken, NOTHING, decided.reasons),
        "open_mask": bits(len(rule.reasons), NOTHING, NOTHING, decided.open_reasons),
        "missing_mask": bits(len(rule.inputs), NOTHING, decided.missing, NOTHING),
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
