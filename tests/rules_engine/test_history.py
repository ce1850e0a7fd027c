"""Decisions then and now, and two versions of the rules side by side."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from rules_engine.history import flips, replay
from rules_engine.problems import ProblemsFound
from rules_engine.ruleset import Ruleset, load_rules

RULES = Path(__file__).parents[2] / "rules"
RULESET = load_rules(RULES)
AS_OF = date(2026, 1, 15)
LAST_OWNER = {
    "belongs_to_organization": True,
    "in_organization_ksuite": False,
    "login_address_in_mail_service": False,
    "is_owner": True,
    "owner_count": 1,
    "user_count": 5,
}


def _changed(folder: Path, path: str, old: str, new: str) -> Ruleset:
    """The project's rules with one place changed."""
    copy = folder / "rules"
    shutil.copytree(RULES, copy)
    text = (copy / path).read_text(encoding="utf-8")
    assert old in text
    (copy / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_rules(copy)


def test_a_record_replayed_by_the_same_rules_gives_the_same_answer() -> None:
    record = RULESET.decide("leave-organization", LAST_OWNER, AS_OF).to_json()
    found = replay(record, RULESET)
    assert not found.differences
    assert not found.changed


def test_a_changed_parameter_is_named_with_both_digests(tmp_path: Path) -> None:
    record = RULESET.decide("leave-organization", {**LAST_OWNER, "owner_count": 2}, AS_OF).to_json()
    later = _changed(
        tmp_path, "parameters/organization.yml",
        "organization.minimum_remaining_owners:\n  type: integer",
        "organization.minimum_remaining_owners:\n  type: integer",
    )  # fmt: skip
    assert not replay(record, later).changed
    shutil.rmtree(tmp_path / "rules")
    text = (RULES / "parameters" / "organization.yml").read_text(encoding="utf-8")
    part = text[text.index("organization.minimum_remaining_owners:") :]
    block = part[: part.index("value: 1") + len("value: 1")]
    later = _changed(
        tmp_path, "parameters/organization.yml", block, block.replace("value: 1", "value: 2")
    )
    found = replay(record, later)
    assert set(found.changed) == {"organization.minimum_remaining_owners"}
    before, after = found.changed["organization.minimum_remaining_owners"]
    assert before != after
    assert found.differences["outcome"] == ("allowed", "denied")


def test_who_could_not_leave_and_now_can_is_named(tmp_path: Path) -> None:
    later = _changed(
        tmp_path, "organization/leave-organization.yml",
        "{owner_count: {more_than: {parameter: organization.minimum_remaining_owners}}}",
        "{owner_count: {at_least: {parameter: organization.minimum_remaining_owners}}}",
    )  # fmt: skip
    ((rule, found),) = list(flips(RULESET, later, AS_OF))
    assert rule == "leave-organization"
    first = found[0]
    assert (first.before.outcome, first.after.outcome) == ("denied", "allowed")
    assert first.facts["is_owner"] is True
    assert first.facts["owner_count"] == 1


def test_a_rule_that_is_only_written_otherwise_shows_nothing(tmp_path: Path) -> None:
    later = _changed(
        tmp_path, "organization/leave-organization.yml",
        "  last-user: {user_count: {more_than: {parameter: organization.minimum_remaining_users}}}",
        "  last-user: {not: {user_count: "
        "{at_most: {parameter: organization.minimum_remaining_users}}}}",
    )  # fmt: skip
    rule = "leave-organization"
    assert later.program(rule).digest != RULESET.program(rule).digest
    assert list(flips(RULESET, later, AS_OF)) == []


@pytest.mark.parametrize("record", [{}, {"rule": "leave-organization"}, {"rule": 3, "facts": {}}])
def test_what_is_no_record_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(ProblemsFound) as found:
        replay(record, RULESET)
    assert found.value.problems[0].code == "KB508"
