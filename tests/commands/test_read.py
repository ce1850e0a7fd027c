"""``kb read``: the languages side by side, and what they do not agree in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.project_copy import kb

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = "docs/de/guides/travel/take-the-train.yml"


def lose_a_negation(small: Path) -> None:
    for file, old, new in (
        (GERMAN, "Nur hin.", "Ohne Rückfahrt."),
        (GERMAN.replace("/de/", "/en/"), "One way.", "With a return."),
    ):
        path = small / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_guide_is_shown_in_all_languages_with_what_is_seen(small: Path) -> None:
    shown = kb(small, "read", "take-the-train")
    assert shown.returncode == 0
    assert "steps.buy" in shown.stdout
    assert "de  Eine <term:ticket> kaufen" in shown.stdout
    assert "permission: can" in shown.stdout
    assert "rules/may-travel" in shown.stdout


def test_without_a_guide_only_what_differs_is_shown(small: Path) -> None:
    assert kb(small, "read").stdout.strip().endswith("0 to look at")
    lose_a_negation(small)
    shown = kb(small, "read")
    assert shown.returncode == 2
    assert "words.single.text" in shown.stdout
    assert "KB262 negation: none, here Ohne" in shown.stdout
    assert "steps.buy" not in shown.stdout


def test_one_language_can_be_left_to_compare(small: Path) -> None:
    lose_a_negation(small)
    assert kb(small, "read", "--lang", "en").returncode == 0
    assert kb(small, "read", "--lang", "de").returncode == 2


def test_an_unknown_guide_or_language_is_one_line(small: Path) -> None:
    for words, near in ((["take-the-trian"], "take-the-train"), (["--lang", "dee"], "'de'")):
        ended = kb(small, "read", *words)
        assert ended.returncode == 2
        assert f"Did you mean {near}" in ended.stderr.replace("'take", "take")
        assert ended.stderr.count("\n") == 1
