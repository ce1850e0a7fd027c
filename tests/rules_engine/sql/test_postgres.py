"""PostgreSQL decides every row as the interpreter does."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.rows import dict_row

from rules_engine.sql.query import decision_query
from tests.rules_engine.sql.cases import (
    AS_OF,
    KEY,
    differences,
    draw_facts,
    real_rules,
    resolved_rule,
)
from tests.rules_engine.sql.postgres_server import running_server
from tests.rules_engine.sql.rows import table_of

RULES = real_rules()
CASES = 240

pytestmark = [pytest.mark.postgres, pytest.mark.xdist_group("postgres")]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running_server() as address:
        yield address


@pytest.mark.parametrize("rule", RULES.rules)
def test_every_rule_decides_rows_as_the_interpreter_does(rule: str, address: str) -> None:
    resolved = resolved_rule(RULES, rule)
    drawn = draw_facts(resolved, CASES)
    query = decision_query(resolved, AS_OF, "facts", dialect="postgres", keys=[KEY])
    with psycopg.connect(address, row_factory=dict_row) as database:  # rolled back at its end
        for step in table_of(resolved, drawn, "postgres"):
            database.execute(step.encode())
        rows = database.execute(query.sql("postgres").encode()).fetchall()
        database.rollback()
    assert differences(resolved, RULES.values_at(AS_OF), drawn, rows) == []
