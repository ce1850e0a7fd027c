"""The second reading: what says the same is let through, what does not is found where it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_base.content.check_reading import check_reading, read_files
from knowledge_base.content.checks import read_all_exempts
from knowledge_base.content.prose import Prose
from knowledge_base.content.reading_report import report
from knowledge_base.content.references import parse
from knowledge_base.content.second_reading import (
    Difference,
    ReadText,
    differences,
    reader_of,
)
from knowledge_base.content.sources import read_sources
from knowledge_base.content.written import prose
from knowledge_base.translation.recording import record
from rules_engine.ruleset import load_rules
from tests.content.project import copy_of_good
from tests.this_project import help_center

FOLDER = Path(__file__).parent
DATA: dict[str, Any] = yaml.safe_load((FOLDER / "second_reading.yml").read_text(encoding="utf-8"))
TRANSLATIONS = ("fr", "de", "it", "es")
AGREE = [
    pytest.param(texts["en"], language, texts[language], id=f"{name}-{language}")
    for name, texts in DATA["agree"].items()
    for language in TRANSLATIONS
]
DIFFER = [
    (case["en"], language, case[language], case["code"], case["at"])
    for case in DATA["differ"]
    for language in TRANSLATIONS
    if language in case
]


def read(text: str, language: str) -> ReadText:
    reader = reader_of(language)
    assert reader is not None
    return ReadText(Prose(prose(parse(text)[0])), reader)


def found(english: str, language: str, text: str) -> list[Difference]:
    pairs = read(english, "en").beside(read(text, language))
    return [each for pair in pairs for each in differences(*pair)]


@pytest.mark.parametrize(("english", "language", "text"), AGREE)
def test_what_says_the_same_is_let_through(english: str, language: str, text: str) -> None:
    assert found(english, language, text) == []


@pytest.mark.parametrize(("english", "language", "text", "code", "at"), DIFFER)
def test_what_does_not_is_found_at_its_word(
    english: str, language: str, text: str, code: str, at: str
) -> None:
    assert code in [each.code for each in found(english, language, text)]
    first = next(each for each in found(english, language, text) if each.code == code)
    assert text[first.start :].startswith(at)


def test_a_lost_negation_is_found_in_each_sentence_of_a_text() -> None:
    english = "It is not sent. It is not paid."
    assert found(english, "de", "Es wird nicht versandt. Es ist nicht bezahlt.") == []
    (lost,) = found(english, "de", "Es wird nicht versandt. Es ist bezahlt.")
    assert lost.start == len("Es wird nicht versandt. ")


def test_sentences_cut_otherwise_are_compared_as_a_whole() -> None:
    assert found("It is not sent. Wait.", "de", "Es wird nicht versandt, warten Sie.") == []


def test_an_exempt_text_is_left_alone(tmp_path: Path) -> None:
    project = copy_of_good(tmp_path)
    german = "docs/de/guides/travel/take-the-train.yml"
    project.edit(german, "Nur hin.", "Nicht zurück.")
    assert {each.code for each in project.problems()} == {"KB262"}
    project.edit(
        "docs/guides/travel/take-the-train.yml",
        "related: [lose-a-ticket]",
        "related: [lose-a-ticket]\nexempt:"
        '\n  words.single.text: {negation: "no way back is one way"}',
    )
    assert project.problems() == ()


def test_what_says_something_else_is_an_error_unless_its_source_changed_since(
    tmp_path: Path,
) -> None:
    project = copy_of_good(tmp_path)
    english, german = (f"docs/{each}/guides/travel/take-the-train.yml" for each in ("en", "de"))
    project.edit(german, "Nur hin.", "Nicht zurück.")
    assert {each.severity for each in project.problems()} == {"error"}
    project.edit(german, "Nicht zurück.", "Nur hin.")
    sources, _ = read_sources(project.root)
    record(sources, load_rules(project.root / "rules"), "de")
    project.edit(english, "One way.", "Not one way.")
    found = [each for each in project.problems() if each.code == "KB262"]
    assert [each.severity for each in found] == ["warning"]


def test_the_project_says_the_same_in_all_languages() -> None:
    center = help_center(date(2026, 11, 22))
    sources = center.sources
    exempts, _ = read_all_exempts(sources)
    assert list(check_reading(sources, exempts, {})) == []
    assert [each for each in center.warnings if each.code in ("KB243", "KB244")] == []
    files = {language: dict(read_files(texts)) for language, texts in sources.texts.items()}
    assert sum(name.startswith("guides/") for name in files["en"]) == len(center.guides)
    for name in files["en"]:
        of_name = {language: named[name] for language, named in files.items()}
        assert all(text.agrees for text in report(name, of_name, exempts)), name
