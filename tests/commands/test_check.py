"""``kb check``: everything that is wrong, as text, JSON or SARIF."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.project_copy import edit, kb


@pytest.fixture
def broken(small: Path) -> Path:
    """The small project with two mistakes in a rule."""
    path = small / "rules" / "travel" / "may-travel.yml"
    edit(path, "more_than: 0", "morethan: 0")
    edit(path, "{country: {one_of", "{contry: {one_of")
    return small


def test_a_good_project_has_no_problem(small: Path) -> None:
    ended = kb(small, "check", "--format", "json")
    assert ended.returncode == 0, ended.stdout
    assert json.loads(ended.stdout) == []


def test_every_mistake_is_shown_with_its_place_and_what_to_do(broken: Path) -> None:
    ended = kb(broken, "check")
    assert ended.returncode == 2
    for said in ("may-travel.yml:", "KB301", "'contry'", "KB303", "'morethan'", "more_than"):
        assert said in ended.stdout + ended.stderr


def test_json_holds_every_problem(broken: Path) -> None:
    ended = kb(broken, "check", "--format", "json")
    assert ended.returncode == 2
    found = json.loads(ended.stdout)
    assert [each["code"] for each in found] == ["KB301", "KB303"]
    assert {each["path"] for each in found} == {"rules/travel/may-travel.yml"}
    assert all(each["line"] and each["column"] and each["remedy"] for each in found)


def test_sarif_holds_every_problem_and_describes_its_code(broken: Path) -> None:
    ended = kb(broken, "check", "--format", "sarif")
    assert ended.returncode == 2
    log = json.loads(ended.stdout)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [each["ruleId"] for each in run["results"]] == ["KB301", "KB303"]
    assert all(each["shortDescription"]["text"] for each in run["tool"]["driver"]["rules"])


def test_what_the_proof_leaves_open_is_a_problem_too(small: Path) -> None:
    path = small / "rules" / "travel" / "may-travel.yml"
    edit(path, "at_most: 1000", "at_least: 0")
    found = json.loads(kb(small, "check", "--format", "json").stdout)
    assert "KB326" in {each["code"] for each in found}


def test_an_unknown_format_is_bad_input(small: Path) -> None:
    ended = kb(small, "check", "--format", "xml")
    assert ended.returncode == 2
    assert "sarif" in ended.stderr


def test_explain_lists_the_values_tried_and_facts_for_each_part(small: Path) -> None:
    ended = kb(small, "check", "--explain", "may-travel")
    assert ended.returncode == 0, ended.stderr
    assert "combinations of facts tried" in ended.stdout
    assert "requirements.no-seat fails" in ended.stdout
    assert "Did you mean" in kb(small, "check", "--explain", "may-travl").stderr
