"""Answers in words read only the files they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.project_copy import edit, kb

if TYPE_CHECKING:
    from pathlib import Path

FACTS = ["decide", "may-travel", "--country", "IT", "--seats", "0", "--lang", "de"]


def test_an_answer_says_outcome_reasons_and_remedies(small: Path) -> None:
    said = kb(small, *FACTS)
    assert said.returncode == 0, said.stderr
    assert "Sie dürfen nicht fahren." in said.stdout
    assert "– Kein Platz ist frei." in said.stdout
    assert "→ Siehe Stattdessen fliegen." in said.stdout
    assert all(line == line.rstrip() for line in said.stdout.splitlines())


def test_a_broken_guide_or_another_language_does_not_stop_an_answer(small: Path) -> None:
    broken = "title: ["
    (small / "docs" / "en" / "guides" / "travel" / "take-the-train.yml").write_text(broken, "utf-8")
    (small / "docs" / "de" / "rules" / "travel" / "ticket-price.yml").write_text(broken, "utf-8")
    assert "Kein Platz ist frei." in kb(small, *FACTS).stdout


def test_broken_words_of_the_rule_itself_are_named(small: Path) -> None:
    (small / "docs" / "de" / "rules" / "travel" / "may-travel.yml").write_text(
        "question: [", "utf-8"
    )
    ended = kb(small, *FACTS)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "kb: docs/de/rules/travel/may-travel.yml:" in ended.stderr


def test_a_reference_that_leads_nowhere_is_named(small: Path) -> None:
    edit(small / "docs/de/rules/travel/may-travel.yml",
         "Kein Platz ist frei.", "Kein Platz ist frei, siehe <guide:nowhere>.")  # fmt: skip
    ended = kb(small, *FACTS)
    assert ended.returncode == 2
    assert "KB222 there is no guide 'nowhere'." in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_the_record_needs_no_words_at_all(small: Path) -> None:
    for path in (small / "docs").glob("*/site.yml"):
        path.write_text("broken: [", encoding="utf-8")
    ended = kb(small, *FACTS, "--json")
    assert ended.returncode == 0
    assert ended.stdout.startswith('{"rule": "may-travel"')
    assert ended.stdout.count("\n") == 1
    assert ended.stderr == ""
