"""The agents' desk: fill in, decide, and answer in the customer's language."""

from __future__ import annotations

import json
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from knowledge_base.content.blocks import plain
from rules_engine.agreement.cases import draw_cases
from rules_engine.model.decision import plain as plain_value
from tests.browser.desk_page import (
    OUTCOME,
    RECORD,
    REPLY,
    RICH,
    TEXT,
    WORK,
    Desk,
    agent,
    receipt_code,
)
from tests.built_site import LANGUAGES
from tests.this_project import help_center

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tools")]

CENTER = help_center(date(2026, 11, 22))
LEAVE = "leave-organization"
FOCUSED = "`${document.activeElement.id} ${document.activeElement.name}`"
GIVEN = {"is_owner": True, "owner_count": 1, "user_count": 4}
FORBIDDEN = """() => {
  navigator.clipboard.write = () => Promise.reject(new Error("forbidden"));
  document.execCommand = () => false;
}"""


def case_code(rule: str, facts: dict[str, Any], as_of: str = "2026-11-22") -> str:
    held: dict[str, Any] = {"rule": rule, "facts": facts, "as_of": as_of, "made": as_of}
    unsaid: dict[str, Any] = {"outcome": None, "reasons": [], "open_reasons": [], "values": {}}
    return receipt_code(
        {**held, **unsaid, "ruleset": "", "left_out": [], "status": "needs-info"},
    )


def test_an_agent_who_reads_french_answers_in_german_by_keyboard_alone(
    browser: Browser, address: str
) -> None:
    with agent(browser, address) as desk:
        page = desk.open("fr")
        press = page.keyboard.press
        press("/")
        page.keyboard.type("quiter organistion")  # two slips
        page.locator(f"[role=option][aria-selected=true][data-rule={LEAVE}]").wait_for()
        press("Enter")
        page.locator(WORK).wait_for()
        for name in CENTER.ruleset.rules[LEAVE].inputs:
            while name not in page.evaluate(FOCUSED):
                press("Tab")
            if name in GIVEN:
                page.keyboard.type("1") if name == "owner_count" else None
                page.keyboard.type("4") if name == "user_count" else None
                press("Space") if name == "is_owner" else None
        answer = CENTER.words(LEAVE, "fr").outcome("denied").text
        assert page.inner_text(OUTCOME) == answer
        page.focus("#kb-desk-customer")
        page.keyboard.type("Deutsch")
        page.locator(f"{REPLY}[lang=de]").wait_for()
        press("Tab")
        press("Tab")
        press("Enter")
        page.locator(".kb-desk__reply [role=status]:not(:empty)").wait_for()
        reply = page.evaluate("navigator.clipboard.readText()")
    german = CENTER.words(LEAVE, "de")
    assert reply.startswith(german.outcome("denied").text)
    assert f"– {german.fails('last-owner').text}" in reply
    assert CENTER.title("add-user", "de") in reply
    assert "https://help.example.org/a/110/" in reply
    assert "https://help.example.org/a/106/" in reply
    assert not any(each in reply for each in ("<", "{", "undefined"))


def test_a_reply_with_links_holds_nothing_but_paragraphs_lists_and_permanent_addresses(
    browser: Browser, address: str
) -> None:
    with agent(browser, address) as desk:
        page = desk.open("fr", case_code(LEAVE, GIVEN), "case")
        desk.answer_in("it")
        html = desk.copied(RICH, "text/html")
        assert desk.copied(TEXT) == page.input_value(REPLY)
    title = CENTER.title("add-user", "it")
    assert f'<a href="https://help.example.org/a/110/">{title}</a>' in html
    assert "class=" not in html
    assert "<ul>" in html


def test_a_text_that_cannot_be_copied_is_selected(browser: Browser, address: str) -> None:
    with agent(browser, address) as desk:
        page = desk.open("fr", case_code(LEAVE, GIVEN), "case")
        page.evaluate(FORBIDDEN)
        reply = desk.answer_in("de")
        page.locator(".kb-desk__reply button").first.click()
        by_hand = CENTER.site("fr")["desk.copy-by-hand"]
        page.locator(f".kb-desk__reply >> text={by_hand}").wait_for()
        assert page.evaluate("getSelection().toString()") == reply


def test_a_rule_that_cannot_be_loaded_says_so(browser: Browser, address: str) -> None:
    with agent(browser, address) as desk:
        page = desk.open("fr")
        page.route("**/assets/rules/**", lambda route: route.abort())
        page.click(f"[role=option][data-rule={LEAVE}]")
        failed = CENTER.site("fr")["desk.unreachable"]
        page.locator(f"{WORK} >> text={failed}").wait_for()
        page.unroute("**/assets/rules/**")
        desk.choose("billing-currency")
        desk.complaints.clear()


def test_what_is_needed_is_asked_in_the_customers_language(browser: Browser, address: str) -> None:
    with agent(browser, address) as desk:
        desk.open("fr", case_code(LEAVE, {"is_owner": True}), "case")
        reply = desk.answer_in("es")
        asked = CENTER.words(LEAVE, "es").ask("owner_count").text
        assert asked in reply
        assert "1. ¿" in reply


