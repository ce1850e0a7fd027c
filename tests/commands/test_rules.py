"""``kb rules``, and what every command says about a wrong word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.project_copy import LANGUAGES, ROOT, kb

if TYPE_CHECKING:
    from pathlib import Path


def test_the_rules_are_listed_by_section_with_their_questions(small: Path) -> None:
    listed = kb(small, "rules", "--lang", "de")
    assert listed.returncode == 0
    assert listed.stdout.splitlines()[1] == "Reisen"
    assert "may-travel" in listed.stdout
    assert "ticket-price" in listed.stdout


def test_a_rule_is_shown_in_the_words_of_a_language(small: Path) -> None:
    shown = kb(small, "rules", "show", "may-travel", "--lang", "de")
    assert shown.returncode == 0
    assert shown.stdout.splitlines()[1].endswith("?")
    assert "Kein Platz ist frei." in shown.stdout
    assert "<value:" not in shown.stdout


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", ["leave-organization", "frequency-change-timing"])
def test_every_line_of_a_rule_fits_and_ends_without_blanks(language: str, rule: str) -> None:
    shown = kb(ROOT, "rules", "show", rule, "--lang", language, COLUMNS="80")
    assert shown.returncode == 0, shown.stderr
    lines = shown.stdout.splitlines()
    assert all(len(line) <= 80 and line == line.rstrip() for line in lines)


def test_a_no_break_space_never_ends_a_line(small: Path) -> None:
    question = small / "docs" / "de" / "rules" / "travel" / "may-travel.yml"
    words = question.read_text(encoding="utf-8")
    start = words.index('question: "') + len('question: "')
    long = "Wort " * 15 + "letztes\u00a0Wort\u00a0bleibt\u00a0beisammen"
    question.write_text(words[:start] + long + words[words.index('"', start) :], encoding="utf-8")
    shown = kb(small, "rules", "show", "may-travel", "--lang", "de", COLUMNS="80").stdout
    assert "\nletztes\u00a0Wort\u00a0bleibt\u00a0beisammen\n" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rules", "show", "may-travell"], "Did you mean 'may-travel'?"),
        (["rules", "show", "ticket"], "Did you mean 'ticket-price'?"),
        (["rules", "show", "may-travel", "--lang", "dee"], "Did you mean 'de'?"),
        (["rules", "--lang", "xx"], "Languages: en, de."),
        (["rules", "show", "may-travel", "--as-of", "2026-02-30"], "There is no such day."),
        (["rules", "show", "may-travel", "--as-of", "soon"], "Write YYYY-MM-DD."),
        (["rules", "show", "ticket-price", "--as-of", "1950-01-01"], "on 1950-01-01"),
        (["rules", "shw"], "Did you mean 'show'?"),
        (["rules", "show"], "Missing argument 'RULE'."),
        (["ruels"], "Did you mean 'rules'?"),
        (["rules", "--colour"], "No such option '--colour'."),
        (["--root", "/nowhere", "rules"], "there is no project in /nowhere."),
    ],
)
def test_a_wrong_word_is_one_clear_line(small: Path, words: list[str], said: str) -> None:
    ended = kb(small, *words)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert said in ended.stderr
    assert ended.stderr.startswith("kb: ")
    assert ended.stderr.count("\n") == 1


def test_outside_a_project_every_command_says_so(tmp_path: Path) -> None:
    for words in (["rules"], ["check"], ["build"], ["serve"], ["new", "guide", "a", "b"]):
        ended = kb(tmp_path, *words)
        assert ended.returncode == 2, words
        assert ended.stderr.startswith("kb: KB001 there is no project in"), words
        assert ended.stderr.count("\n") == 1, words


def test_many_errors_are_counted_not_poured_out(small: Path) -> None:
    for number in range(9):
        (small / "rules" / "travel" / f"broken-{number}.yml").write_text("rule: [", "utf-8")
    ended = kb(small, "rules")
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 6
    assert ended.stderr.endswith("kb: and 4 more. See all: kb check\n")
