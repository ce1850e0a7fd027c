"""axe finds nothing: on no kind of page, in no state, language, size or colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import LOOKS, PHONE, barriers, page_for_axe
from tests.browser.checker_cases import LEAVE, SHARED
from tests.browser.desk_page import FINDING, receipt_code
from tests.browser.kinds import KINDS, path_of
from tests.browser.test_search import FIELD, FOUND
from tests.built_site import LANGUAGES, addresses, language_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# Both workers that hold the site take their part.
GROUPS = {"en": "site", "fr": "site", "de": "site", "it": "tools", "es": "tools"}

pytestmark = pytest.mark.browser

in_each_language = pytest.mark.parametrize(
    "language",
    [pytest.param(each, marks=pytest.mark.xdist_group(GROUPS[each])) for each in LANGUAGES],
)


@pytest.mark.xdist_group("site")
def test_the_kinds_together_show_everything_that_pages_are_made_of(site: Path) -> None:
    def made_of(path: str) -> set[str]:
        page = (site / path[1:] / "index.html").read_text("utf-8")
        return set(re.findall(r"\bkb-[\w-]+", page))

    every = [path for path in addresses(site) if language_of(path) == "de"]
    kinds = [path_of(kind, "de") for kind in KINDS if kind != "unknown address"]
    assert set().union(*map(made_of, every)) == set().union(*map(made_of, kinds))


@in_each_language
def test_no_kind_of_page_has_a_barrier(browser: Browser, address: str, language: str) -> None:
    page = page_for_axe(browser, address)
    found: list[str] = []
    for kind in KINDS:
        page.goto(path_of(kind, language))
        scheme = page.get_attribute("body", "data-md-color-scheme")
        assert scheme == (None if kind == "unknown address" else "slate")
        page.evaluate("for (const each of document.querySelectorAll('.kb-exact')) each.open = true")
        found += barriers(page, kind)
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.context.close()
    assert found == []


@in_each_language
def test_nothing_that_opens_has_a_barrier(browser: Browser, address: str, language: str) -> None:
    page = page_for_axe(browser, address)
    found: list[str] = []
    page.goto(path_of("home", language))
    page.click(".kb-languages summary")
    found += barriers(page, "languages")
    page.keyboard.press("/")
    page.fill(FIELD, "Infomaniak")
    page.locator(FOUND).first.wait_for()
    found += barriers(page, "search")
    page.fill(FIELD, "xqzwv")
    expect(page.locator("#kb-search [role=status]")).to_contain_text("xqzwv")
    found += barriers(page, "search without results")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(path_of("guide with conditions", language))
    page.click(".kb-header__menu")
    found += barriers(page, "drawer", [look for look in LOOKS if look[0] == PHONE])
    page.keyboard.press("Escape")
    page.click(f"kb-checker[rule={LEAVE}] > button")
    page.locator(".kb-check__form").wait_for()
    found += barriers(page, "question")
    page.goto("about:blank")
    page.goto(path_of("guide with conditions", language) + SHARED)
    page.locator(".kb-answer__outcome").wait_for()
    found += barriers(page, "answer")
    found += barriers(_desk_with_a_case(page, language), "desk with a case")
    page.context.close()
    assert found == []


def _desk_with_a_case(page: Page, language: str) -> Page:
    """Open a case at the desk with all that can stand there at once, and find another rule."""
    made = {"rule": LEAVE, "as_of": "2026-11-22", "made": "2026-11-22", "ruleset": ""}
    said = {"status": "decided", "outcome": "allowed", "reasons": [], "open_reasons": []}
    facts = {"values": {}, "left_out": [], "facts": {"is_owner": True, "owner_count": 1}}
    page.goto("about:blank")
    page.goto(path_of("desk", language) + f"#receipt={receipt_code({**made, **said, **facts})}")
    page.locator(FINDING).wait_for()
    page.fill("#kb-desk-find", "domain")
    page.locator("[role=option]").first.wait_for()
    return page


@pytest.mark.xdist_group("site")
@pytest.mark.parametrize("path", ["/a/106/", "/translations/"])
def test_no_page_that_stands_by_itself_has_a_barrier(
    browser: Browser, address: str, path: str
) -> None:
    page = page_for_axe(browser, address)
    page.route("**/permanent.js", lambda route: route.abort())  # which would lead on at once
    page.goto(path)
    found = barriers(page, path)
    page.context.close()
    assert found == []
