"""``kb translate status``, ``record`` and ``level`` as a translator and an author use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from knowledge_base.command_line import kb
from rules_engine.problems import ProblemsFound
from tests.project_copy import edit

GUIDE = "guides/travel/take-the-train.yml"


@pytest.fixture
def root(small: Path) -> Path:
    """The small project, everything recorded."""
    assert _kb(small, "record").exit_code == 0
    return small


def _kb(root: Path, *words: str) -> Result:
    return CliRunner().invoke(kb, ["--root", str(root), "translate", *words])


def _lines(root: Path, *words: str) -> list[str]:
    result = _kb(root, "status", *words)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_where_all_is_current_nothing_needs_a_translator(root: Path) -> None:
    head, english, german, last = _lines(root)
    assert head.split() == ["language", "missing", "major", "verify", "medium", "machine"]
    assert english.split() == ["en", *"–––––"]
    assert german.split() == ["de", *"–––––"]
    assert last == "Nothing needs a translator."


def test_status_counts_each_need_and_lists_the_most_needed_first(root: Path) -> None:
    edit(root / f"docs/en/{GUIDE}", "One way.", "There only.")
    edit(root / f"docs/en/{GUIDE}", '"Example"', '"Sample"')
    edit(root / f"docs/de/{GUIDE}", '  title: "Was es kostet"\n', '  intro: "Was es kostet"\n')
    lines = _lines(root, "de")
    assert lines[1].split() == ["de", "1", "1", "–", "1", "–"]
    assert [line.split() for line in lines[3:]] == [
        ["de", "missing", "guides/take-the-train#prices.title"],
        ["de", "major", "guides/take-the-train#words.single.text"],
        ["de", "medium", "guides/take-the-train#example.title"],
    ]


def test_status_shortens_a_long_list_and_says_how_to_see_all(root: Path) -> None:
    (root / "docs/de/rules/travel/may-travel.yml").unlink()
    shown = _lines(root, "de")
    assert "See all: --all" in shown[-1]
    assert len(_lines(root, "de", "--all")) > len(shown)
    assert not any("rules/" in line for line in _lines(root, "de", "--level", "major"))


def test_status_as_json_has_one_record_a_text_with_all_that_is_known(root: Path) -> None:
    edit(root / f"docs/en/{GUIDE}", "One way.", "There only.")
    (line,) = _lines(root, "--json")
    assert json.loads(line) == {
        "language": "de",
        "text": "guides/take-the-train#words.single.text",
        "need": "major",
        "level": "major",
        "verify": [],
        "machine": False,
        "source": "There only.",
        "made_from": "One way.",
        "translation": "Nur hin.",
        "path": f"docs/de/{GUIDE}",
        "line": 11,
    }


def test_a_missing_text_names_the_file_it_belongs_to(root: Path) -> None:
    (root / "docs/de/rules/travel/may-travel.yml").unlink()
    records = [json.loads(line) for line in _lines(root, "de", "--json", "--guide", "may-travel")]
    assert {(each["path"], each["line"]) for each in records} == {
        ("docs/de/rules/travel/may-travel.yml", 0)
    }


def test_record_check_writes_nothing_and_names_what_to_run(root: Path) -> None:
    edit(root / f"docs/de/{GUIDE}", "Nur hin.", "Bloß hin.")
    before = (root / "docs/de/.state.json").read_bytes()
    result = _kb(root, "record", "--check")
    assert result.exit_code == 2
    assert "KB280" in result.stderr
    assert "kb translate record de" in result.stderr
    assert _kb(root, "record", "en", "--check").exit_code == 0
    assert (root / "docs/de/.state.json").read_bytes() == before
    assert _kb(root, "record", "de").output == "Texts recorded in de: 1\n"
    assert _kb(root, "record", "--check").exit_code == 0
    assert _kb(root, "record").output == "All is recorded.\n"


def test_the_author_of_a_change_says_how_much_it_matters(root: Path) -> None:
    edit(root / f"docs/en/{GUIDE}", "One way.", "There only.")
    result = _kb(root, "level", "minor", "take-the-train", "words.single.text", "--reason", "same")
    assert result.output == "guides/take-the-train#words.single.text: minor in de\n"
    assert _lines(root)[-1] == "Nothing needs a translator."
    assert '"reason": "same"' in (root / "docs/de/.state.json").read_text(encoding="utf-8")


def test_a_level_without_a_change_sets_nothing(root: Path) -> None:
    result = _kb(root, "level", "major", "take-the-train")
    assert result.output == "No translation is behind: nothing was changed.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["status", "pt"], "KB002"),
        (["status", "--guide", "take-the-tran"], "KB008"),
        (["record", "pt"], "KB002"),
        (["level", "minor", "take-the-tran"], "KB008"),
        (["level", "minor", "take-the-train", "words.singel.text"], "KB283"),
    ],
)
def test_what_does_not_exist_is_refused(root: Path, words: list[str], code: str) -> None:
    result = _kb(root, *words)
    assert isinstance(result.exception, ProblemsFound)
    assert [each.code for each in result.exception.problems] == [code]


def test_files_that_cannot_be_read_are_named(root: Path) -> None:
    (root / f"docs/de/{GUIDE}").write_text("title: [", encoding="utf-8")
    assert isinstance(_kb(root, "status").exception, ProblemsFound)


def test_an_unknown_command_is_named_with_a_near_one(root: Path) -> None:
    assert "Did you mean 'status'?" in _kb(root, "statsu").output
