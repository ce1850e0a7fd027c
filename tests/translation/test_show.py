"""``kb translate show``: a text beside what it was made from."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.translation.translators_project import (
    GUIDE,
    RULE,
    recorded_project,
    refusals,
    translate,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.content.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return recorded_project(tmp_path)


def _shown(project: Project, *words: str) -> str:
    result = translate(project, "show", "de", *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def _commit(project: Project) -> None:
    for words in (
        ["init", "--quiet"],
        ["add", "."],
        ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "begun"],
    ):
        subprocess.run(["git", *words], cwd=project.root, check=True)


def test_a_stale_text_is_shown_with_its_source_then_and_now(project: Project) -> None:
    project.edit(GUIDE.format("en"), "One way.", "There and not back.")
    assert _shown(project, "take-the-train", "words.single.text") == (
        "\nguides/take-the-train#words.single.text  major\n"
        "docs/de/guides/travel/take-the-train.yml:11\n"
        "\nEnglish, when this was made\n  One way.\n"
        "\nEnglish now\n  [-One way-]{+There and not back+}.\n"
        "\nDeutsch\n  Nur hin.\n"
        "\nTo know\n  – The English text changed since this was translated (major).\n"
        "\nNotes\n  – Text of definition 1 of 1\n"
    )


def test_on_a_terminal_a_change_is_marked_in_colour(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.edit(GUIDE.format("en"), "One way.", "No way.")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = _shown(project, "take-the-train", "words.single.text")
    assert "[-" not in shown
    assert "\x1b[9;31mOne\x1b[0m\x1b[32mNo\x1b[0m way." in shown
    monkeypatch.setenv("NO_COLOR", "1")
    assert "[-One-]{+No+} way." in _shown(project, "take-the-train", "words.single.text")


def test_what_references_show_today_is_in_the_notes(project: Project) -> None:
    assert "– <value:travel.countries> → Schweiz, Frankreich und Belgien" in _shown(
        project, "take-the-train", "summary"
    )


def test_of_a_guide_the_texts_that_are_open_are_shown_with_those_of_its_rules(
    project: Project,
) -> None:
    project.edit(GUIDE.format("en"), "One way.", "No way.")
    project.edit("docs/de/rules/travel/may-travel.yml", '"Kein Platz ist frei."', '"Voll."')
    project.edit("docs/en/rules/travel/may-travel.yml", "To which country?", "To which state?")
    shown = _shown(project, "take-the-train")
    heads = [line for line in shown.splitlines() if "#" in line]
    assert heads == [
        "guides/take-the-train#words.single.text  major",
        "rules/may-travel#inputs.country.ask  medium",
    ]
    assert shown.splitlines()[-1].endswith("texts of take-the-train are current in de. "
                                           "See them too: --all")  # fmt: skip
    assert "guides/take-the-train#title  current" in _shown(project, "take-the-train", "--all")


@pytest.mark.parametrize(
    ("words", "head"),
    [
        (("labels", "buy"), "labels#buy  current"),
        (("may-travel", "question"), "rules/may-travel#question  current"),
        (("site", "table.as-of"), "site#table.as-of  current"),
        (("guides/take-the-train#steps.open",), "guides/take-the-train#steps.open  current"),
    ],
)
def test_any_text_is_shown_by_the_name_that_status_gives_it(
    project: Project, words: tuple[str, ...], head: str
) -> None:
    assert _shown(project, *words).splitlines()[1] == head


def test_a_group_of_texts_is_shown_by_its_id(project: Project) -> None:
    shown = _shown(project, "take-the-train", "steps", "--all")
    assert [line.split()[0].partition("#")[2] for line in shown.splitlines() if "#" in line] == [
        "steps.title", "steps.open", "steps.buy",
    ]  # fmt: skip


def test_a_missing_text_says_where_it_belongs(project: Project) -> None:
    project.remove(GUIDE.format("de"))
    shown = _shown(project, "take-the-train", "title")
    assert "guides/take-the-train#title  missing\n" in shown
    assert "docs/de/guides/travel/take-the-train.yml (to be written)\n" in shown
    assert "Deutsch" not in shown


def test_a_rule_to_verify_is_shown_with_what_changed_in_it_once(project: Project) -> None:
    _commit(project)
    project.edit(RULE, "{seats: {more_than: 0}}", "{seats: {at_least: 2}}")
    shown = _shown(project, "may-travel")
    assert shown.count("What may-travel decides has changed") > 2
    assert shown.count("  -      - {seats: {more_than: 0}}\n") == 1
    assert "  +      - {seats: {at_least: 2}}\n" in shown


def test_without_a_history_a_rule_to_verify_is_still_named(project: Project) -> None:
    project.edit(RULE, "{seats: {more_than: 0}}", "{seats: {at_least: 2}}")
    shown = _shown(project, "may-travel", "question")
    assert "What may-travel decides has changed" in shown
    assert "since" not in shown


@pytest.mark.parametrize(
    ("words", "code", "nearest"),
    [
        (("pt", "take-the-train"), "KB002", "de"),
        (("de", "take-the-tran"), "KB008", "take-the-train"),
        (("de", "take-the-train", "words.singel.text"), "KB283", "words.single.text"),
        (("de", "guides/take-the-train#titel"), "KB283", "title"),
    ],
)
def test_what_does_not_exist_is_refused_with_a_near_name(
    project: Project, words: tuple[str, ...], code: str, nearest: str
) -> None:
    result = translate(project, "show", *words)
    assert refusals(result) == [code]
    assert nearest in str(result.exception) or code == "KB002"
