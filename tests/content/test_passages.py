"""A text that several guides share stands once, and every guide shows it."""

from __future__ import annotations

from datetime import date

from knowledge_base.content.blocks import Block, plain
from tests.this_project import help_center

CENTER = help_center(date(2026, 1, 15))


def test_every_guide_that_names_a_passage_shows_its_text_in_every_language() -> None:
    shared = {
        (guide.id, block.id, item.id): item.passage.id
        for guide in CENTER.sources.structure.guides.values()
        for block in guide.blocks
        for item in block.items
        if item.passage
    }
    assert len(shared) > len(set(shared.values()))
    for (guide, block_id, item_id), passage in shared.items():
        for language in CENTER.languages:
            said = CENTER.wording(language).passage(passage)
            assert said is not None
            assert said.language == language
            block = next(b for b in CENTER.page(guide, language).blocks if b.id == block_id)
            assert isinstance(block, Block)
            shown = next(item for item in block.items if item.id == item_id)
            assert plain(shown.content) == said.text


def test_a_shared_heading_is_the_same_on_every_page() -> None:
    guides = ("switch-or-leave-organization", "product-access-rights", "organization-details")
    for language in CENTER.languages:
        titles = {
            plain(block.title)
            for guide in guides
            for block in CENTER.page(guide, language).blocks
            if block.id == "first-organization" and block.title
        }
        assert len(titles) == 1
