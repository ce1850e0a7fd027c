"""What DuckDB says of facts by the query of their rule."""

from __future__ import annotations

from datetime import date

import duckdb

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.sql.query import decision_query
from tests.rules_engine.sql.cases import AS_OF, KEY, Facts
from tests.rules_engine.sql.rows import table_of


def decided(
    resolved: ResolvedRule,
    drawn: list[Facts],
    as_of: date = AS_OF,
    known: tuple[str, ...] = (),
) -> list[dict[str, object]]:
    """A row of the result for each of the facts, with its number."""
    query = decision_query(resolved, as_of, "facts", keys=[KEY], known=known)
    return query_rows(table_of(resolved, drawn, "duckdb"), query.sql("duckdb"))


def query_rows(steps: list[str], query: str) -> list[dict[str, object]]:
    """The rows of a query after some statements, in a database of its own."""
    with duckdb.connect() as database:
        for step in steps:
            database.execute(step)
        result = database.execute(query)
        names = [each[0] for each in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
