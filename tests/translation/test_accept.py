"""``kb translate accept``: texts that are right as they are, with a reason that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge_base.content.sources import read_sources
from knowledge_base.content.units import Unit
from knowledge_base.translation.recording import record_imported
from rules_engine.ruleset import load_rules
from tests.translation.translators_project import (
    GUIDE,
    RULE,
    entry_of,
    recorded_project,
    refusals,
    translate,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.content.project import Project

WORD = Unit("guides/take-the-train", "words.single.text")
TITLE = Unit("guides/take-the-train", "prices.title")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The good project with two texts stale in German."""
    made = recorded_project(tmp_path)
    made.edit(GUIDE.format("en"), "One way.", "Not back.")
    made.edit(GUIDE.format("en"), "What it costs", "What you pay")
    return made


def _needed(project: Project, language: str = "de") -> int:
    return len(translate(project, "status", language, "--json").stdout.splitlines())


def test_a_text_is_accepted_with_a_reason_that_is_kept(project: Project) -> None:
    result = translate(project, "accept", "de", "take-the-train", WORD.key, "--reason", "says\n so")
    assert result.output == f"{WORD}: accepted in de\n"
    assert (entry_of(project, WORD).text, entry_of(project, WORD).reason) == (
        "Not back.",
        "says so",
    )
    assert _needed(project) == 1


def test_without_a_reason_nothing_is_accepted(project: Project) -> None:
    for reason in ([], ["--reason", "  "]):
        assert refusals(translate(project, "accept", "de", "take-the-train", *reason)) == ["KB282"]
    assert _needed(project) == 2


def test_without_keys_all_open_texts_of_a_guide_are_accepted_and_no_others(
    project: Project,
) -> None:
    project.edit(GUIDE.format("de"), '  title: "Wer fahren darf"', '  intro: "Wer fahren darf"')
    result = translate(project, "accept", "de", "take-the-train", "--reason", "read again")
    assert result.output == f"{WORD}: accepted in de\n{TITLE}: accepted in de\n"
    assert _needed(project) == 1  # the missing one
    again = translate(project, "accept", "de", "take-the-train", "--reason", "read again")
    assert refusals(again) == ["KB285"]


@pytest.mark.parametrize(
    ("key", "code"), [("title", "KB285"), ("conditions.title", "KB283"), ("tilte", "KB283")]
)
def test_a_text_that_is_current_or_missing_refuses_them_all(
    project: Project, key: str, code: str
) -> None:
    project.edit(GUIDE.format("de"), '  title: "Wer fahren darf"', '  intro: "Wer fahren darf"')
    result = translate(project, "accept", "de", "take-the-train", WORD.key, key, "--reason", "x")
    assert refusals(result) == [code]
    assert _needed(project) == 3


def test_a_text_of_a_machine_is_accepted_once_somebody_read_it(project: Project) -> None:
    unit = Unit("guides/take-the-train", "title")
    record_imported(
        read_sources(project.root)[0], load_rules(project.root / "rules"), "de", [unit],
        machine=True,
    )  # fmt: skip
    assert entry_of(project, unit).origin == "machine"
    assert translate(project, "accept", "de", str(unit), "--reason", "read it").exit_code == 0
    assert entry_of(project, unit).origin is None


def test_english_is_accepted_beside_a_rule_that_changed(project: Project) -> None:
    project.edit(RULE, "{seats: {more_than: 0}}", "{seats: {at_least: 2}}")
    translate(project, "accept", "en", "take-the-train", "--reason", "still true")
    assert _needed(project, "en") == 0
    assert _needed(project, "de") > 2
