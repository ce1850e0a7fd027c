"""The revision of a text changes with its words, and with nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from knowledge_base.content.blocks import Text
from knowledge_base.feedback.revision import text_revision
from tests.this_project import help_center

if TYPE_CHECKING:
    from knowledge_base.content.blocks import GuidePage


@pytest.fixture(scope="module")
def page() -> GuidePage:
    return help_center(date(2026, 11, 22)).page("enable-two-factor", "de")


def test_another_word_is_another_revision(page: GuidePage) -> None:
    found = text_revision(page)
    assert len(found) == 12
    assert text_revision(replace(page, title=f"{page.title}!")) != found
    assert text_revision(replace(page, summary=(*page.summary, Text("!")))) != found
    assert text_revision(replace(page, blocks=page.blocks[1:])) != found


def test_words_do_not_flow_into_each_other(page: GuidePage) -> None:
    parted = replace(page, summary=(Text("ab"), Text("c")))
    assert text_revision(parted) != text_revision(replace(page, summary=(Text("a"), Text("bc"))))


def test_another_review_or_place_is_the_same_revision(page: GuidePage) -> None:
    moved = replace(page, reviewed=date(2030, 1, 1), section="account", number=9999, related=())
    assert text_revision(moved) == text_revision(page)


def test_a_value_that_changes_is_another_revision(page: GuidePage) -> None:
    before = help_center(date(2026, 11, 22))
    assert text_revision(before.page("enable-two-factor", "fr")) != text_revision(page)
