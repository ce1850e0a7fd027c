"""Every case of ``tests/rules`` gives what it says, in both evaluators."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules_engine.cases import Case, read_cases
from rules_engine.interpret import interpret
from rules_engine.ruleset import load_rules

ROOT = Path(__file__).parents[2]
RULESET = load_rules(ROOT / "rules")
CASES = read_cases(ROOT / "tests" / "rules", RULESET)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.id}")
def test_the_case_gives_what_it_says(case: Case) -> None:
    decision = RULESET.decide(case.rule, case.given, case.as_of)
    differences = case.differences(decision.verdict)
    assert not differences, f"{case.path}:{case.line} {case.id}: {'; '.join(differences)}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.id}")
def test_the_interpreter_agrees_with_the_compiled_rule(case: Case) -> None:
    decision = RULESET.decide(case.rule, case.given, case.as_of)
    rule, values = RULESET.rules[case.rule], RULESET.values_at(case.as_of)
    assert interpret(rule, values, decision.facts, case.as_of) == decision.verdict
