"""DuckDB decides every row as the interpreter does."""

from __future__ import annotations

import pytest

from rules_engine.sql.query import decision_query
from tests.rules_engine.sql.cases import (
    AS_OF,
    KEY,
    differences,
    draw_facts,
    real_rules,
    resolved_rule,
)
from tests.rules_engine.sql.duckdb_rows import decided, query_rows
from tests.rules_engine.sql.rows import table_of

RULES = real_rules()
CASES = 240


@pytest.mark.parametrize("rule", RULES.rules)
def test_every_rule_decides_rows_as_the_interpreter_does(rule: str) -> None:
    resolved = resolved_rule(RULES, rule)
    drawn = draw_facts(resolved, CASES)
    rows = decided(resolved, drawn)
    assert differences(resolved, RULES.values_at(AS_OF), drawn, rows) == []


@pytest.mark.parametrize(
    "rule", ["leave-organization", "frequency-change-timing", "cumulative-partner-price"]
)
def test_inputs_said_to_be_known_change_no_decision(rule: str) -> None:
    resolved = resolved_rule(RULES, rule)
    needed = {
        name
        for name, each in resolved.rule.inputs.items()
        if not each.has_default and not each.display_only
    }
    drawn = [facts for facts in draw_facts(resolved, CASES) if needed <= set(facts)]
    assert len(drawn) > CASES / 6
    rows = decided(resolved, drawn, known=tuple(needed))
    assert differences(resolved, RULES.values_at(AS_OF), drawn, rows) == []


def test_codes_stand_for_the_words_of_status_and_outcome() -> None:
    resolved = resolved_rule(RULES, "frequency-change-timing")
    steps = table_of(resolved, draw_facts(resolved, CASES), "duckdb")
    in_words, in_codes = (
        query_rows(
            steps, decision_query(resolved, AS_OF, "facts", keys=[KEY], codes=codes).sql("duckdb")
        )
        for codes in (False, True)
    )
    statuses = ("decided", "needs-info", "invalid")
    assert {row["status"] for row in in_words} == set(statuses)
    for words, codes in zip(in_words, in_codes, strict=True):
        outcome = codes["outcome"]
        assert words["status"] == statuses[int(str(codes["status"]))]
        assert words["outcome"] == (
            None if outcome is None else resolved.rule.outcomes[int(str(outcome))]
        )
        assert all(words[name] == codes[name] for name in words if name.endswith("mask"))
