"""Rows that cannot be decided, written aside: which row, which input, what stood there, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.bulk.sql_text import text

if TYPE_CHECKING:
    from knowledge_base.bulk.facts import Facts

_NONE = (
    "SELECT 0::BIGINT AS row, 0 AS place, '' AS input, '' AS value, '' AS code, '' AS reason "
    "WHERE false"
)


def rejects_query(facts: Facts) -> str:
    """Return a line for each value that does not fit, and each line of CSV that cannot be read.

    Rows count from 1, the header of CSV not among them.
    """
    csv = facts.table.format == "csv"
    parts = [_NONE]
    for place, each in enumerate(facts.misfits()):
        parts.append(
            f"SELECT {_ROW if csv else '_row'}, {place}, {text(each.input)}, "
            f"CAST({each.column} AS VARCHAR), {each.code}, {each.reason} "
            f"FROM given WHERE {each.applies}"
        )
    if csv:
        parts.append(
            "SELECT line - 1, -1, '', trim(csv_line, chr(10) || chr(13)), 'KB709', error_message "
            "FROM (SELECT DISTINCT ON (line) * FROM reject_errors ORDER BY line, column_idx)"
        )
    lines = " UNION ALL ".join(f"({each})" for each in parts)
    return f"SELECT row, input, value, code, reason FROM ({lines}) ORDER BY row, place"


# Lines that cannot be read are no rows of the table, but have a number in the file.
_ROW = (
    "rowid + 1 + (SELECT count(*) FROM ("
    "SELECT line - 1 - row_number() OVER (ORDER BY line) AS before "
    "FROM (SELECT DISTINCT line FROM reject_errors)) WHERE before <= rowid)"
)


def unreadable_lines_query() -> str:
    """Return how many lines of a CSV file could not be read."""
    return "SELECT count(DISTINCT line) FROM reject_errors"
