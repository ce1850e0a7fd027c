"""One word for one thing: where the source uses a term, every translation uses its own word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge_base.content.phrases import Phrases
from knowledge_base.content.prose import Prose
from tests.content.project import Project, copy_of_good
from tests.this_project import help_center

ENGLISH = "docs/en/guides/travel/take-the-train.yml"
GERMAN = "docs/de/guides/travel/take-the-train.yml"
STRUCTURE = "docs/guides/travel/take-the-train.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_of_good(tmp_path)


def codes(project: Project, english: str, german: str) -> list[str]:
    project.edit(ENGLISH, '"One way."', f'"{english}"')
    project.edit(GERMAN, '"Nur hin."', f'"{german}"')
    return [each.code for each in project.problems() if each.code != "KB263"]


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Ticket, one way.", "Fahrkarte, nur hin."),
        ("Your tickets.", "Ihre Fahrkarten."),
        ("At the ticket desk.", "Am Fahrkartenschalter."),
        ("Buy a <term:ticket>.", "Lösen Sie eine <term:ticket>."),
        ("Buy a <term:ticket>, no other ticket.", "Lösen Sie eine <term:ticket>, keine andere."),
        ("A single ticket.", "Eine einfache Fahrt."),  # a homonym
        ("A ticketing system.", "Ein System."),  # another word
    ],
)
def test_the_word_its_forms_and_references_are_the_term(
    project: Project, english: str, german: str
) -> None:
    assert codes(project, english, german) == []


def test_another_word_is_found_with_both_sentences_and_the_forms(project: Project) -> None:
    assert codes(project, "Your tickets.", "Ihre Scheine.") == ["KB245"]
    (problem,) = project.problems()
    assert all(each in problem.message for each in ("Your tickets.", "Ihre Scheine.", "'ticket'"))
    assert all(each in problem.remedy for each in ("Fahrkarte", "Fahrkarten", "exempt"))
    assert problem.severity == "warning"


def test_a_banned_word_in_its_place_is_told_once(project: Project) -> None:
    assert codes(project, "Your ticket.", "Ihr Billett.") == ["KB242"]


def test_a_text_is_exempt_with_a_reason_and_the_exempt_has_to_be_of_use(project: Project) -> None:
    related = "related: [lose-a-ticket]"
    exempt = '\nexempt:\n  words.single.text: {term: "the clerk hands out a paper here"}'
    project.edit(STRUCTURE, related, related + exempt)
    assert [each.code for each in project.problems()] == ["KB244"]
    assert codes(project, "Your tickets.", "Ihre Scheine.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask the Support.", ["Support"]),
        ("It may support you.", []),
        ("Two-factor authentication", ["two-factor authentication"]),
        ("TWO-FACTOR AUTHENTICATION", ["two-factor authentication"]),
        ("A VIP code, a code and codes", ["VIP code", "code"]),
        ("the E-Mail\u00a0code", ["E-Mail code"]),
        ("encode it", []),
        ("the client’s code", ["code"]),
    ],
)
def test_phrases_are_found_as_whole_words_the_longest_first(text: str, found: list[str]) -> None:
    phrases = Phrases(["code", "VIP code", "E-Mail code", "Support", "two-factor authentication"])
    assert [each.phrase for each in phrases.found_in(Prose(text))] == found


def test_the_project_uses_its_terms_in_all_languages() -> None:
    center = help_center(date(2026, 11, 22))
    assert [str(each) for each in center.warnings if each.code in ("KB242", "KB245")] == []
