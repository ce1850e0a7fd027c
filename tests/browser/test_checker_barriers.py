"""The checker for everybody: contrast, names, sizes, without script, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.checker_cases import CASES, CENTER, LEAVE, SHARED, listed_in, page_of
from tests.browser.checker_page import CHECKER, CheckerPage

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tools")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_checker_has_no_barrier_and_fits(
    browser: Browser, address: str, width: int, scheme: Scheme
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page.goto(address + page_of(LEAVE, "de"))
    checker = CheckerPage(page, CENTER.site("de"))

    def look(what: str) -> None:
        found = Axe().run(page, context=CHECKER).response["violations"]
        assert [(what, each["id"], each["nodes"][0]["target"]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, what
        small = page.evaluate(SMALL, [CHECKER, TARGETS, 44 if width == 390 else 24])
        assert small == [], what

    kinds = ["leave-organization", "may-add-user", "billing-currency", "promo-code-amount"]
    for rule in [*kinds, "frequency-change-timing", "change-login-identifier"]:
        checker.begin(rule)
        look(f"{rule}: question")
        page.keyboard.press("Tab")
        if page.locator(f"{CHECKER} form button:not([type])").count():
            page.locator(f"{CHECKER} form button:not([type])").click()
            look(f"{rule}: error")
        checker.begin(rule)
        checker.answer(CASES[rule], listed_in(rule, "de"))
        look(f"{rule}: answer")
    page.close()


TARGETS = "button, input:not([type=radio]), select, label:has([type=radio])"
SMALL = """([checker, targets, least]) =>
  [...document.querySelectorAll(`${checker} :is(${targets})`)]
  .filter((each) => each.getClientRects().length)
  .map((each) => [each.textContent, each.getBoundingClientRect()])
  .filter(([words, { height, width }]) => height < least || width < 24)
  .map(([words, { height }]) => `${words}: ${height}`)"""


def test_without_script_the_conditions_stand_there_and_no_checker(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + page_of(LEAVE, "en"))
    assert page.locator(".kb-conditions li").first.is_visible()
    assert page.locator("kb-checker").first.inner_text().strip() == ""
    context.close()


def test_on_paper_the_conditions_stand_and_no_checker(tab: Page) -> None:
    tab.goto(page_of(LEAVE, "en") + SHARED)
    tab.locator(".kb-answer__outcome").wait_for()
    tab.emulate_media(media="print")
    assert not tab.locator("kb-checker").first.is_visible()
    assert tab.locator(".kb-conditions li").first.is_visible()
