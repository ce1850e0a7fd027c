"""``kb sql``, as a user runs it."""

from __future__ import annotations

import duckdb

from tests.project_copy import ROOT, kb


def test_the_statement_that_is_printed_decides_a_table() -> None:
    printed = kb(
        ROOT, "sql", "may-delete-account", "--dialect", "duckdb", "--table", "accounts",
        "--key", "id", "--as-of", "2026-03-30",
    )  # fmt: skip
    assert printed.returncode == 0, printed.stderr
    assert "as of 2026-03-30" in printed.stdout.splitlines()[0]
    inputs = [line.split()[1] for line in printed.stdout.splitlines() if line.endswith(" BOOLEAN")]
    with duckdb.connect() as database:
        declared = ", ".join(f"{name} BOOLEAN" for name in inputs)
        database.execute(f"CREATE TABLE accounts (id INTEGER, {declared})")
        for number, value in enumerate(("TRUE", "FALSE", "NULL")):
            values = ", ".join([value] * len(inputs))
            database.execute(f"INSERT INTO accounts VALUES ({number}, {values})")
        rows = database.execute(printed.stdout).fetchall()
    assert len(rows) == 3
    assert rows[2][:3] == (2, "needs-info", None)
    assert rows[2][-1] == 2 ** len(inputs) - 1


def test_an_unknown_rule_and_an_unknown_dialect_say_what_there_is() -> None:
    rule = kb(ROOT, "sql", "leave-organisation", "--dialect", "duckdb")
    assert rule.returncode == 2
    assert "KB505" in rule.stderr
    assert "Did you mean 'leave-organization'?" in rule.stderr
    dialect = kb(ROOT, "sql", "leave-organization", "--dialect", "postgresql")
    assert dialect.returncode == 2
    assert "KB510" in dialect.stderr
    assert "Did you mean 'postgres'?" in dialect.stderr
    assert "snowflake" in dialect.stderr
    assert not dialect.stdout
