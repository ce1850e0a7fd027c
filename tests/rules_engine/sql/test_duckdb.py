"""DuckDB decides every row as the interpreter does."""

from __future__ import annotations

import pytest

from tests.rules_engine.sql.cases import (
    AS_OF,
    differences,
    draw_facts,
    real_rules,
    resolved_rule,
)
from tests.rules_engine.sql.duckdb_rows import decided

RULES = real_rules()
CASES = 240


@pytest.mark.parametrize("rule", RULES.rules)
def test_every_rule_decides_rows_as_the_interpreter_does(rule: str) -> None:
    resolved = resolved_rule(RULES, rule)
    drawn = draw_facts(resolved, CASES)
    rows = decided(resolved, drawn)
    assert differences(resolved, RULES.values_at(AS_OF), drawn, rows) == []
