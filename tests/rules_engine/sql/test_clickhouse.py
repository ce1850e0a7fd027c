"""ClickHouse, embedded, decides every row as the interpreter does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from chdb.session import Session

from rules_engine.sql.query import decision_query
from tests.rules_engine.sql.cases import (
    AS_OF,
    KEY,
    differences,
    draw_facts,
    real_rules,
    resolved_rule,
)
from tests.rules_engine.sql.rows import table_of

RULES = real_rules()
CASES = 120
LAST_YEAR = 2298  # its dates end in 2299, and some are shifted by a year

pytestmark = pytest.mark.xdist_group("clickhouse")


@pytest.fixture(scope="module")
def database() -> Iterator[Any]:
    opened: Any = Session
    with opened() as session:
        yield session


def _read(kind: str, value: Any) -> object:
    return date.fromisoformat(value) if value is not None and "Date" in kind else value


@pytest.mark.parametrize("rule", RULES.rules)
def test_every_rule_decides_rows_as_the_interpreter_does(rule: str, database: Any) -> None:
    resolved = resolved_rule(RULES, rule)
    drawn = draw_facts(resolved, CASES, last_year=LAST_YEAR)
    database.query("DROP TABLE IF EXISTS facts")
    for step in table_of(resolved, drawn, "clickhouse", "ENGINE = Memory"):
        database.query(step)
    query = decision_query(resolved, AS_OF, "facts", dialect="clickhouse", keys=[KEY])
    # decimals as texts: as numbers of JSON they would become binary ones
    sql = query.sql("clickhouse") + " SETTINGS output_format_json_quote_decimals = 1"
    said = json.loads(database.query(sql, "JSON").data())
    kinds = {each["name"]: each["type"] for each in said["meta"]}
    rows = [{name: _read(kinds[name], row[name]) for name in kinds} for row in said["data"]]
    assert differences(resolved, RULES.values_at(AS_OF), drawn, rows) == []
