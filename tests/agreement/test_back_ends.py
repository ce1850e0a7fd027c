"""Compiled Python and SQL in DuckDB say what the interpreter says, on cases of every class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge_base.agreement.duckdb_relation import Sql, duckdb_sql
from rules_engine.agreement.back_ends import BackEnd, compiled, interpreter
from rules_engine.agreement.comparison import Count, batches, compare
from tests.agreement.planted import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = 2_000
SEED = 1


@pytest.fixture(scope="session")
def sql() -> Iterator[tuple[Sql, Sql]]:
    with duckdb_sql(RULES) as both:
        yield both


@pytest.mark.parametrize("rule", RULES.rules)
def test_compiled_rules_and_sql_say_what_the_interpreter_says(
    rule: str, sql: tuple[Sql, Sql]
) -> None:
    declared, count = RULES.rules[rule], Count()
    back_ends: list[BackEnd] = [interpreter(RULES.parameters), *compiled(RULES.program), *sql]
    for drawn, cases in batches(declared, RULES.parameters, RULES.program(rule), SEED, CASES):
        count.drawn += drawn
        assert list(compare(declared, cases, back_ends, count)) == []
    assert count.drawn == CASES
    assert set(count.asked) == {each.name for each in back_ends}
    assert all(count.asked.values())
