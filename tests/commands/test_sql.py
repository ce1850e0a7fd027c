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
    comments = [line[2:].strip() for line in printed.stdout.splitlines() if line[:2] == "--"]
    columns = comments[4 : comments.index("NULL means not known.")]
    assert columns == ["organizations_where_only_account INT", "password_correct BOOLEAN"]
    with duckdb.connect() as database:
        database.execute(f"CREATE TABLE accounts (id INT, {', '.join(columns)})")
        database.execute("INSERT INTO accounts VALUES (1, 0, TRUE), (2, 3, NULL), (3, NULL, TRUE)")
        rows = database.execute(printed.stdout).fetchall()
    assert rows == [
        (1, "decided", "allowed", 0, 0, 0),
        (2, "decided", "denied", 1, 2, 0),
        (3, "needs-info", None, 0, 0, 1),
    ]


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
