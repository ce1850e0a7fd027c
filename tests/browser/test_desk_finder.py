"""The agents' desk: rules are found by the words of an agent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.browser.desk_page import agent
from tests.this_project import help_center

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tools")]

CENTER = help_center(date(2026, 11, 22))
LEAVE = "leave-organization"


@pytest.mark.parametrize(
    ("language", "words", "rule"),
    [
        ("fr", "fréquence date", "frequency-change-timing"),
        ("fr", "frequence payer deux fois", "frequency-change-timing"),
        ("fr", "frequnece deux fois", "frequency-change-timing"),
        ("de", "loeschen organisation", "delete-organization"),
        ("de", "Zahlung ueberweisung", "cancelled-order-money"),
        ("de", "waehrung", "billing-currency"),
        ("it", "lasciare organizzazione", LEAVE),
        ("es", "contraseña cambiar", "change-password"),
        ("en", "can i leave", LEAVE),
    ],
)
def test_rules_are_found_by_words_with_accents_and_slips_forgiven(
    browser: Browser, address: str, language: str, words: str, rule: str
) -> None:
    with agent(browser, address) as desk:
        desk.open(language)
        assert rule in desk.found(words)[:3]


def test_every_word_must_be_there(browser: Browser, address: str) -> None:
    with agent(browser, address) as desk:
        page = desk.open("de")
        assert len(desk.found("domain")) > len(desk.found("domain transfer")) > 0
        assert desk.found("domain xylophon") == []
        assert CENTER.site("de")["desk.not-found"] in page.inner_text(".kb-find")
        page.keyboard.press("Escape")
        assert page.input_value("#kb-desk-find") == ""
        assert len(page.locator("[role=option]").all()) == len(CENTER.ruleset.rules)
