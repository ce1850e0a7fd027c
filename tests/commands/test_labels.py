"""``kb labels``: which labels of the product a source shows, and which are assumed."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from knowledge_base.command_line import kb

ROOT = str(Path(__file__).parents[2])


def _rows(*words: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(kb, ["--root", ROOT, "labels", "--json", *words])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_a_label_that_a_source_shows_is_not_assumed() -> None:
    row = next(each for each in _rows("es") if each["label"] == "manage-my-account")
    assert row["text"] == "Gestionar mi cuenta"
    assert row["assumed"] is False
    assert row["seen"] == "switch-or-leave-organization/s5"


def test_only_assumed_labels_are_listed_when_asked() -> None:
    rows = _rows("--assumed")
    assert rows
    assert all(row["assumed"] and row["seen"] is None for row in rows)
    assert {row["language"] for row in rows} >= {"fr"}


def test_every_label_has_a_text_in_every_language() -> None:
    assert all(row["text"] for row in _rows())


def test_an_unknown_language_is_refused() -> None:
    result = CliRunner().invoke(kb, ["--root", ROOT, "labels", "pt"])
    assert result.exit_code != 0


def test_what_a_renamed_label_touches_is_listed_with_its_lines() -> None:
    rows = _rows("--touches", "manage-my-account")
    assert {row["language"] for row in rows} == {"en", "fr", "de", "it", "es", None}
    for row in rows:
        lines = Path(ROOT, str(row["path"])).read_text(encoding="utf-8").splitlines()
        shown = lines[int(str(row["line"])) - 1]
        assert "manage-my-account" in shown
    assert any(row["text"] == "screen" and row["guides"] for row in rows)
    assert {row["language"] for row in _rows("de", "--touches", "manage-my-account")} == {
        "de",
        None,
    }


def test_a_label_that_does_not_exist_touches_nothing_and_names_a_near_one() -> None:
    result = CliRunner().invoke(kb, ["--root", ROOT, "labels", "--touches", "manage-my-acount"])
    assert "Did you mean 'manage-my-account'?" in str(result.exception)
