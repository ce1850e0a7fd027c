"""Statements of DuckDB, run so that they show how far they came and can be interrupted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from rules_engine.problems import ProblemsFound, refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from rules_engine.problems import ProblemsFound

# Enough for the buffers of many threads; whatever needs more is spilled to disk.
_MEMORY = "2GB"
_LOOK_EVERY = 0.1  # seconds
# Counted from the start, and drawn by whoever asks.
_PROGRESS = (
    "enable_progress_bar = true", "enable_progress_bar_print = false", "progress_bar_time = 0"
)  # fmt: skip

Watch = Callable[[float], None]
Rows = list[tuple[object, ...]]


@contextmanager
def open_connection(spill: Path, threads: int | None) -> Iterator[DuckDBPyConnection]:
    """Open a database in memory that spills into a folder."""
    import duckdb

    with duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": str(spill)}) as opened:
        for setting in _PROGRESS:
            opened.execute(f"SET {setting}")
        if threads is not None:
            opened.execute(f"SET threads = {threads}")
        yield opened


def run(connection: DuckDBPyConnection, statement: str, watch: Watch | None = None) -> Rows:
    """Run one statement and return its rows; ``watch`` hears now and then what part is done.

    Raises ``ProblemsFound`` where a file cannot be read or written, or memory is not enough. When
    it is interrupted, so is the statement.
    """
    found: list[Rows] = []
    failed: list[Exception] = []
    done = Event()

    def work() -> None:
        try:
            found.append(connection.execute(statement).fetchall())
        except Exception as error:  # raised again where somebody hears it
            failed.append(error)
        done.set()

    Thread(target=work).start()
    try:
        # An event, because a thread that is interrupted in `join` takes the other for ended.
        while not done.wait(_LOOK_EVERY):
            if watch is not None:
                watch(max(0.0, connection.query_progress()) / 100)
    except BaseException:
        connection.interrupt()
        done.wait()
        raise
    if failed:
        raise _explained(failed[0]) from failed[0]
    if watch is not None:
        watch(1.0)
    return found[0]


def _explained(error: Exception) -> Exception:
    import duckdb

    if not isinstance(error, duckdb.Error):
        return error
    said = str(error).splitlines()[0]
    if isinstance(error, duckdb.OutOfMemoryException):
        return refused("KB712", said, "Keep fewer columns, or give fewer --threads.")
    if isinstance(error, duckdb.IOException) and _is_about_writing(str(error)):
        return unwritable(said)
    if isinstance(error, duckdb.InternalError | duckdb.BinderException | duckdb.ParserException):
        return error  # a mistake of this program
    return refused("KB701", f"the table cannot be read: {said}", "Write it again, and try again.")


def _is_about_writing(said: str) -> bool:
    words = ("write", "No space left", "File too large", "Disk quota", "truncate", "sync")
    return any(word in said for word in words)


def unwritable(why: str) -> ProblemsFound:
    """Return what to raise where a file cannot be written."""
    return refused("KB708", why, "Make room, or name a folder that can be written to.")
