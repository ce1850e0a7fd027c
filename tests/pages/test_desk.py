"""What the agents' desk knows of a language, and how its page stays out of sight of searches."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from knowledge_base.pages.desk import desk_words, folded_words
from tests.built_site import LANGUAGES
from tests.this_project import help_center

if TYPE_CHECKING:
    from pathlib import Path

CENTER = help_center(date(2026, 11, 22))


def rules_of(language: str) -> dict[str, dict[str, Any]]:
    held: Any = desk_words(CENTER, language)["rules"]
    return {rule["id"]: rule for rule in held}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_can_be_found_and_says_its_section_and_guides(language: str) -> None:
    words: Any = desk_words(CENTER, language)
    assert [rule["id"] for rule in words["rules"]] == list(CENTER.ruleset.rules)
    for rule in words["rules"]:
        assert rule["section"] in words["sections"]
        assert rule["guides"], rule["id"]
        assert set(rule["guides"]) <= set(words["guides"])
        assert rule["question"] == CENTER.words(rule["id"], language).question.text
        assert rule["about"]


def test_a_rule_is_found_by_its_labels_outcomes_reasons_and_choices() -> None:
    about = rules_of("de")["leave-organization"]["about"].split()
    assert {"ksuite", "anmeldeadresse", "gesetzliche", "alias"} & set(about) >= {
        "ksuite",
        "anmeldeadresse",
        "gesetzliche",
    }
    timing = rules_of("fr")["frequency-change-timing"]["about"].split()
    assert "trimestrielle" in timing


def test_a_rule_is_found_by_what_customers_call_its_terms() -> None:
    synonyms = CENTER.sources.texts["de"].terms.get("automatic-renewal.synonyms")
    assert synonyms is not None
    assert "erneuerung" in folded_words(synonyms.text)
    rules = rules_of("de").values()
    assert any("erneuerung" in rule["about"].split() for rule in rules)


def test_words_that_most_rules_share_are_left_out_of_a_search() -> None:
    words: Any = desk_words(CENTER, "fr")
    assert {"vous", "de"} <= set(words["common"])
    assert not {"frequence", "iban", "domaine"} & set(words["common"])
    for rule in words["rules"]:
        assert not set(words["common"]) & set(rule["about"].split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Größe", ["grosse"]),
        ("L’œuvre à côté", ["l", "oeuvre", "a", "cote"]),
        ("2FA: e-mail", ["2fa", "e", "mail"]),
        ("¿Qué?", ["que"]),
        ("", []),
    ],
)
def test_words_are_folded_to_plain_letters(text: str, words: list[str]) -> None:
    assert folded_words(text) == words


def test_the_file_of_a_language_is_small_and_is_a_script(tmp_path: Path) -> None:
    words = json.dumps(desk_words(CENTER, "de"), ensure_ascii=False)
    assert len(words.encode()) < 64 * 1024


@pytest.mark.xdist_group("site")
def test_the_desk_is_no_page_for_customers(site: Path) -> None:
    for language in LANGUAGES:
        folder = site if language == "en" else site / language
        html = (folder / "agents" / "index.html").read_text("utf-8")
        assert '<meta name="robots" content="noindex">' in html
        home = (folder / "index.html").read_text("utf-8")
        assert not re.search(r'href="[^"]*agents/', home)
    assert "/agents/" not in (site / "sitemap.xml").read_text("utf-8")
    indexes = [path for path in site.rglob("*.json") if "search" in path.parts]
    assert indexes
    assert not [path for path in indexes if "agents/" in path.read_text("utf-8")]


@pytest.mark.xdist_group("site")
def test_the_desk_says_what_it_needs_where_scripts_are_off(site: Path) -> None:
    html = (site / "de" / "agents" / "index.html").read_text("utf-8")
    assert CENTER.site("de")["desk.no-script"] in html
