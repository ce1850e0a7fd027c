"""The guides themselves: readable in every language, nothing raw, nothing missing."""

from __future__ import annotations

import re
from datetime import date

import pytest

from knowledge_base.content.blocks import Block, ConditionsBlock, ExampleBlock, TableBlock, plain
from tests.this_project import help_center

CENTER = help_center(date(2026, 11, 22))
PAGES = [(guide, language) for guide in CENTER.guides for language in CENTER.languages]


def sentences(guide: str, language: str) -> list[str]:
    page = CENTER.page(guide, language)
    found = [page.title, plain(page.summary)]
    for block in page.blocks:
        found += [plain(each) for each in (block.title, block.intro) if each]
        if isinstance(block, Block):
            for item in block.items:
                found += [plain(each) for each in (item.name, item.content) if each]
        elif isinstance(block, ConditionsBlock):
            for condition in block.conditions:
                found += [plain(condition.met), condition.exact]
        elif isinstance(block, TableBlock):
            found += block.columns
            for row in block.rows:
                found += [*row.cells, plain(row.outcome)]
        elif isinstance(block, ExampleBlock):
            for case in block.cases:
                found += [plain(case.caption), plain(case.outcome)]
                found += [word for pair in (*case.facts, *case.values) for word in pair]
    return found


@pytest.mark.parametrize(("guide", "language"), PAGES)
def test_a_page_shows_no_raw_reference_and_no_gap(guide: str, language: str) -> None:
    for sentence in sentences(guide, language):
        assert not re.search(r"<[a-z]+:|\*\*|…|\{[a-z]", sentence), sentence


@pytest.mark.parametrize(("guide", "language"), PAGES)
def test_a_page_is_all_in_its_language(guide: str, language: str) -> None:
    page = CENTER.page(guide, language)
    parts = [page.text_language, *(block.language for block in page.blocks)]
    for block in page.blocks:
        if isinstance(block, Block):
            parts += [item.language for item in block.items]
        elif isinstance(block, ConditionsBlock):
            parts += [condition.language for condition in block.conditions]
        elif isinstance(block, TableBlock):
            parts += [row.language for row in block.rows]
        elif isinstance(block, ExampleBlock):
            parts += [case.language for case in block.cases]
    assert set(parts) == {language}


@pytest.mark.parametrize("language", CENTER.languages)
def test_the_furniture_is_complete(language: str) -> None:
    assert set(CENTER.sources.texts[language].site.texts) == set(CENTER.site("en"))
