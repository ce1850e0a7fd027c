"""What customers type, in every language."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from knowledge_base.content.check_keys import check_keys
from knowledge_base.content.sources import read_sources
from rules_engine.ruleset import load_rules
from tests.built_site import LANGUAGES
from tests.project_copy import copy_project

SOURCES, _ = read_sources(Path(__file__).parents[2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_has_what_customers_type(language: str) -> None:
    asks = SOURCES.texts[language].asks
    assert asks.get("ignored")
    for guide in SOURCES.structure.guides:
        text = asks.get(f"guides.{guide}")
        assert text, guide
        assert len(text.text.split(" | ")) >= 3, guide


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_customers_type_stands_for_one_guide_and_is_not_its_title(language: str) -> None:
    texts = SOURCES.texts[language]
    phrases = Counter(
        phrase.casefold()
        for guide in SOURCES.structure.guides
        for phrase in texts.asks.texts[f"guides.{guide}"].text.split(" | ")
    )
    assert [phrase for phrase, count in phrases.items() if count > 1] == []
    titles = {texts.guides[guide].texts["title"].text.casefold() for guide in texts.guides}
    assert not titles & set(phrases)


def test_a_guide_that_nobody_asks_for_in_a_language_is_named(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    path = project / "docs/fr/asks.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "  remove-user:" not in line), "utf-8")
    sources, problems = read_sources(project)
    assert problems == []
    found = check_keys(sources, load_rules(project / "rules"))
    named = [each for each in found if each.path == "docs/fr/asks.yml"]
    assert [(each.code, each.severity) for each in named] == [("KB201", "warning")]
    assert "remove-user" in named[0].message


def test_phrases_of_no_guide_are_named(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    with (project / "docs/de/asks.yml").open("a", encoding="utf-8") as file:
        file.write('  remove-usr: "jemand ist gegangen"\n')
    sources, problems = read_sources(project)
    assert problems == []
    found = check_keys(sources, load_rules(project / "rules"))
    named = [each for each in found if each.path == "docs/de/asks.yml"]
    assert [(each.code, each.severity) for each in named] == [("KB202", "warning")]
    assert "remove-user" in named[0].message
