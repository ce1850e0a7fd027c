"""Screens as data: complete in every language, and in step with the schema."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from knowledge_base.content.blocks import Block
from knowledge_base.content.screens import (
    PARTS,
    REGIONS,
    LabelKind,
    Part,
    Region,
    Screen,
    View,
)
from knowledge_base.content.structure_files import SCHEMAS
from tests.content.project import copy_of_good
from tests.this_project import help_center

CENTER = help_center(date(2026, 11, 22))
GUIDE = "docs/guides/travel/take-the-train.yml"


def screens(language: str) -> dict[str, Screen]:
    """Return every screen of the project by the place where it stands."""
    return {
        f"{guide}#{block.id}.{item.id}": item.screen
        for guide in CENTER.guides
        for block in CENTER.page(guide, language).blocks
        if isinstance(block, Block)
        for item in block.items
        if item.screen
    }


def test_the_schema_knows_the_vocabulary_and_no_other() -> None:
    schema = json.loads((SCHEMAS / "structure.schema.json").read_text("utf-8"))
    screen = schema["$defs"]["screen"]["properties"]
    assert screen["view"]["enum"] == list(get_args(View))
    assert screen["region"]["enum"] == list(get_args(Region))
    assert screen["target"]["properties"]["part"]["enum"] == list(get_args(Part))


def test_every_word_of_the_vocabulary_is_explained_in_the_schema() -> None:
    schema = json.loads((SCHEMAS / "structure.schema.json").read_text("utf-8"))
    screen = schema["$defs"]["screen"]["properties"]
    target = screen["target"]["properties"]["part"]
    for described in (screen["view"], screen["region"], target):
        assert not [word for word in described["enum"] if word not in described["description"]]


def test_every_region_belongs_to_a_view() -> None:
    assert {region for regions in REGIONS.values() for region in regions} == set(get_args(Region))
    assert set(REGIONS) == set(get_args(View))
    assert set(PARTS) == set(get_args(Region))


@pytest.mark.parametrize("language", CENTER.languages)
def test_every_language_has_the_words_of_every_description(language: str) -> None:
    own = CENTER.sources.texts[language].site.texts
    for group, names in (
        ("views", get_args(View)),
        ("regions", get_args(Region)),
        ("labels", get_args(LabelKind)),
        ("parts", get_args(Part)),
    ):
        assert [name for name in names if f"screens.{group}.{name}" not in own] == []


@pytest.mark.parametrize("language", CENTER.languages)
def test_a_screen_shows_its_label_and_says_it(language: str) -> None:
    labels = CENTER.sources.texts[language].labels.texts
    known = {text.text for text in labels.values()}
    found = screens(language)
    assert found.keys() == screens("en").keys()
    for where, screen in found.items():
        assert screen.language == language, where
        assert "{" not in screen.description, where
        for words in (screen.label, screen.heading):
            assert words is None or (words in known and words in screen.description), where


def test_descriptions_are_in_the_language_of_the_page() -> None:
    said = {language: set(_descriptions(language)) for language in CENTER.languages}
    for language, own in said.items():
        for other in said.keys() - {language}:
            assert not own & said[other]


def _descriptions(language: str) -> list[str]:
    return [screen.description for screen in screens(language).values()]


def test_a_description_reads_as_a_sentence() -> None:
    screen = screens("en")["switch-or-leave-organization#leave.open-account"]
    assert screen.description == (
        "Schematic view of the Infomaniak Manager: at the top right, "
        "the menu entry “Manage my account” is highlighted."
    )


def test_a_label_that_a_language_lacks_is_shown_in_english_and_says_so(tmp_path: Path) -> None:
    project = copy_of_good(tmp_path)
    screen = "screen: {view: login, region: page, target: {label: buy}}"
    project.edit(GUIDE, "open: {says: [s1]}", f"open: {{says: [s1], {screen}}}")
    project.write("docs/de/labels.yml", "{}\n")
    block = project.load().page("take-the-train", "de").blocks[0]
    assert isinstance(block, Block)
    shown = block.items[0].screen
    assert shown is not None
    assert (shown.label, shown.language) == ("Buy", "en")


def test_a_label_that_only_a_screen_shows_is_in_use(tmp_path: Path) -> None:
    project = copy_of_good(tmp_path)
    project.write("docs/guides/labels.yml", "buy: {kind: button}\nrefund: {kind: link}\n")
    for language, words in (("en", "Refund"), ("de", "Erstatten")):
        held = (tmp_path / f"docs/{language}/labels.yml").read_text("utf-8")
        project.write(f"docs/{language}/labels.yml", f'{held}refund: "{words}"\n')
    assert [each.code for each in project.problems()] == ["KB240"]
    screen = "screen: {view: login, region: page, target: {label: refund}}"
    project.edit(GUIDE, "open: {says: [s1]}", f"open: {{says: [s1], {screen}}}")
    assert project.problems() == ()
