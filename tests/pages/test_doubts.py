"""What a reader is told of a text that is not to be relied on as others are."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from knowledge_base.content.units import Unit, units
from knowledge_base.pages.html import Place
from knowledge_base.pages.machines.twins import Twin
from knowledge_base.pages.markdown import guide_markdown
from knowledge_base.translation.recording import record_imported
from tests.content.project import Project
from tests.translation.translators_project import GUIDE, recorded_project

STEP = Unit("guides/take-the-train", "steps.open")
TITLE = Unit("guides/take-the-train", "title")


class Furniture(defaultdict[str, str]):
    """Says the key of each string."""

    def __missing__(self, key: str) -> str:
        return f"[{key}]"


SITE = Furniture()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The good project, everything recorded."""
    return recorded_project(tmp_path)


def _notes(project: Project, language: str = "de") -> dict[str, list[str]]:
    """Return the notes of a page by the block they stand in, "_top" for its head."""
    page = project.load().page("take-the-train", language)
    written = guide_markdown(page, Place(language, SITE, lambda guide: guide))
    parts = re.split(r"\{#(\w+)[^}]*\}", written)[1:]
    found = zip(parts[::2], parts[1::2], strict=True)
    noted = {
        name: re.findall(r'<p class="kb-fallback">\[page\.(\w+)\]</p>', held)
        for name, held in found
    }
    return {name: notes for name, notes in noted.items() if notes}


def test_a_page_whose_texts_are_current_says_nothing(project: Project) -> None:
    assert _notes(project) == {}


def test_a_block_is_said_to_be_out_of_date_where_its_source_says_something_else(
    project: Project,
) -> None:
    project.edit(GUIDE.format("en"), "Open the **office** and", "Never open the office, but")
    assert _notes(project) == {"steps": ["outdated"]}
    assert _notes(project, "en") == {}


def test_readers_are_not_told_what_only_translators_can_use(project: Project) -> None:
    project.edit(GUIDE.format("en"), "Open the **office** and", "Visit the office and")
    project.edit("rules/travel/may-travel.yml", "{more_than: 0}", "{at_least: 2}")
    assert _notes(project) == {}


def test_a_text_of_a_machine_says_so_until_somebody_accepts_it(project: Project) -> None:
    record_imported(*project.read(), "de", [STEP, TITLE], machine=True)
    assert _notes(project) == {"_top": ["machine"], "steps": ["machine"]}


def test_a_block_has_one_note_and_the_graver_one(project: Project) -> None:
    record_imported(*project.read(), "de", [STEP], machine=True)
    project.edit(GUIDE.format("en"), "You save <value:travel.discount>",
                 "You never save <value:travel.discount>")  # fmt: skip
    assert _notes(project) == {"steps": ["outdated"]}


def test_a_block_made_from_a_rule_is_as_doubtful_as_the_words_of_the_rule(
    project: Project,
) -> None:
    words = Unit("rules/may-travel", "inputs.seats.ask")
    record_imported(*project.read(), "de", [words], machine=True)
    assert _notes(project) == {"conditions": ["machine"]}


def test_a_page_that_is_a_machines_from_end_to_end_says_so_once(project: Project) -> None:
    sources, ruleset = project.read()
    record_imported(sources, ruleset, "de", list(units(sources)), machine=True)
    assert _notes(project) == {"_top": ["machine"]}


def test_the_markdown_twin_tells_it_too(project: Project) -> None:
    record_imported(*project.read(), "de", [STEP], machine=True)
    page = project.load().page("take-the-train", "de")
    twin = Twin(SITE, lambda guide: guide, lambda guide: guide)
    assert twin.guide(page, "a/1").count("*[page.machine]*") == 1
