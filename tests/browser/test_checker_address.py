"""A case in the address of a page: shared, gone back to, opened from a file, and never personal."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.browser.checker_cases import CASES, CENTER, LEAVE, SHARED, decided, page_of
from tests.browser.checker_page import CheckerPage

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tools")]


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_shared_address_shows_the_decision_of_the_command_line(tab: Page, language: str) -> None:
    tab.goto(page_of(LEAVE, language) + SHARED)
    outcome = tab.locator(".kb-answer__outcome")
    outcome.wait_for()
    record = tab.evaluate("document.querySelector('kb-checker .kb-check').parentElement.record")
    assert record == decided(record)
    assert (record["outcome"], len(record["facts"])) == ("denied", 6)
    shown = tab.inner_text(".kb-check")
    words = CENTER.words(LEAVE, language)
    for reason in record["reasons"]:
        assert words.fails(reason).text in shown
    links = tab.eval_on_selector_all(
        ".kb-answer__advice a", "found => found.map((a) => a.pathname)"
    )
    assert set(links) == {
        page_of("change-login-identifier", language),
        page_of("assignable-roles", language),
    }
    assert outcome.evaluate("each => each === document.activeElement")
    assert tab.evaluate("scrollY") > 0


def test_an_older_day_in_the_address_is_said_and_can_be_left(tab: Page) -> None:
    tab.goto(page_of(LEAVE, "fr") + SHARED.replace("2026-11-22", "2021-03-01"))
    tab.locator(".kb-answer__outcome").wait_for()
    assert CENTER.wording("fr").formats.date(date(2021, 3, 1)) in tab.inner_text(".kb-check__day")
    tab.click(".kb-check__day button")
    assert "as_of=2021" not in tab.url
    assert tab.locator(".kb-check__day button").count() == 0
    tab.goto("about:blank")
    tab.goto(page_of(LEAVE, "fr") + SHARED.replace("2026-11-22", "1890-01-01"))
    tab.locator(".kb-answer__outcome").wait_for()
    assert "1890" not in tab.inner_text(".kb-check")


def test_the_record_that_is_copied_is_that_of_the_engine(tab: Page) -> None:
    tab.goto(page_of(LEAVE, "it") + SHARED)
    tab.get_by_role("button", name=CENTER.site("it")["checker.copy-record"]).click()
    tab.get_by_role("button", name=CENTER.site("it")["page.copied"]).wait_for()
    copied = json.loads(tab.evaluate("navigator.clipboard.readText()"))
    assert copied == decided(copied)


def test_the_address_holds_no_personal_data_and_the_case_survives_all_the_same(tab: Page) -> None:
    rule = "change-login-identifier"
    tab.goto(page_of(LEAVE, "es"))
    checker = CheckerPage(tab, CENTER.site("es"))
    checker.begin(rule)
    given = {
        **CASES[rule],
        "new_email": "Anna@Example.org",
        "new_email_repeated": "Anna@example.org",
    }
    checker.answer(given, {})
    assert "nna" not in tab.url.lower()
    assert "%40" not in tab.url
    assert "@" not in tab.url
    assert CENTER.site("es")["checker.private"] in tab.inner_text(".kb-check")
    facts = checker.record()["facts"]
    assert facts["new_email"] == "anna@example.org"
    tab.go_back()
    tab.go_forward()
    assert checker.record()["facts"] == facts
    stored = tab.evaluate("JSON.stringify([history.state, {...localStorage}, {...sessionStorage}])")
    assert "nna" not in stored


def test_back_leads_to_the_question_before_and_at_last_out_of_the_checker(tab: Page) -> None:
    tab.goto(page_of(LEAVE, "en"))
    tab.click(f"kb-checker[rule={LEAVE}] > button")
    form = tab.locator(".kb-check__form")
    first = form.get_attribute("data-input")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert form.get_attribute("data-input") != first
    tab.go_back()
    assert form.get_attribute("data-input") == first
    assert tab.evaluate("document.activeElement.closest('.kb-check__form') !== null")
    tab.go_back()
    assert tab.locator(".kb-check").count() == 0
    assert tab.evaluate("document.activeElement.parentElement.localName") == "kb-checker"
    tab.go_forward()
    assert form.get_attribute("data-input") == first


def test_it_works_in_a_page_opened_from_a_file(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / page_of(LEAVE, "de")[1:] / "index.html").as_uri() + SHARED)
    page.locator(".kb-answer__outcome").wait_for()
    assert CENTER.words(LEAVE, "de").outcome("denied").text in page.inner_text(".kb-check")
    link = page.locator(".kb-answer__advice a").first.get_attribute("href")
    assert str(link).startswith(site.as_uri())
    page.goto(str(link))
    assert page.get_attribute("html", "lang") == "de"
    page.close()


def test_a_rule_that_cannot_be_loaded_is_said_and_can_be_tried_again(tab: Page) -> None:
    tab.route("**/assets/rules/de/*.json", lambda route: route.abort())
    tab.goto(page_of(LEAVE, "de"))
    tab.click(f"kb-checker[rule={LEAVE}] > button")
    failed = tab.locator(f"kb-checker[rule={LEAVE}] [role=alert]")
    failed.wait_for()
    assert failed.inner_text() == CENTER.site("de")["checker.failed"]
    tab.unroute("**/assets/rules/de/*.json")
    tab.click(f"kb-checker[rule={LEAVE}] > button")
    tab.locator(".kb-check").wait_for()
    assert not failed.is_visible()
