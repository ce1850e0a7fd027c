"""The order of questions: the fewest further ones to be expected, worked out and not guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rules_engine.compile.runtime import UNKNOWN
from rules_engine.proof.classes import representatives
from rules_engine.ruleset import load_rules

RULESET = load_rules(Path(__file__).parents[2] / "rules")
AS_OF = date(2026, 1, 15)
SMALL = [rule.id for rule in RULESET.rules.values() if len(rule.inputs) <= 5]


def test_what_ends_the_matter_at_once_is_asked_first() -> None:
    assert RULESET.decide("regain-access", {}, AS_OF).missing[0] == "password_known"
    assert RULESET.decide("reminder-cause", {}, AS_OF).missing[0] == "reminder_genuine"


def test_a_question_says_what_waits_for_it() -> None:
    (question,) = RULESET.decide("sms-two-factor-country", {}, AS_OF).questions
    assert question.decides == ("country-not-listed",)


@pytest.mark.parametrize("rule", RULESET.rules)
def test_the_order_holds_exactly_what_is_missing(rule: str) -> None:
    decision = RULESET.decide(rule, {}, AS_OF)
    assert sorted(decision.missing) == sorted(decision.verdict.missing)


@pytest.mark.parametrize("rule", SMALL)
def test_no_other_first_question_leaves_fewer_to_be_expected(rule: str) -> None:
    decision = RULESET.decide(rule, {}, AS_OF)
    expected = [_after(rule, {}, name) for name in decision.missing]
    assert expected == pytest.approx(sorted(expected))


def _after(rule: str, facts: dict[str, object], name: str) -> float:
    """Mean number of questions after ``name`` is answered, by trying every order of questions."""
    values = representatives(RULESET.rules[rule].inputs[name].type, _thresholds(rule, facts, name))
    return sum(_least(rule, {**facts, name: value}) for value in values) / len(values)


def _least(rule: str, facts: dict[str, object]) -> float:
    verdict = RULESET.decide(rule, facts, AS_OF).verdict
    if verdict.status != "needs-info":
        return 0.0
    return 1 + min(_after(rule, facts, name) for name in verdict.missing)


def _thresholds(rule: str, facts: dict[str, object], name: str) -> tuple[object, ...]:
    program = RULESET.program(rule)
    segment = program.segments[0]
    arguments = [
        facts.get(
            each, AS_OF if each in program.as_of_inputs else segment.defaults.get(each, UNKNOWN)
        )
        for each in program.types
    ]
    found: tuple[object, ...] = segment.functions()["thresholds"](AS_OF, *arguments)[name]
    return found
