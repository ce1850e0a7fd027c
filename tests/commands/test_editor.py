"""The editor at the terminal, opened at a line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge_base.commands.editor import editor_words, open_editor
from rules_engine.problems import ProblemsFound

FILE = Path("docs/de/labels.yml")


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("vi", "vi +7 docs/de/labels.yml"),
        ("/usr/bin/nano -w", "/usr/bin/nano -w +7 docs/de/labels.yml"),
        ("emacsclient -t", "emacsclient -t +7 docs/de/labels.yml"),
        ("code", "code --wait --goto docs/de/labels.yml:7:3"),
        ("code --wait", "code --wait --goto docs/de/labels.yml:7:3"),
        ("subl -n -w", "subl -n -w docs/de/labels.yml:7:3"),
        ("hx", "hx docs/de/labels.yml:7:3"),
        ("kate", "kate docs/de/labels.yml"),
    ],
)
def test_each_editor_is_told_the_line_as_it_understands_it(editor: str, expected: str) -> None:
    assert editor_words(editor, FILE, 7, 3) == expected.split()


@pytest.mark.parametrize("editor", ["no-such-editor-here", "vi 'unfinished", "false"])
def test_an_editor_that_does_not_work_is_named(
    editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", editor)
    with pytest.raises(ProblemsFound, match="KB286"):
        open_editor(FILE, 1)


def test_without_an_editor_it_says_how_to_name_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(ProblemsFound) as found:
        open_editor(FILE, 7)
    assert "Set EDITOR" in found.value.problems[0].remedy


def test_the_visual_editor_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setenv("EDITOR", "false")
    open_editor(FILE, 1)
