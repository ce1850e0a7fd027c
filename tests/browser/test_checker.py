"""Questions and answers of the checker, in the real browser and by the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.checker_cases import (
    CASES,
    CENTER,
    LEAVE,
    RULES,
    SHARED,
    decided,
    listed_in,
    page_of,
)
from tests.browser.checker_page import CHECKER, CheckerPage
from tests.built_site import LANGUAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tools")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_reaches_an_outcome_by_the_keyboard_alone(tab: Page, language: str) -> None:
    tab.goto(page_of(LEAVE, language))
    checker = CheckerPage(tab, CENTER.site(language))
    turn = LANGUAGES.index(language)
    for rule in RULES[turn :: len(LANGUAGES)]:  # the keys are the same in all of them
        checker.begin(rule)
        seen = checker.answer(CASES[rule], listed_in(rule, language))
        record = checker.record()
        assert record == decided(record), rule
        assert record["status"] == "decided", (rule, record)
        assert seen["outcome"] == CENTER.words(rule, language).outcome(record["outcome"]).text
        assert seen["words"] == seen["outcome"]  # and the focus is on it


def test_an_amount_is_asked_with_its_currency_and_shown_in_it(tab: Page) -> None:
    tab.goto(page_of(LEAVE, "de"))
    checker = CheckerPage(tab, CENTER.site("de"))
    checker.begin("promo-code-amount")
    tab.keyboard.type("1250")
    tab.keyboard.press("Tab")
    tab.keyboard.type("CHF")
    checker.press_named(CENTER.site("de")["checker.next"])
    tab.keyboard.type("50")
    tab.keyboard.press("Enter")
    assert "CHF\u00a01’200.00" in tab.inner_text(".kb-check__answer")


NUMBERS = [
    ("de", "1'000.50", "1000.50"),
    ("de", "1’000", "1000"),
    ("de", "12,5", "12.5"),
    ("fr", "1 000,50", "1000.50"),
    ("es", "1.000,50", "1000.50"),
    ("es", "1.000", "1000"),
    ("en", "1,000.50", "1000.50"),
    ("it", "100.-", "100"),
]


@pytest.mark.parametrize(("language", "typed", "value"), NUMBERS)
def test_amounts_are_read_as_people_write_them(
    tab: Page, language: str, typed: str, value: str
) -> None:
    tab.goto(page_of(LEAVE, language))
    checker = CheckerPage(tab, CENTER.site(language))
    checker.begin("promo-code-amount")
    name = checker.seen()["asked"]
    checker.give("text", typed, {})
    assert checker.record()["facts"] == {name: value}


WRONG = [
    ("leave-organization", "owner_count", ["", "two", "1.5", "-1", "99999999999"]),
    ("prepaid-payment-split", "prepaid_balance", ["", "ten", "-5", "1,2,3", "1.000"]),
    ("frequency-change-timing", "change_date", ["", "31/2/2026", "1/13/2026", "1/1/26", "1//2026"]),
    ("change-login-identifier", "new_email", ["", "anna", "anna@", "a b@c.ch"]),
    ("sepa-transfer-destination", "beneficiary_iban", ["", "CH93", "not an iban at all"]),
    ("may-add-user", "role", [""]),
    ("billing-currency", "organization_country", [""]),
]


@pytest.mark.parametrize(("rule", "name", "wrong"), WRONG)
def test_what_does_not_fit_is_explained_beside_the_field(
    tab: Page, rule: str, name: str, wrong: list[str]
) -> None:
    tab.goto(page_of(LEAVE, "de"))
    site = CENTER.site("de")
    checker = CheckerPage(tab, site)
    checker.begin(rule)
    reach(checker, rule, name)
    errors = {words.partition("{")[0] for key, words in site.items() if ".errors." in key}
    for typed in wrong:
        control = checker.seen()["control"]
        if control == "text" and tab.evaluate("document.activeElement.id").endswith("-day"):
            fields = tab.locator(".kb-field__date input")
            for at, part in enumerate([*typed.split("/"), "", "", ""][:3]):
                fields.nth(at).fill(part)
            fields.first.press("Enter")
        elif control not in ("radio", "select-one"):
            tab.locator(".kb-field input").first.fill(typed)
            tab.keyboard.press("Enter")
        else:
            tab.get_by_role("button", name=site["checker.next"]).click()
        seen = checker.seen()
        assert seen["asked"] == name, typed
        assert any(seen["error"].startswith(error) for error in errors), seen
        assert seen["inside"]
        active = tab.locator(f"{CHECKER} :focus")
        described = active.evaluate(
            "each => each.closest('[aria-describedby]').getAttribute('aria-describedby')"
        )
        assert tab.locator(f"#{described.split(' ')[0]}").inner_text() == seen["error"]
        if control not in ("radio", "select-one") and "/" not in typed:
            assert active.input_value() == typed  # nothing is lost


def reach(checker: CheckerPage, rule: str, name: str) -> None:
    """Answer as a case does until an input is asked."""
    choices = listed_in(rule, "de")
    facts = {**CASES[rule]}
    for _ in range(20):
        seen = checker.seen()
        if seen["asked"] == name:
            return
        assert seen["asked"], f"{name} is not asked"
        checker.give(seen["control"], facts[seen["asked"]], choices.get(seen["asked"], {}))
    raise AssertionError(name)


def test_facts_that_contradict_each_other_are_shown_to_be_changed(tab: Page) -> None:
    tab.goto(page_of(LEAVE, "fr") + SHARED.replace("owner_count=1", "owner_count=9"))
    shown = tab.locator(".kb-check")
    shown.locator(".kb-answer__outcome--invalid").wait_for()
    assert CENTER.words(LEAVE, "fr").constraint("inconsistent-counts").text in shown.inner_text()
    labels = shown.locator("dt").all_inner_texts()
    assert CENTER.words(LEAVE, "fr").label("owner_count").text in labels
    shown.locator(".kb-check__answers button").first.click()
    assert tab.locator(".kb-check__form").count() == 1


def test_who_knows_nothing_is_told_what_is_still_needed(tab: Page) -> None:
    tab.goto(page_of(LEAVE, "it"))
    checker = CheckerPage(tab, CENTER.site("it"))
    checker.begin(LEAVE)
    checker.answer({}, {})
    assert checker.record()["status"] == "needs-info"
    assert CENTER.site("it")["decision.missing"] in tab.inner_text(".kb-check__rest")
