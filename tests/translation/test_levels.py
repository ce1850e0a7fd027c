"""How much a text changed, proposed from the change itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from knowledge_base.translation.levels import level_of


def _cases() -> Iterator[tuple[str, str, str, str]]:
    path = Path(__file__).with_name("levels.yml")
    for each in yaml.safe_load(path.read_text(encoding="utf-8")):
        language = each.pop("language")
        for level, pairs in each.items():
            for old, new in pairs:
                yield language, level, old, new


@pytest.mark.parametrize(("language", "level", "old", "new"), list(_cases()))
def test_the_level_of_a_change_is_proposed_from_its_words(
    language: str, level: str, old: str, new: str
) -> None:
    assert level_of(old, new, language) == level
    assert level_of(new, old, language) == level


@given(text=some.text(max_size=40))
def test_what_did_not_change_is_minor(text: str) -> None:
    assert level_of(text, text) == "minor"


@given(
    words=some.lists(some.sampled_from(["not", "two", "page", "<label:a>", "must", "7"])),
    added=some.sampled_from(["never", "three", "<label:b>", "should", "8", "only"]),
)
def test_a_fact_that_is_added_anywhere_is_major(words: list[str], added: str) -> None:
    old = " ".join(words)
    assert level_of(old, f"{old} {added}") == "major"
