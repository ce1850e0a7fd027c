"""Rules as SQL, run by DuckDB on a relation of cases with a typed column for each input."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rules_engine.agreement.answers import Said, answer
from rules_engine.agreement.cases import Case
from rules_engine.compile.resolve import ResolvedRule
from rules_engine.compile.runtime import named
from rules_engine.model.decision import Verdict
from rules_engine.model.rule import Rule
from rules_engine.problems import ProblemsFound, refused
from rules_engine.ruleset import Ruleset

if TYPE_CHECKING:
    import duckdb

# Returns the text of the query that decides the relation ``cases`` of a rule; as of the date in its
# column ``decided_as_of``, or of one day.
Query = Callable[[Ruleset, str, "date | None"], str]

_GAP = "KB507"
_TOO_LONG = "KB509"
_NUMBER, _DAY = "case_number", "decided_as_of"


def query_text(ruleset: Ruleset, rule: str, as_of: date | None) -> str:
    """Return the query of a rule, for one day or for the days of its cases."""
    from sqlglot import exp  # only this back end needs it

    from rules_engine.sql.periods import dated_query, resolved_on
    from rules_engine.sql.query import decision_query

    if as_of is None:
        dated = dated_query(ruleset, rule, exp.column(_DAY), "cases", keys=(_NUMBER,))
        return dated.sql("duckdb")
    resolved = resolved_on(ruleset, rule, as_of)
    return decision_query(resolved, as_of, "cases", keys=(_NUMBER,)).sql("duckdb")


class Sql:
    """SQL on an open database: as of the day of each case, or of the most frequent one."""

    def __init__(
        self,
        name: str,
        connection: duckdb.DuckDBPyConnection,
        ruleset: Ruleset,
        query: Query,
        *,
        one_day: bool,
    ) -> None:
        self.name = name
        self.connection = connection
        self.ruleset = ruleset
        self.query = query
        self.one_day = one_day

    def judge(self, rule: Rule, cases: Sequence[Case]) -> list[Said | None]:
        """Return the verdicts of the database; None of cases that are not asked.

        These are cases of another day, those with a number of more digits than it computes, and all
        of a rule that no database can compute.
        """
        day = Counter(case.as_of for case in cases).most_common(1)[0][0] if self.one_day else None
        try:
            relation = _Relation(rule, self._resolved(rule, cases))
        except ProblemsFound as problems:
            if problems.problems[0].code != _TOO_LONG:
                raise
            return [None] * len(cases)
        asked = {
            number: case
            for number, case in enumerate(cases)
            if (day is None or case.as_of == day) and relation.holds(case)
        }
        self.connection.execute(
            "create or replace temp table cases as"
            f" select unnest(from_json(?::json, '{json.dumps([relation.columns])}'),"
            " recursive := true)",
            [json.dumps([relation.row(number, case) for number, case in asked.items()])],
        )
        self.connection.execute(self.query(self.ruleset, rule.id, day))
        said: list[Said | None] = [None] * len(cases)
        names = [each[0] for each in self.connection.description or ()]
        for row in self.connection.fetchall():
            found = dict(zip(names, row, strict=True))
            said[found[_NUMBER]] = _said(rule, found)
        return said

    def _resolved(self, rule: Rule, cases: Sequence[Case]) -> list[ResolvedRule]:
        from rules_engine.sql.periods import resolved_on

        segments = self.ruleset.program(rule.id).segments
        starts = {
            max(each.start for each in segments if each.start <= case.as_of) for case in cases
        }
        return [resolved_on(self.ruleset, rule.id, start) for start in sorted(starts)]


class _Relation:
    """The columns of a rule: numbers as wide as all of its periods can compute with."""

    def __init__(self, rule: Rule, periods: Sequence[ResolvedRule]) -> None:
        from rules_engine.sql.source import NONE_SUFFIX, decimal_digits, source_columns

        self.rule = rule
        self.none_suffix = NONE_SUFFIX
        digits = [decimal_digits(each) for each in periods]
        self.digits = {
            name: (
                min(each[name].before for each in digits),
                min(each[name].places for each in digits),
            )
            for name in digits[0]
        }
        types = {name: each.sql("duckdb") for name, each in source_columns(periods[0]).items()}
        types |= {
            name: f"DECIMAL({before + places}, {places})"
            for name, (before, places) in self.digits.items()
        }
        self.columns = {_NUMBER: "INTEGER", _DAY: "DATE", **types}

    def holds(self, case: Case) -> bool:
        """Return whether every number has few enough digits."""
        for name, (before, places) in self.digits.items():
            value = case.facts.get(name)
            if isinstance(value, Decimal):
                whole, _, fraction = f"{abs(value):f}".partition(".")
                if len(whole) > before or len(fraction.rstrip("0")) > places:
                    return False
        return True

    def row(self, number: int, case: Case) -> dict[str, object]:
        """Return a case as a row in JSON types; what is unknown stays out of it."""
        found: dict[str, object] = {_NUMBER: number, _DAY: case.as_of.isoformat()}
        for name, value in case.facts.items():
            if value is None:
                found[name + self.none_suffix] = True
            else:
                found[name] = value if isinstance(value, bool | int) else str(value)
        return found


def _said(rule: Rule, row: Mapping[str, Any]) -> Said:
    status = row["status"]
    if status is None:
        return _GAP
    reasons = [each.id for each in rule.constraints] if status == "invalid" else rule.reasons
    values = {name: row[name] for name in rule.values if row[name] is not None}
    return answer(
        rule,
        Verdict(
            status,
            row["outcome"],
            named(reasons, row["reason_mask"]),
            named(rule.reasons, row["open_mask"]),
            named(list(rule.inputs), row["missing_mask"]),
            {
                name: json.loads(value) if rule.values[name].type.kind == "list" else value
                for name, value in values.items()
            },
        ),
    )


@contextmanager
def duckdb_sql(ruleset: Ruleset, query: Query = query_text) -> Iterator[tuple[Sql, Sql]]:
    """Open a database in memory, and give both ways of asking it; ``query`` writes the SQL."""
    try:
        import duckdb
        import sqlglot  # noqa: F401  # what it lacks is better told now than in the first query
    except ImportError as error:
        raise refused(
            "KB012",
            f"DuckDB was not run, {error.name} is not installed",
            "Install the extra: pip install 'knowledge-base[bulk]'",
            "duckdb",
        ) from error
    connection = duckdb.connect()
    try:
        yield (
            Sql("duckdb", connection, ruleset, query, one_day=False),
            Sql("duckdb (one day)", connection, ruleset, query, one_day=True),
        )
    finally:
        connection.close()
