"""The state files of the project itself: whoever edits texts runs ``kb translate record``."""

from __future__ import annotations

from pathlib import Path

from knowledge_base.content.sources import read_sources
from knowledge_base.translation.recording import unrecorded
from knowledge_base.translation.standings import review
from rules_engine.ruleset import load_rules

ROOT = Path(__file__).parents[2]


def test_every_edit_of_a_text_is_recorded() -> None:
    sources, _ = read_sources(ROOT)
    found = review(sources, load_rules(ROOT / "rules"))
    assert [str(problem) for problem in unrecorded(sources, found)] == []