def test_values_and_the_day_from_which_it_is_possible_are_in_the_reply(
    browser: Browser, address: str
) -> None:
    facts = {"current_frequency": "annual", "new_frequency": "monthly",
             "term_start": "2026-01-01", "change_date": "2026-07-01"}  # fmt: skip
    with agent(browser, address) as desk:
        desk.open("en", case_code("frequency-change-timing", facts), "case")
        reply = desk.answer_in("de")
        assert "Erster Tag, an dem Sie ändern können: 1.\u00a0Dezember 2026" in reply
        allowed = CENTER.words("frequency-change-timing", "de").outcome("allowed").text
        assert f"Ab dem 1.\u00a0Dezember 2026 lautet die Antwort: {allowed}" in reply


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
    browser: Browser, address: str
) -> None:
    with agent(browser, address) as desk:
        page = desk.open("de", case_code(LEAVE, {"is_owner": True, "user_count": 4}), "case")
        page.fill("#kb-fact-owner_count", "viele")
        assert page.inner_text("#kb-fact-owner_count-error") == ""
        page.keyboard.press("Tab")
        assert page.inner_text("#kb-fact-owner_count-error") != ""
        assert page.get_attribute("#kb-fact-owner_count", "aria-invalid") is not None
        assert page.input_value("#kb-fact-owner_count") == "viele"
        page.fill("#kb-fact-owner_count", "-1")
        page.keyboard.press("Tab")
        assert page.inner_text("#kb-fact-owner_count-error") != ""
        page.fill("#kb-fact-owner_count", "1")
        assert page.inner_text("#kb-fact-owner_count-error") == ""
        assert page.inner_text(OUTCOME) == CENTER.words(LEAVE, "de").outcome("denied").text
        page.fill("#kb-desk-day", "2001-01-01")
        too_early = CENTER.site("de")["desk.too-early"]
        page.locator(f".kb-desk__decision .kb-answer >> text={too_early}").wait_for()
        assert not page.locator(REPLY).is_visible()


def test_the_most_useful_question_is_marked_and_an_answer_can_be_taken_back(
    browser: Browser, address: str
) -> None:
    site = CENTER.site("en")
    with agent(browser, address) as desk:
        page = desk.open("en", case_code("billing-currency", {}), "case")
        marked = page.locator(".kb-fact--next")
        name = str(marked.get_attribute("data-input"))
        program = CENTER.ruleset.program("billing-currency")
        assert name == program.decide({}, date(2026, 11, 22)).missing[0]
        assert site["desk.next"] in marked.inner_text()
        page.select_option(f"#kb-fact-{name}", "CH")
        assert page.locator(".kb-fact--next").count() == 0
        page.click(f"[data-input={name}] .kb-fact__clear")
        page.locator(f".kb-fact--next[data-input={name}]").wait_for()


def test_every_form_opens_in_every_language_and_fits_on_a_phone(
    browser: Browser, address: str
) -> None:
    opened = """async (rule) => {
      document.getElementById("kb-desk-find").click();
      document.querySelector(`[role=option][data-rule=${rule}]`).click();
      const shown = () => document.querySelector(".kb-desk__decision").textContent.includes(rule);
      while (!shown()) await new Promise((done) => setTimeout(done, 5));
      return [document.documentElement.scrollWidth, document.querySelectorAll(".kb-fact").length];
    }"""
    for language in LANGUAGES:
        with agent(browser, address, viewport={"width": 390, "height": 800}) as desk:
            page = desk.open(language)
            for rule in CENTER.ruleset.rules.values():
                width, count = page.evaluate(opened, rule.id)
                assert width <= 390, (language, rule.id)
                assert count == len(rule.inputs)
                assert "{" not in page.inner_text(WORK)


def test_the_desk_decides_as_the_engine_does(browser: Browser, address: str) -> None:
    ruleset = CENTER.ruleset
    with agent(browser, address) as desk:
        page = desk.open("fr")
        for rule in ruleset.rules.values():
            for case in islice(draw_cases(rule, ruleset.parameters, seed=15), 1, 2):
                facts = {name: plain_value(value) for name, value in case.facts.items()}
                decision = ruleset.program(rule.id).decide(facts, case.as_of)
                given = f"#case={case_code(rule.id, facts, case.as_of.isoformat())}"
                page.evaluate("(given) => { location.hash = given; }", given)
                page.wait_for_function("(given) => location.hash !== given", arg=given)
                page.locator(".kb-desk__reply button:enabled").first.wait_for()
                assert json.loads(desk.copied(RECORD)) == json.loads(json.dumps(decision.to_json()))
                words = CENTER.answer(decision, "fr")
                shown = plain(words.outcome) if words.outcome else words.status_words
                assert page.inner_text(OUTCOME) == shown


def test_the_desk_works_from_a_file(browser: Browser, site: Path) -> None:
    desk = Desk(browser.new_page())  # the theme complains there, of its font and its own search
    desk.page.goto((site / "fr" / "agents" / "index.html").as_uri())
    desk.page.locator("#kb-desk-find").wait_for()
    desk.choose(LEAVE)
    desk.page.check("input[name=kb-fact-is_owner][value=true]")
    desk.page.fill("#kb-fact-owner_count", "1")
    reply = desk.answer_in("de")
    assert reply.startswith(CENTER.words(LEAVE, "de").outcome("denied").text)
    desk.page.close()


def test_paper_shows_the_decision_and_the_reply(browser: Browser, address: str) -> None:
    with agent(browser, address) as desk:
        page = desk.open("fr", case_code(LEAVE, GIVEN), "case")
        page.locator(OUTCOME).wait_for()
        page.emulate_media(media="print")
        assert page.locator(OUTCOME).is_visible()
        assert page.locator(REPLY).is_visible()
        hidden = page.locator(".kb-facts, .kb-find, .kb-desk__reply button")
        assert hidden.locator("visible=true").count() == 0
