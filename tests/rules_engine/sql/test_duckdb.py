"""DuckDB decides every row as the interpreter does."""

from __future__ import annotations

import duckdb
import pytest

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.sql.query import decision_query
from rules_engine.sql.source import source_columns
from tests.rules_engine.sql.cases import (
    AS_OF,
    KEY,
    Facts,
    differences,
    draw_facts,
    real_rules,
    resolved_rule,
    row_of,
)

RULES = real_rules()
CASES = 240


def decided(
    resolved: ResolvedRule, drawn: list[Facts], known: tuple[str, ...] = ()
) -> list[dict[str, object]]:
    columns = {name: kind.sql("duckdb") for name, kind in source_columns(resolved).items()}
    with duckdb.connect() as database:
        declared = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        database.execute(f"CREATE TABLE facts ({declared}, {KEY} INTEGER)")
        marks = ", ".join("?" * (len(columns) + 1))
        rows = [(*row_of(resolved.rule, facts), number) for number, facts in enumerate(drawn)]
        database.executemany(f"INSERT INTO facts VALUES ({marks})", rows)  # noqa: S608
        query = decision_query(resolved, AS_OF, "facts", keys=[KEY], known=known)
        result = database.execute(query.sql("duckdb"))
        names = [each[0] for each in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


@pytest.mark.parametrize("rule", RULES.rules)
def test_every_rule_decides_rows_as_the_interpreter_does(rule: str) -> None:
    resolved = resolved_rule(RULES, rule)
    drawn = draw_facts(resolved, CASES)
    rows = decided(resolved, drawn)
    assert differences(resolved, RULES.values_at(AS_OF), drawn, rows) == []
