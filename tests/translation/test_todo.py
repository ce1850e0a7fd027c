"""``kb translate todo``: a walk through what needs a translator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge_base.commands.translate import editing
from knowledge_base.content.units import Unit
from tests.translation.translators_project import (
    GUIDE,
    entry_of,
    put_editor,
    recorded_project,
    translate,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.content.project import Project

WORD = Unit("guides/take-the-train", "words.single.text")
SAMPLE = Unit("guides/take-the-train", "example.title")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The good project; in German a text is missing, one is major and one medium."""
    made = recorded_project(tmp_path / "project")
    made.edit(GUIDE.format("de"), 'prices:\n  title: "Was es kostet"\n', "")
    made.edit(GUIDE.format("en"), "One way.", "Not back.")
    made.edit(GUIDE.format("en"), '"Example"', '"Sample"')
    return made


def _shown(output: str) -> list[str]:
    return [line.partition("#")[2] for line in output.splitlines() if line.startswith("guides/")]


def test_each_text_is_edited_accepted_or_skipped_the_most_needed_first(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_editor(monkeypatch, tmp_path, "change('What it costs', 'Was es kostet')")
    result = translate(project, "todo", "de", typed="e\na\nsays it\ns\n")
    assert result.exit_code == 0, result.output
    assert _shown(result.output) == [
        "prices.title  missing", "words.single.text  major", "example.title  medium",
    ]  # fmt: skip
    assert "3 to do. (e)dit, (s)kip, (q)uit: " in result.output
    assert "2 to do. (e)dit, (a)ccept, (s)kip, (q)uit: " in result.output
    assert result.output.endswith("1 edited, 1 accepted, 1 skipped; 1 texts of de open\n")
    assert entry_of(project, WORD).reason == "says it"
    assert entry_of(project, SAMPLE).text == "Example"


def test_it_ends_where_it_is_told_to_or_nobody_answers(project: Project) -> None:
    for typed in ("s\nq\n", "s\n"):
        result = translate(project, "todo", "de", typed=typed)
        assert result.exit_code == 0
        assert result.output.endswith("1 skipped; 3 texts of de open\n")


def test_without_a_reason_the_text_is_shown_again(project: Project) -> None:
    result = translate(project, "todo", "de", typed="s\na\n\nq\n")
    assert _shown(result.output)[1:] == ["words.single.text  major"] * 2
    assert result.output.endswith(": 1 skipped; 3 texts of de open\n")


def test_only_what_was_seen_is_accepted(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["s", "a", "says it", "q"])

    def answer(question: str) -> str:
        if question.startswith("Why"):  # meanwhile the source changes again
            project.edit(GUIDE.format("en"), "Not back.", "Back only.")
        return next(answers)

    monkeypatch.setattr(editing, "input", answer, raising=False)
    result = translate(project, "todo", "de")
    assert "It was changed meanwhile: look again." in result.output
    assert "[-One way-]{+Back only+}" in result.output
    assert entry_of(project, WORD).reason == ""


def test_an_interruption_leaves_recorded_what_was_done(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["s", "a", "says it"])

    def answer(_question: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(editing, "input", answer, raising=False)
    result = translate(project, "todo", "de")
    assert result.exit_code == 1  # 130 outside of tests
    assert "1 accepted, 1 skipped; 2 texts of de open" in result.output
    assert entry_of(project, WORD).reason == "says it"


def test_one_guide_is_walked_through_alone(project: Project) -> None:
    project.remove("docs/de/labels.yml")
    result = translate(project, "todo", "de", "--guide", "take-the-train", typed="s\ns\ns\n")
    assert len(_shown(result.output)) == 3
    assert "labels#" not in result.output
