"""The cases drawn from a rule: always the same ones, and enough to tell it from any other rule."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from rules_engine.agreement.cases import Case, draw_cases
from rules_engine.agreement.requests import draw_requests, record_of
from rules_engine.compile.resolve import resolve
from rules_engine.model.parameters import Parameter, Period
from rules_engine.model.rule import AsOf
from rules_engine.model.value_types import FIRST_DATE, LAST_DATE
from rules_engine.proof.enumeration import Enumeration
from rules_engine.proof.mutation import Mutant, mutants
from rules_engine.reading.nodes import Mapping, texts
from rules_engine.reading.strict_yaml import read_file
from rules_engine.ruleset import Ruleset
from tests.agreement.planted import ROOT, RULES

if TYPE_CHECKING:
    from rules_engine.model.decision import Verdict


def drawn(rule: str, cases: int, seed: int = 1, ruleset: Ruleset = RULES) -> list[Case]:
    return list(islice(draw_cases(ruleset.rules[rule], ruleset.parameters, seed), cases))


def verdicts(rule: str, cases: list[Case]) -> list[Verdict]:
    program = RULES.program(rule)
    return [program.decide(case.facts, case.as_of).verdict for case in cases]


def test_a_seed_always_draws_the_same_cases_however_many_are_taken() -> None:
    assert drawn("reminder-cause", 50) == drawn("reminder-cause", 300)[:50]
    assert drawn("reminder-cause", 50) != drawn("reminder-cause", 50, seed=2)


@pytest.mark.parametrize("rule", RULES.rules)
def test_facts_are_in_normal_form(rule: str) -> None:
    for case in drawn(rule, 200):
        assert RULES.program(rule).normalise(case.facts) == case.facts
        assert FIRST_DATE <= case.as_of <= LAST_DATE


def said(found: list[Verdict]) -> set[tuple[str, str | None]]:
    """Return each outcome, reason and broken constraint that stands in some verdict."""
    names = {(each.status, each.outcome) for each in found}
    return names | {(each.status, reason) for each in found for reason in each.reasons}


@pytest.mark.parametrize("rule", RULES.rules)
def test_cases_lead_to_whatever_complete_facts_can_lead_to_and_to_questions(rule: str) -> None:
    day = date(2026, 1, 15)
    enumeration = Enumeration(resolve(RULES.rules[rule], RULES.values_at(day), day), day)
    known = enumeration.functions["known"]
    possible = said([known(day, *arguments) for arguments in enumeration.facts()])
    found = said(verdicts(rule, drawn(rule, 2_000)))
    assert found >= {*possible, ("needs-info", None)}


def test_null_the_limits_of_types_and_values_beyond_every_threshold_are_among_them() -> None:
    amounts = {
        abs(amount)
        for case in drawn("prepaid-payment-split", 2_000)
        if isinstance(amount := case.facts.get("amount_due"), Decimal)
    }
    assert max(amounts) > Decimal(10) ** 14
    assert any(amount != round(amount, 9) for amount in amounts)
    terms = drawn("frequency-change-timing", 2_000)
    lasts = {case.facts.get("term_last_day", "left out") for case in terms}
    assert {None, "left out", FIRST_DATE, LAST_DATE, date(2024, 2, 29)} <= lasts


def test_a_default_is_given_and_left_out_and_the_day_stands_for_the_date_it_is() -> None:
    lifecycle = RULES.rules["domain-lifecycle-action"]
    (name,) = (each.name for each in lifecycle.inputs.values() if isinstance(each.default, AsOf))
    cases = drawn(lifecycle.id, 2_000)
    left_out = [case for case in cases if name not in case.facts]
    assert len(left_out) > 500
    assert len(cases) - len(left_out) > 500
    complete = [case for case in left_out if len(case.facts) == len(lifecycle.inputs) - 1]
    outcomes = {each.outcome for each in verdicts(lifecycle.id, complete)}
    assert outcomes >= set(lifecycle.outcomes)


def test_days_stand_on_both_sides_of_a_change_of_a_parameter() -> None:
    change = date(2030, 6, 1)
    name = "organization.minimum_remaining_owners"
    before = RULES.parameters[name].periods[-1]
    periods = (Period(before.start, change, before.value), Period(change, None, 7))
    changed = {**RULES.parameters, name: Parameter(name, RULES.parameters[name].type, periods)}
    ruleset = Ruleset(RULES.rules, changed, RULES.choices)
    cases = drawn("leave-organization", 2_000, ruleset=ruleset)
    assert {change - timedelta(1), change} <= {case.as_of for case in cases}
    later = {case.facts.get("owner_count") for case in cases if case.as_of >= change}
    assert {6, 7, 8} <= later


def listed_as_equivalent() -> set[str]:
    root, problems = read_file(ROOT / "tests" / "rules" / "equivalent-mutants.yml", "list")
    assert not problems
    assert isinstance(root, Mapping)
    return {name for group in root.entries.values() for name in texts(group)}


def is_noticed(mutant: Mutant, cases: list[Case], expected: list[Verdict]) -> bool:
    program = Ruleset({mutant.rule.id: mutant.rule}, mutant.parameters, {}).program(mutant.rule.id)
    return any(
        program.decide(case.facts, case.as_of).verdict != verdict
        for case, verdict in zip(cases, expected, strict=True)
    )


@pytest.mark.parametrize("rule", RULES.rules)
def test_a_back_end_with_any_one_mistake_in_a_rule_would_be_noticed(rule: str) -> None:
    cases = list({case.key: case for case in drawn(rule, 2_000)}.values())
    expected = verdicts(rule, cases)
    changed = list(mutants(RULES.rules[rule], RULES.parameters))
    unnoticed = {each.id for each in changed if not is_noticed(each, cases, expected)}
    assert unnoticed <= listed_as_equivalent()


def test_requests_are_spelled_in_many_ways_and_some_have_a_fault() -> None:
    rule = RULES.rules["frequency-change-timing"]
    program = RULES.program(rule.id)
    requests = list(islice(draw_requests(rule, RULES.parameters, 1, program), 300))
    records = [record_of(program, each) for each in requests]
    faults = [each["problems"] for each in records if "problems" in each]
    assert 20 < len(faults) < 150
    assert {code for each in faults for code, _ in each} >= {"KB501", "KB502", "KB504"}  # type: ignore[attr-defined]  # problems are pairs of texts
    good = [
        (request, record)
        for request, record in zip(requests, records, strict=True)
        if "problems" not in record
    ]
    assert any(request.facts != record["facts"] for request, record in good)
