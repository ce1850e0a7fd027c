"""What readers set for themselves: larger text, more room between words, no motion, few colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import PHONE, page_for_axe
from tests.browser.checker_cases import SHARED
from tests.browser.kinds import KINDS, path_of
from tests.browser.test_search import FIELD, FOUND
from tests.built_site import LANGUAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tools")]

NAMES = {"en": "English", "fr": "Français", "de": "Deutsch", "it": "Italiano", "es": "Español"}

# A window of 1280 pixels at 200 and at 400 percent (WCAG 1.4.4 and 1.4.10).
ZOOMED = ((640, 400), (320, 256))
# WCAG 1.4.12.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Words that a box cuts off, things of the header that lie on each other, and a page that is too
# wide. A sentence found by the search is shortened on purpose; a field scrolls.
LOST = """() => {
  const lost = [...document.querySelectorAll("body *:not(input, textarea)")].filter((each) => {
    const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(each);
    const cuts = [overflowX, overflowY].map((way) => way === "hidden" || way === "clip");
    return each.clientWidth > 2 && each.textContent.trim() && webkitLineClamp === "none"
      && (cuts[0] && each.scrollWidth > each.clientWidth + 1
        || cuts[1] && each.scrollHeight > each.clientHeight + 1);
  }).map((each) => `cut off: ${each.className} ${each.textContent.trim().slice(0, 40)}`);
  const boxes = [...document.querySelectorAll(".md-header__inner > :not(dialog)")]
    .map((each) => [each, each.getBoundingClientRect()]).filter(([, { width }]) => width);
  for (const [at, [each, { right }]] of boxes.entries()) {
    const next = boxes[at + 1]?.[1].left ?? innerWidth;
    if (right > next + 0.5) lost.push(`over the next: ${each.className}`);
  }
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) lost.push(`${width} pixels wide`);
  return lost;
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((each) => {
  const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(each);
  return /[1-9]/.test(transitionDuration + animationDuration) || scrollBehavior === "smooth";
}).length + document.getAnimations().length"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_lost_at_twice_and_four_times_the_size_and_with_more_room_between_words(
    browser: Browser, address: str, language: str
) -> None:
    page = page_for_axe(browser, address)
    lost: dict[str, list[str]] = {}

    def look(state: str) -> None:
        for room in ("", "with room"):
            if room:
                page.evaluate(SPACED)
            for width, height in ZOOMED:
                page.set_viewport_size({"width": width, "height": height})
                if found := page.evaluate(LOST):
                    lost[f"{state} {width} {room}"] = found
        page.evaluate("document.adoptedStyleSheets = []")

    for kind in KINDS:
        page.goto(path_of(kind, language))
        look(kind)
    page.goto(path_of("guide with conditions", language) + SHARED)
    page.locator(".kb-answer__outcome").wait_for()
    look("answer")
    page.keyboard.press("/")
    page.fill(FIELD, "Infomaniak")
    page.locator(FOUND).first.wait_for()
    look("search")
    page.context.close()
    assert lost == {}


def test_nothing_moves_for_who_wants_no_motion(browser: Browser, address: str) -> None:
    page = page_for_axe(browser, address)
    for kind in KINDS:
        page.goto(path_of(kind, "de"))
        assert page.evaluate(MOVING) == 0, kind
    page.goto(path_of("guide with conditions", "de"))
    page.click(".kb-header__menu")
    assert page.evaluate(MOVING) == 0
    left = page.evaluate("document.querySelector('.kb-nav').getBoundingClientRect().left")
    assert left == 0, "the drawer is there at once"
    page.keyboard.press("Escape")
    page.click("kb-checker > button >> nth=0")
    page.locator(".kb-check__form").wait_for()
    assert page.evaluate(MOVING) == 0
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_named_in_itself_and_says_so(
    browser: Browser, address: str, language: str
) -> None:
    page = page_for_axe(browser, address)
    page.goto(path_of("guide with conditions", language))
    assert page.get_attribute("html", "lang") == language
    for place in (".kb-languages", ".kb-footer"):
        links = page.locator(f"{place} a[hreflang]").all()
        names = [(link.get_attribute("lang"), link.text_content()) for link in links]
        assert names == list(NAMES.items())
    page.context.close()


def test_with_few_colours_what_is_chosen_and_what_has_the_focus_still_shows(
    browser: Browser, address: str
) -> None:
    page = page_for_axe(browser, address)
    page.emulate_media(forced_colors="active")
    page.goto(path_of("guide with conditions", "de"))
    page.keyboard.press("Tab")
    assert _outline(page, ":focus") == "solid"
    page.keyboard.press("/")
    page.fill(FIELD, "Organisation")
    page.locator(FOUND).first.wait_for()
    expect(page.locator(f"{FIELD}:focus")).to_have_count(1)
    assert _outline(page, ".kb-find-guides__field") == "solid"
    assert _outline(page, "#kb-found [aria-selected=true]") == "solid"
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.context.close()


def _outline(page: Page, of: str) -> str:
    return str(page.locator(of).evaluate("(each) => getComputedStyle(each).outlineStyle"))
