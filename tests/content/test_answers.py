"""A decision in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.content.answers import Answer
from knowledge_base.content.blocks import plain
from tests.content.project import TODAY, copy_of_good


@pytest.fixture
def project_root(tmp_path: Path) -> Path:
    copy_of_good(tmp_path)
    return tmp_path


def answer(root: Path, language: str, rule: str, **facts: object) -> Answer:
    center = copy_of_good(root).load()
    return center.answer(center.ruleset.decide(rule, facts, TODAY), language)


def test_every_reason_comes_with_what_to_do(tmp_path: Path) -> None:
    said = answer(tmp_path, "de", "may-travel", country="IT", seats=0, has_card=False)
    assert said.outcome is not None
    assert plain(said.outcome) == "Sie dürfen nicht fahren."
    assert [plain(each.words) for each in said.reasons] == [
        "Dorthin fährt kein Zug.",
        "Kein Platz ist frei.",
    ]
    advice = [each.advice for each in said.reasons]
    assert [each.words and plain(each.words) for each in advice if each] == [
        "Siehe Stattdessen fliegen.",
        "Siehe Eine Fahrkarte verlieren.",
    ]
    # a guide that is not written yet is nothing to go to
    assert [each.guide for each in advice if each] == [None, "lose-a-ticket"]


def test_what_is_still_needed_is_asked(tmp_path: Path) -> None:
    said = answer(tmp_path, "de", "ticket-price", kind="return")
    assert said.status_words == "Es fehlt noch etwas"
    assert said.outcome is None
    asked = {each.input: each for each in said.missing}
    assert plain(asked["class"].ask) == "Welche Klasse?"
    assert asked["class"].choices == (("first", "erste Klasse"), ("second", "zweite Klasse"))


def test_facts_that_contradict_each_other_are_named_by_the_constraint(tmp_path: Path) -> None:
    said = answer(tmp_path, "en", "may-travel", seats=1001)
    assert said.status_words == "This does not fit together"
    assert [plain(each.words) for each in said.reasons] == ["No train has so many seats."]


def test_values_and_facts_are_formatted(tmp_path: Path) -> None:
    facts = {"kind": "single", "class": "first", "bought": "2026-01-31", "price": "5"}
    said = answer(tmp_path, "de", "ticket-price", **facts, currency="EUR")
    assert said.values[0] == ("Betrag", "EUR\u00a05.00")
    assert said.facts[0] == ("Art", "einfache Fahrt")


def test_an_amount_without_a_currency_keeps_its_cents(tmp_path: Path) -> None:
    facts = {"kind": "single", "class": "first", "bought": "2026-01-31", "price": "5"}
    assert answer(tmp_path, "en", "ticket-price", **facts).values[0] == ("Amount", "5.00")
