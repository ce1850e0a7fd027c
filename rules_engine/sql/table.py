"""Decision tables in SQL: the first row that matches, or all those that still may."""

from __future__ import annotations

from rules_engine.model.expressions import NEVER as NO_REASON
from rules_engine.model.rule import Row
from rules_engine.sql.decision import (
    INVALID,
    NEEDS_INFO,
    Decided,
    OutcomeValues,
    any_bit,
    broken_constraints,
    first,
)
from rules_engine.sql.expressions import ExpressionWriter
from rules_engine.sql.masks import NOTHING, Mask, only_where, union
from rules_engine.sql.nodes import Sql, number
from rules_engine.sql.truths import (
    ALWAYS,
    NEVER,
    Truth,
    all_of,
    any_of,
    certainly,
    negation,
    possibly,
    unknown,
)


class _Rows:
    """The rows of a table, with whether each matches."""

    def __init__(self, writer: ExpressionWriter) -> None:
        self.writer = writer
        self.rows: tuple[Row, ...] = writer.resolved.rows
        self.truths = [
            writer.truth_once(f"matches_{row.id}", writer.truth(row.when)) for row in self.rows
        ]

    def possible(self, test: dict[str, bool], start: int = 0) -> Truth:
        """Return whether a row from ``start`` on may be the first, of an outcome that fits."""
        found = NEVER
        for row, truth in reversed(list(zip(self.rows, self.truths, strict=True))[start:]):
            found = all_of([negation(certainly(truth)), found])
            if test[row.outcome]:
                found = any_of([possibly(truth), found])
        return found

    def differs(self, start: int, outcome: str) -> Truth:
        """Return whether a row from ``start`` on may be the first, with another outcome."""
        names = self.writer.resolved.rule.outcomes
        return self.possible({each: each != outcome for each in names}, start)

    def reaches(self, outcome: str) -> Truth:
        """Return whether a row of an outcome may be the first."""
        names = self.writer.resolved.rule.outcomes
        return self.possible({each: each == outcome for each in names})

    def reason(self, name: str) -> tuple[Truth, Truth]:
        """Return whether a reason applies whichever row it is, and whether it may apply."""
        certain, maybe = ALWAYS, NEVER
        for row, matches in reversed(list(zip(self.rows, self.truths, strict=True))):
            applies = self.writer.truth(dict(row.reasons).get(name, NO_REASON))
            excluded = certainly(negation(matches))
            certain = all_of([
                any_of([excluded, certainly(applies)]),
                any_of([certainly(matches), certain]),
            ])  # fmt: skip
            maybe = any_of([
                all_of([possibly(matches), possibly(applies)]),
                all_of([negation(certainly(matches)), maybe]),
            ])  # fmt: skip
        return certain, maybe


def table(writer: ExpressionWriter, values: OutcomeValues) -> Decided:
    """Return the decision of a table."""
    rows = _Rows(writer)
    outcomes = writer.resolved.rule.outcomes
    broken = broken_constraints(writer)
    branches = [(any_bit(writer, broken), number(INVALID))]
    for index, (row, truth) in enumerate(zip(rows.rows, rows.truths, strict=True)):
        unknown_value = values.unknown(row.outcome)
        decided = first([(unknown_value, number(NEEDS_INFO))], number(outcomes.index(row.outcome)))
        differs = rows.differs(index + 1, row.outcome)
        certain = Truth(truth.sql, open=False) if truth.constant is None else truth
        branches.append((certain, decided))
        waiting = unknown(truth)
        if waiting.constant is not False:
            branches.append((waiting, _either(differs, number(NEEDS_INFO), decided)))
    waits = any(each.open for each in rows.truths) or values.some_unknown
    total = bool(rows.truths) and rows.truths[-1].constant is True
    otherwise = branches.pop()[1] if total else None
    state = writer.layers.once("state", first(branches, otherwise))
    reasons, open_reasons = _reasons(rows)
    carried = [
        only_where(rows.reaches(each), values.missing(each), writer.dialect) for each in outcomes
    ]
    missing = union([*carried, _missing(rows)])
    return Decided(state, reasons, open_reasons, missing, broken, waits, total)


def _either(test: Truth, yes: Sql, no: Sql) -> Sql:
    return yes if test.constant else first([(test, yes)], no)


def _reasons(rows: _Rows) -> tuple[Mask, Mask]:
    certain_bits, open_bits = [], []
    for bit, name in enumerate(rows.writer.resolved.rule.reasons):
        certain, maybe = rows.reason(name)
        still_open = all_of([maybe, negation(certain)]) if _may_wait(rows, name) else NEVER
        certain_bits += [(bit, certain)] if certain.constant is not False else []
        open_bits += [(bit, still_open)] if still_open.constant is not False else []
    return Mask(tuple(certain_bits)), Mask(tuple(open_bits))


def _may_wait(rows: _Rows, name: str) -> bool:
    """Return whether a reason can be open: where all is known it applies or does not."""
    tests = [rows.writer.truth(dict(row.reasons).get(name, NO_REASON)) for row in rows.rows]
    return any(each.open for each in (*rows.truths, *tests))


def _missing(rows: _Rows) -> Mask:
    """Return what leaves a row unknown before which another outcome may come."""
    found, dialect = NOTHING, rows.writer.dialect
    for index in range(len(rows.rows) - 1, -1, -1):
        row, truth = rows.rows[index], rows.truths[index]
        found = only_where(negation(certainly(truth)), found, dialect)
        waits = all_of([unknown(truth), rows.differs(index + 1, row.outcome)])
        found = union([found, only_where(waits, rows.writer.missing(row.when), dialect)])
    return found
