"""Every page in a real browser, at the width of a phone and of a desk."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.built_site import LANGUAGES, addresses, language_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# The site is built once, for everything that looks at it.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

PHONE, DESK = 390, 1440
GUIDE = "organization/switch-or-leave-organization/"
RAW = re.compile(
    r"<(value|label|guide|term|example):|\{\w+\}|\b(page|site|blocks|table|home)\.[a-z]"
)

# Words that their own box does not hold: the page is narrow enough, and they cover what is beside.
HELD = ".kb-nav a, .kb-toc a, .kb-cards a, .kb-about li, .md-content :is(h1, h2, p, li, td)"
SPILLED = """(held) => [...document.querySelectorAll(held)]
  .filter((each) => each.clientWidth > 2 && each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.textContent)"""


@dataclass
class Seen:
    """A page of the browser, and what it did beside showing."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda said: self._note(said.type, said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path, wait_until="load")
        return self.page


def opened(browser: Browser, base: str, width: int) -> Seen:
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.set_default_timeout(10_000)
    return Seen(page, base)


def pages_of(site: Path, language: str) -> list[str]:
    return [path for path in addresses(site) if language_of(path) == language]


def all_kinds(site: Path, language: str) -> list[str]:
    """Return a few pages of a language that together show everything the style sheets know."""
    classes = {
        path: set(re.findall(r"\bkb-[\w-]+", (site / path[1:] / "index.html").read_text("utf-8")))
        for path in pages_of(site, language)
    }
    found: list[str] = []
    missing = set[str]().union(*classes.values())
    while missing:
        found.append(max(classes, key=lambda path: len(classes[path] & missing)))
        missing -= classes[found[-1]]
    return found


def worth_a_look(site: Path, language: str, width: int) -> list[str]:
    """Return the pages to open: what overflows does so in German on a phone, or beside a list."""
    every = pages_of(site, language)
    if width == PHONE and language == "de":
        return every
    if width == DESK:  # the navigation of a section page holds the titles of all its guides
        sections = [path for path in every if path.count("/") == (2 if language == "en" else 3)]
        return list(dict.fromkeys([*all_kinds(site, language), *sections]))
    return all_kinds(site, language)


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_and_keep_to_themselves(
    browser: Browser, address: str, site: Path, language: str, width: int
) -> None:
    seen = opened(browser, address, width)
    for path in worth_a_look(site, language, width):
        page = seen.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate("document.body.scrollWidth") <= width, path
        assert page.evaluate(SPILLED, HELD) == [], path
        assert page.get_attribute("html", "lang") == language
        assert not RAW.search(page.inner_text("body")), path
    assert not [url for url in seen.requests if not url.startswith((address, "blob:", "data:"))]
    assert not seen.complaints
    seen.page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_switcher_stays_on_the_page(
    browser: Browser, address: str, language: str
) -> None:
    seen = opened(browser, address, PHONE)
    page = seen.open(f"/{GUIDE}")
    page.click(".kb-languages summary")
    page.click(f".kb-languages a[hreflang={language}]")
    prefix = "" if language == "en" else f"{language}/"
    page.wait_for_url(f"{address}/{prefix}{GUIDE}")
    assert page.get_attribute("html", "lang") == language
    assert not [url for url in seen.requests if "sitemap" in url]
    page.close()


def test_the_list_of_languages_closes_by_escape_and_gives_the_focus_back(
    browser: Browser, address: str
) -> None:
    page = opened(browser, address, DESK).open("/")
    page.focus(".kb-languages summary")
    page.keyboard.press("Enter")
    assert page.locator(".kb-languages a").first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.locator(".kb-languages a").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.close()


def test_the_drawer_lists_the_sections_on_a_phone(browser: Browser, address: str) -> None:
    page = opened(browser, address, PHONE).open(f"/it/{GUIDE}")
    page.click(".kb-header__menu")
    page.click(".kb-nav >> text=Fatturazione")
    page.wait_for_url(f"{address}/it/billing/")
    page.close()


@pytest.mark.parametrize(
    ("path", "language"),
    [("/nowhere/", "en"), ("/fr/nulle-part/", "fr"), ("/de/x/y/", "de")],
)
def test_an_unknown_address_answers_in_its_language(
    browser: Browser, address: str, path: str, language: str
) -> None:
    page = opened(browser, address, PHONE).open(path)
    assert page.get_attribute("html", "lang") == language
    assert page.locator("main > section:visible").count() == 1
    assert page.get_attribute("main > section:visible", "lang") == language
    page.close()


def test_without_script_a_guide_is_whole_and_an_unknown_address_is_in_every_language(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/es/{GUIDE}")
    assert page.locator(".kb-conditions li").count() >= 4
    assert page.locator(".kb-steps li").first.is_visible()
    page.goto(f"{address}/nowhere/")
    assert page.locator("main > section:visible").count() == len(LANGUAGES)
    context.close()


def test_the_colours_chosen_are_kept(browser: Browser, address: str) -> None:
    page = opened(browser, address, DESK).open("/")
    page.click(".kb-palette")
    page.goto(f"{address}/fr/")
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"
    assert not page.context.cookies()
    page.close()
