"""The table that is read: its columns, its types, and how DuckDB scans it.

CSV is read as text throughout (``NO`` is Norway, ``010`` keeps its zero) and by the header that is
there: nothing is guessed from the values. An empty field is NULL, quoted or not.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from knowledge_base.bulk.running import run
from knowledge_base.bulk.sql_text import name, text
from rules_engine.problems import refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Format = Literal["parquet", "csv"]
_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_HEADER = 1_048_576


@dataclass(frozen=True, slots=True)
class Table:
    """A file with a column of each name, and the DuckDB type of it.

    ``filled`` are the columns of Parquet of which the file says that they have no NULL.
    """

    path: Path
    format: Format
    columns: Mapping[str, str]
    filled: frozenset[str] = frozenset()
    delimiter: str = ","

    def relation(self, columns: Sequence[str]) -> str:
        """Return the statement that makes ``given``: those columns, and ``_row`` counted from 1.

        Parquet is read where it lies. CSV is parsed once, into a table that spills to disk; its
        lines that cannot be read are listed in ``reject_errors``.
        """
        wanted = ", ".join(name(each) for each in columns)
        if self.format == "parquet":
            return (
                f"CREATE TEMP VIEW given AS SELECT {wanted}, file_row_number + 1 AS _row "
                f"FROM read_parquet({text(str(self.path))}, file_row_number = true)"
            )
        return f"CREATE TEMP TABLE given AS SELECT {wanted} FROM read_csv({self._csv})"

    @property
    def _csv(self) -> str:
        columns = ", ".join(f"{text(each)}: 'VARCHAR'" for each in self.columns)
        return (
            f"{text(str(self.path))}, auto_detect = false, header = true, nullstr = '', "
            f"delim = {text(self.delimiter)}, quote = '\"', escape = '\"', "
            f"store_rejects = true, columns = {{{columns}}}"
        )


def format_of(path: Path) -> Format:
    """Return the format that the name of a file says."""
    match path.suffix.lower():
        case ".parquet":
            return "parquet"
        case ".csv":
            return "csv"
    message = f"{path.name!r} is neither Parquet nor CSV"
    raise refused("KB702", message, "Give a name that ends in .parquet or .csv.")


def open_table(connection: DuckDBPyConnection, path: Path) -> Table:
    """Return the table in a file; raise ``ProblemsFound`` where it cannot be read."""
    kind = format_of(path)
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    return _open_csv(path) if kind == "csv" else _open_parquet(connection, path)


def _open_parquet(connection: DuckDBPyConnection, path: Path) -> Table:
    where = text(str(path))
    described = run(connection, f"DESCRIBE FROM read_parquet({where})")
    filled = run(
        connection,
        f"SELECT path_in_schema FROM parquet_metadata({where}) GROUP BY ALL "
        "HAVING bool_and(coalesce(stats_null_count = 0, false))",
    )
    columns = {str(row[0]): str(row[1]) for row in described}
    return Table(path, "parquet", columns, frozenset(str(row[0]) for row in filled))


def _open_csv(path: Path) -> Table:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline(_LONGEST_HEADER)
            delimiter = _delimiter(first)
            file.seek(0)
            header = next(csv.reader(file, delimiter=delimiter, strict=True), [])
    except UnicodeError as error:
        raise refused("KB703", f"{path.name} is not UTF-8", "Save it as CSV in UTF-8.") from error
    except csv.Error as error:
        raise refused("KB703", f"{path.name}: {error}", "Mend its first line.") from error
    if not header:
        raise refused("KB703", f"{path.name} is empty", "Begin it with a line of column names.")
    # An unnamed column, the row numbers of many tools, is kept like any other.
    columns = [each.strip() or f"column{place}" for place, each in enumerate(header, start=1)]
    for each, count in Counter(column.casefold() for column in columns).items():
        if count > 1:
            message = f"{path.name} has {count} columns named {each!r}"
            raise refused("KB703", message, "Give each column a name of its own.", each)
    return Table(path, "csv", dict.fromkeys(columns, "VARCHAR"), delimiter=delimiter)


def _delimiter(header: str) -> str:
    """Return what stands most often between the names of a header, quoted names left out."""
    outside = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _unreadable(path: Path, why: str) -> Exception:
    return refused("KB701", f"{path} cannot be read: {why}", "Name a Parquet or CSV file.")
