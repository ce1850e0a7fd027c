"""A table decided from beginning to end; what does not fit is set aside."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from knowledge_base.bulk.columns import Columns, match_columns
from knowledge_base.bulk.facts import Facts
from knowledge_base.bulk.rejects import rejects_query, unreadable_lines_query
from knowledge_base.bulk.results import (
    Wanted,
    check_names,
    decisions,
    result_columns,
    result_query,
)
from knowledge_base.bulk.running import Watch, open_connection, run
from knowledge_base.bulk.sql_text import text
from knowledge_base.bulk.tables import Format, format_of, open_table
from knowledge_base.bulk.tally import Summary, Tally, read_tallies, summarise, tally_query
from rules_engine.problems import refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from knowledge_base.content.words import RuleWords
    from rules_engine.compile.resolve import ResolvedRule


@dataclass(frozen=True, slots=True)
class Order:
    """What to decide and what to write.

    ``keep`` and ``results`` are as in ``match_columns`` and ``result_columns``; ``words`` adds the
    decisions in words, ``lists`` the ids of reasons and inputs beside the masks.
    """

    resolved: ResolvedRule
    as_of: date
    source: Path
    mapping: Sequence[str] = ()
    keep: Sequence[str] | None = None
    results: Sequence[str] = ()
    lists: bool = False
    words: RuleWords | None = None
    summary: bool = False
    threads: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What came of it: rows read, decided and set aside; ``summary`` is empty if not asked for."""

    rows: int
    decided: int
    rejected: int
    summary: Summary


class Listener:
    """Hears how a run goes. This one says nothing."""

    def matched(self, columns: Columns) -> None:
        """Hear which columns are read, missing and kept, before anything is decided."""

    def step(self, name: str, rows: int | None) -> Watch | None:  # noqa: ARG002  # for who listens
        """Return what hears which part of a step is done: ``read``, ``count``, ``decide``."""
        return None


def decide_table(
    order: Order, out: Path | None, rejects: Path, listener: Listener | None = None
) -> Run:
    """Decide every row of a table and write decisions, and what cannot be decided, to files.

    Without ``out`` the rows are only counted. Both files are written as they are: a caller that
    replaces others hands over new names. Raises ``ProblemsFound`` for a table that cannot be read,
    columns that do not fit, and files that cannot be written.
    """
    told = listener or Listener()
    rule = order.resolved.rule
    wanted = Wanted(result_columns(rule, order.results), order.lists, order.words)
    with ExitStack() as stack:
        spill = stack.enter_context(TemporaryDirectory(prefix=".kb-bulk-", dir=rejects.parent))
        connection = stack.enter_context(open_connection(Path(spill), order.threads))
        table = open_table(connection, order.source)
        columns = match_columns(rule, table, order.mapping, order.keep)
        if out is not None:
            check_names(columns.kept, wanted.names)
        told.matched(columns)
        facts = Facts(order.resolved, table, columns)
        read = tuple(dict.fromkeys((*columns.inputs.values(), *columns.kept)))
        run(connection, table.relation(read), told.step("read", None))
        rows = _count(connection, "SELECT count(*) FROM given")
        run(connection, f"CREATE TEMP VIEW facts AS {facts.query()}")
        tallies: list[Tally] = []
        if order.summary or order.lists or order.words is not None or out is None:
            counted = tally_query(decisions(facts, order.as_of, keep=False))
            tallies = read_tallies(run(connection, counted, told.step("count", rows)))
        decided = sum(each.rows for each in tallies)
        if out is not None:
            query = result_query(facts, order.as_of, wanted, format_of(out), tallies)
            decided = _write(connection, query, out, told.step("decide", rows))
        rejected = rows - decided
        if table.format == "csv":
            unreadable = _count(connection, unreadable_lines_query())
            rows, rejected = rows + unreadable, rejected + unreadable
        _set_aside(connection, facts, rejects, rejected)
    return Run(rows, decided, rejected, summarise(rule, tallies, rejected))


def _count(connection: DuckDBPyConnection, query: str) -> int:
    return cast("int", run(connection, query)[0][0])


_OPTIONS: dict[Format, str] = {"parquet": "FORMAT parquet", "csv": "FORMAT csv, HEADER"}


def _write(
    connection: DuckDBPyConnection, query: str, path: Path, watch: Watch | None = None
) -> int:
    target = f"{text(str(path))} ({_OPTIONS[format_of(path)]})"
    return cast("int", run(connection, f"COPY ({query}) TO {target}", watch)[0][0])


def _set_aside(connection: DuckDBPyConnection, facts: Facts, path: Path, expected: int) -> None:
    """Write what cannot be decided; with nothing of the kind, a file without lines."""
    query = rejects_query(facts) if expected else f"{rejects_query(facts)} LIMIT 0"
    _write(connection, query, path)
    found = 0
    if expected:
        read = "read_parquet" if format_of(path) == "parquet" else "read_csv"
        found = _count(connection, f"SELECT count(DISTINCT row) FROM {read}({text(str(path))})")
    if found != expected:
        message = f"{expected} rows could not be decided, but {found} were set aside"
        raise refused("KB701", message, "Was the table changed meanwhile? Try again.")
