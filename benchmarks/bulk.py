"""Ten million rows decided from Parquet to Parquet, beside DuckDB copying the very same columns.

What is timed is the whole run of ``kb bulk`` but for starting Python and reading the rules.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from benchmarks.peers import datalogic
from knowledge_base.bulk.deciding import Order, decide_table
from rules_engine.compile.resolve import resolve
from rules_engine.ruleset import Ruleset

ROWS = 10_000_000
ROUNDS = 7
_SAMPLE = 100_000
Row = tuple[str, str, str]

# Facts as an organization has them: counts that fit together, now and then somebody who left.
_LEAVE = """
SELECT 100000000 + 7 * i AS account_id,
  hash(i) % 1000 > 0 AS belongs_to_organization,
  hash(i + 1) % 10 = 0 AS in_organization_ksuite,
  hash(2 * i) % 5 = 0 AS login_address_in_mail_service,
  hash(3 * i) % 4 = 0 AS is_owner,
  CAST(1 + hash(5 * i) % 3 AS INTEGER) AS owner_count,
  CAST(owner_count + 1 - CAST(is_owner AND hash(7 * i) % 3 = 0 AS INTEGER)
    + (hash(i) % 50) * (hash(i) % 4) AS INTEGER) AS user_count
FROM range({rows}) AS numbers(i)
"""
_TIMING = """
SELECT 100000000 + 7 * i AS account_id,
  ['monthly', 'quarterly', 'annual'][CAST(1 + hash(i) % 3 AS INTEGER)] AS current_frequency,
  ['monthly', 'quarterly', 'annual'][CAST(1 + hash(3 * i) % 3 AS INTEGER)] AS new_frequency,
  DATE '2024-01-01' + CAST(hash(5 * i) % 700 AS INTEGER) AS term_start,
  term_start + CAST(hash(7 * i) % 400 AS INTEGER) AS change_date
FROM range({rows}) AS numbers(i)
"""
_SHORT = ("outcome", "reason_mask")


def bulk(ruleset: Ruleset, as_of: date) -> list[Row]:
    """Return the rows of the table of ratios."""
    with TemporaryDirectory(prefix="kb-bench-") as name:
        folder = Path(name)
        leave, timing = folder / "leave.parquet", folder / "timing.parquet"
        with duckdb.connect() as connection:
            for path, query in ((leave, _LEAVE), (timing, _TIMING)):
                connection.execute(f"COPY ({query.format(rows=ROWS)}) TO '{path}'")
        spent = _seconds({
            "copy": lambda: _copy(leave, folder),
            "short": _decide(ruleset, "leave-organization", leave, as_of, _SHORT),
            "whole": _decide(ruleset, "leave-organization", leave, as_of, ()),
            "copy dates": lambda: _copy(timing, folder),
            "dates": _decide(ruleset, "frequency-change-timing", timing, as_of, _SHORT),
            "dates, whole": _decide(ruleset, "frequency-change-timing", timing, as_of, ()),
        })  # fmt: skip
        looped = _looped(leave)
    million = ROWS / 1_000_000
    return [
        (f"bulk, {million:.0f} million rows: leave-organization, outcome and reason mask / copying",
         f"{spent['short'] / spent['copy']:.2f}×", "≤ 1.2×"),
        ("the same with every column of the decision / copying",
         f"{spent['whole'] / spent['copy']:.2f}×", "-"),
        ("bulk: frequency-change-timing, outcome and reason mask / copying",
         f"{spent['dates'] / spent['copy dates']:.2f}×", "≤ 2×"),
        ("the same with every column, window dates too / copying",
         f"{spent['dates, whole'] / spent['copy dates']:.2f}×", "-"),
        ("datalogic-py in a loop / bulk leave-organization, a row",
         f"{looped / (spent['short'] / ROWS):.0f}×", "≥ 15×"),
        ("bulk leave-organization, rows a second", f"{million / spent['short']:.0f} million", "-"),
    ]  # fmt: skip


def _copy(source: Path, folder: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT * FROM '{source}') TO '{folder / 'copy.parquet'}'")


def _decide(
    ruleset: Ruleset, rule: str, source: Path, as_of: date, results: tuple[str, ...]
) -> Callable[[], object]:
    resolved = resolve(ruleset.rules[rule], ruleset.values_at(as_of), as_of)
    order = Order(resolved, as_of, source, results=results)
    out, rejects = source.with_suffix(".out.parquet"), source.with_suffix(".rejects.csv")
    return lambda: decide_table(order, out, rejects)


def _seconds(contenders: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median time of each contender; every round runs all of them, one by one."""
    rounds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, call in contenders.items():
            start = time.perf_counter()
            call()
            rounds[name].append(time.perf_counter() - start)
    return {name: statistics.median(each) for name, each in rounds.items()}


def _looped(source: Path) -> float:
    """Return the seconds that a loop over rows needs for one row with datalogic-py."""
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT * FROM '{source}' LIMIT {_SAMPLE}")
        names = [each[0] for each in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    decide = datalogic()[0]
    rounds = []
    for _ in range(3):
        start = time.perf_counter()
        for row in rows:
            decide(row)
        rounds.append(time.perf_counter() - start)
    return statistics.median(rounds) / len(rows)
