"""Values typed in words and digits are found in five languages, and articles are let through."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_base.content.number_words import NumberWords
from knowledge_base.content.prose import Prose
from knowledge_base.content.typed_values import TypedValues
from knowledge_base.content.word_lists import word_list
from tests.content.project import copy_of_good

FOLDER = Path(__file__).parent
CASES = [
    (language, case["text"], case.get("typed", []))
    for language, cases in yaml.safe_load(
        (FOLDER / "number_words.yml").read_text(encoding="utf-8")
    ).items()
    for case in cases
]
LANGUAGES = ("en", "fr", "de", "it", "es")
PARAMETERS = """
site.days: {type: integer, unit: days, source: t/f1, values: [{from: "2020-01-01", value: 14}]}
site.months: {type: integer, unit: months, source: t/f1, values: [{from: "2020-01-01", value: 3}]}
site.methods: {type: integer, unit: methods, source: t/f1, values: [{from: "2020-01-01", value: 2}]}
site.rate: {type: decimal, unit: ratio, source: t/f1, values: [{from: "2020-01-01", value: "0.20"}]}
site.answers: {type: integer, source: t/f1, values: [{from: "2020-01-01", value: 1000}]}
site.start: {type: date, source: t/f1, values: [{from: "2020-01-01", value: "2023-01-01"}]}
site.countries:
  type: list
  of: {type: country}
  source: t/f1
  values: [{from: "2020-01-01", value: [CH, FR, BE, DE]}]
"""
SHOWN = frozenset({"site.days", "site.months", "site.methods", "site.countries"})


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, TypedValues]:
    project = copy_of_good(tmp_path_factory.mktemp("typed"))
    project.write("rules/parameters/site.yml", PARAMETERS)
    for language in LANGUAGES:
        project.write(f"docs/{language}/site.yml", (project.root / "docs/en/site.yml").read_text())
    center = project.load()
    return {language: TypedValues(center.wording(language)) for language in LANGUAGES}


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_typed_values_are_found_where_they_stand(
    language: str, text: str, expected: list[str], typed: dict[str, TypedValues]
) -> None:
    found = list(typed[language].found_in(Prose(text), SHOWN))
    assert [each.words for each in found] == expected
    for each in found:
        assert text[each.start :].startswith(each.words.split(",")[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_no_parameter_is_shown_an_article_is_no_number(
    language: str, typed: dict[str, TypedValues]
) -> None:
    articles = {
        "en": "a day",
        "fr": "un jour",
        "de": "einen Tag",
        "it": "un giorno",
        "es": "un día",
    }
    assert list(typed[language].found_in(Prose(articles[language]), frozenset())) == []


def test_an_equal_value_is_named_and_a_contradiction_says_which(
    typed: dict[str, TypedValues],
) -> None:
    (equal,) = typed["de"].found_in(Prose("vier Länder"), SHOWN)
    (other,) = typed["de"].found_in(Prose("fünf Länder"), SHOWN)
    assert equal.remedy.startswith("Write <value:site.countries>, which names them")
    assert "exempt" in other.remedy


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_of_all_languages_have_the_same_entries(language: str) -> None:
    lists, source = word_list(language), word_list("en")
    assert lists is not None
    assert source is not None
    assert _entries(lists) >= _entries(source)
    assert len(lists["months"]) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_a_list_is_read_back(language: str) -> None:
    lists = word_list(language)
    assert lists is not None
    numbers = NumberWords(lists)
    for number, forms in lists["numbers"].items():
        for form in forms:
            if form.isalpha():
                assert numbers.value(form) == number


def _entries(lists: dict[str, Any]) -> set[tuple[str, object]]:
    inner = [
        (name, each) for name, found in lists.items() if isinstance(found, dict) for each in found
    ]
    return {*((name, None) for name in lists), *inner}
