"""``kb translate edit``: a text in the editor, and what is done once it is closed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from knowledge_base.content.units import Unit
from tests.project_copy import kb_command, kb_environment
from tests.translation.translators_project import (
    GUIDE,
    entry_of,
    put_editor,
    recorded_project,
    refusals,
    translate,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.content.project import Project

WORD = Unit("guides/take-the-train", "words.single.text")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return recorded_project(tmp_path / "project")


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def _content(project: Project, language: str = "de") -> str:
    return (project.root / GUIDE.format(language)).read_text(encoding="utf-8")


def test_the_editor_opens_at_the_line_and_what_is_written_is_recorded(
    project: Project, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.edit(GUIDE.format("en"), "One way.", "Not back.")
    code = "change('Nur hin.', 'Nicht  zurück.')"
    called = put_editor(monkeypatch, beside, code, "nano")
    result = translate(project, "edit", "de", "take-the-train", WORD.key)
    assert result.exit_code == 0, result.output
    path = str(project.root / GUIDE.format("de"))
    assert json.loads(called.read_text(encoding="utf-8")) == ["+11", path]
    assert result.output == "Texts recorded in de: 1\n"
    assert entry_of(project, WORD).text == "Not back."


def test_without_a_key_the_first_text_that_needs_somebody_is_opened(
    project: Project, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.edit(GUIDE.format("en"), "One way.", "Not back.")
    project.edit(GUIDE.format("en"), '"Example"', '"Sample"')
    called = put_editor(monkeypatch, beside, "change('Nur hin.', 'Nicht zurück.')", "nano")
    result = translate(project, "edit", "de", "take-the-train")
    assert json.loads(called.read_text(encoding="utf-8"))[0] == "+11"
    assert "Open in take-the-train: 1, the first is guides/take-the-train#example.title" in (
        result.output
    )


def test_a_missing_text_begins_in_english_in_its_place(
    project: Project, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _content(project)
    project.edit(GUIDE.format("de"), 'prices:\n  title: "Was es kostet"\n', "")
    called = put_editor(monkeypatch, beside, "change('What it costs', 'Was es kostet')", "nano")
    assert translate(project, "edit", "de", "take-the-train", "prices.title").exit_code == 0
    line = int(json.loads(called.read_text(encoding="utf-8"))[0])
    now = _content(project)
    assert now.splitlines()[line - 1] == '  title: "Was es kostet"'
    assert list(_keys(now)) == list(_keys(before))


def _keys(content: str) -> list[str]:
    return [line.partition(":")[0] for line in content.splitlines() if ":" in line.split(" ")[0]]


@pytest.mark.parametrize("code", ["pass", "path.touch()"])
def test_where_nothing_is_written_nothing_is_left_behind(
    project: Project, beside: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    project.remove(GUIDE.format("de"))
    put_editor(monkeypatch, beside, code)
    result = translate(project, "edit", "de", "take-the-train")
    assert result.output.startswith(f"{GUIDE.format('de')} was not changed.\n")
    assert not (project.root / GUIDE.format("de")).exists()
    assert (project.root / GUIDE.format("de")).parent.exists()  # another guide stands there


def test_what_is_left_in_english_is_taken_out_again(
    project: Project, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.remove(GUIDE.format("de"))
    put_editor(monkeypatch, beside, "change('Take the train', 'Mit dem Zug fahren')")
    result = translate(project, "edit", "de", "take-the-train")
    assert result.exit_code == 0, result.output
    assert [line for line in _content(project).splitlines() if not line.startswith("#")] == [
        'title: "Mit dem Zug fahren"'
    ]
    assert "Still in English, so not kept: 9 texts" in result.output
    left = translate(project, "status", "de", "--json", "--guide", "guides/take-the-train")
    kinds = {json.loads(line)["need"] for line in left.stdout.splitlines()}
    assert kinds == {"missing"}


def test_what_is_the_same_in_both_languages_may_stay(
    project: Project, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.edit(GUIDE.format("de"), 'prices:\n  title: "Was es kostet"\n', "")
    put_editor(monkeypatch, beside, "pass")
    result = translate(project, "edit", "de", "take-the-train", typed="y\n")
    assert "Still in English: prices.title\nIs it the same in Deutsch?" in result.output
    assert 'prices:\n  title: "What it costs"\n' in _content(project)
    assert "Texts recorded in de: 1" in result.output


def test_an_editor_that_fails_leaves_no_english_behind(
    project: Project, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.remove(GUIDE.format("de"))
    put_editor(monkeypatch, beside, "sys.exit(3)")
    assert refusals(translate(project, "edit", "de", "take-the-train")) == ["KB286"]
    assert not (project.root / GUIDE.format("de")).exists()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_ended_leaves_no_english_behind(
    project: Project, beside: Path, ending: signal.Signals
) -> None:
    project.remove(GUIDE.format("de"))
    opened, editor = beside / "opened", beside / "ed"
    os.mkfifo(opened)
    editor.write_text(f'#!/bin/sh\necho "$1" > {opened}\nexec sleep 60\n', encoding="utf-8")
    editor.chmod(0o755)
    with subprocess.Popen(
        kb_command("translate", "edit", "de", "take-the-train"),
        cwd=project.root,
        env=kb_environment(EDITOR=str(editor)),
        stdout=subprocess.DEVNULL,
    ) as running:
        path = project.root / GUIDE.format("de")
        assert opened.read_text(encoding="utf-8") == f"{path}\n"  # waits for the editor
        assert path.exists()
        running.send_signal(ending)
        assert running.wait() == 130
    assert not path.exists()


def test_what_is_wrong_with_a_text_is_said_and_it_is_recorded_all_the_same(
    project: Project, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_editor(monkeypatch, beside, "change('<label:buy>', 'Kaufen')")
    result = translate(project, "edit", "de", "take-the-train", "steps.open")
    assert result.exit_code == 2
    assert "Texts recorded in de: 1" in result.stdout
    assert f"{GUIDE.format('de')}:5:9 KB203 the text lost <label:buy>" in result.stderr


def test_a_file_that_cannot_be_read_any_more_is_opened_again(
    project: Project, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, mended = "change('\"Nur hin.\"', '- hin')", "change('- hin', '\"Einfach hin.\"')"
    code = f"{broken} if 'Nur hin' in text else {mended}"
    called = put_editor(monkeypatch, beside, code, "nano")
    result = translate(project, "edit", "de", "take-the-train", WORD.key, typed="\n")
    assert result.exit_code == 0, result.output
    assert [json.loads(line)[0] for line in called.read_text("utf-8").splitlines()] == [
        "+11", "+11",
    ]  # fmt: skip
    assert "KB290" in result.stderr
    assert '"Einfach hin."' in _content(project)
    assert "Texts recorded in de: 1" in result.stdout


def test_a_broken_file_is_kept_where_nobody_mends_it(
    project: Project, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_editor(monkeypatch, beside, "change('\"Nur hin.\"', '- hin')")
    result = translate(project, "edit", "de", "take-the-train", WORD.key)
    assert result.exit_code == 2
    assert "kept as you left it; nothing of it is recorded yet" in result.stderr
    assert "- hin" in _content(project)
