"""What would change an answer: smallest sets, verified, and only what somebody can change."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from rules_engine.compile.resolve import resolve
from rules_engine.model.decision import TIME
from rules_engine.proof.enumeration import Enumeration
from rules_engine.ruleset import load_rules

RULESET = load_rules(Path(__file__).parents[2] / "rules")
AS_OF = date(2026, 1, 15)
WITH_GOAL = [rule for rule in RULESET.rules.values() if rule.goal is not None]
LEAVING = {
    "belongs_to_organization": True,
    "in_organization_ksuite": False,
    "login_address_in_mail_service": False,
    "is_owner": True,
    "owner_count": 1,
    "user_count": 5,
}


def test_the_last_legal_representative_is_told_that_one_more_is_enough() -> None:
    (change,) = RULESET.decide("leave-organization", LEAVING, AS_OF).changes
    assert change.values == {"owner_count": 2}
    assert change.changed_by == {"owner_count": "legal-representative"}


def test_everything_that_stands_in_the_way_is_changed_together() -> None:
    facts = {**LEAVING, "in_organization_ksuite": True}
    (change,) = RULESET.decide("leave-organization", facts, AS_OF).changes
    assert change.values == {"in_organization_ksuite": False, "owner_count": 2}


def test_where_only_time_is_missing_the_first_date_is_given() -> None:
    facts = {
        "current_frequency": "annual",
        "new_frequency": "monthly",
        "term_start": "2023-01-01",
        "change_date": "2023-05-01",
    }
    (change,) = RULESET.decide("frequency-change-timing", facts, AS_OF).changes
    assert change.only_time
    assert change.values == {"change_date": date(2023, 12, 1)}


def test_nobody_is_told_to_go_back_in_time() -> None:
    facts = {
        "current_frequency": "annual",
        "new_frequency": "monthly",
        "term_start": "2023-01-01",
        "change_date": "2024-01-01",
    }
    assert RULESET.decide("frequency-change-timing", facts, AS_OF).changes == ()


@pytest.mark.parametrize("rule", WITH_GOAL, ids=lambda rule: rule.id)
def test_every_change_is_verified_minimal_and_in_somebodys_hands(rule: object) -> None:
    rule = RULESET.rules[rule.id]  # type: ignore[attr-defined]  # a rule, as it is parametrized
    enumeration = Enumeration(resolve(rule, RULESET.values_at(AS_OF), AS_OF), AS_OF)
    known = [dict(enumeration.as_facts(arguments)) for arguments in enumeration.facts()]
    for facts in known[:: max(1, len(known) // 40)]:
        decision = RULESET.decide(rule.id, facts, AS_OF)
        for change in decision.changes:
            again = RULESET.decide(rule.id, {**facts, **change.values}, AS_OF)
            assert (again.status, again.outcome) == ("decided", rule.goal)
            for name, by in change.changed_by.items():
                assert rule.inputs[name].changed_by == by
                assert by != TIME or change.values[name] > facts[name]  # type: ignore[operator]  # both are dates
        for one, other in combinations(decision.changes, 2):
            assert not set(one.values) <= set(other.values)


def test_a_good_answer_needs_no_change() -> None:
    facts = {**LEAVING, "owner_count": 2}
    assert RULESET.decide("leave-organization", facts, AS_OF).changes == ()
