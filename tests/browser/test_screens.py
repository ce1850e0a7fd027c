"""Screens in a real browser: words fit their boxes and can be read in both schemes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest

from knowledge_base.pages.lettering import width
from tests.built_site import LANGUAGES, addresses, language_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

PHONE = 390
GUIDE = "organization/switch-or-leave-organization/"
FIGURE = re.compile(r'<figure class="kb-screen".*?</figure>')
SPILLED = """() => [...document.querySelectorAll(".kbs-drawing")].flatMap((svg) => {
  const column = svg.closest("li, .kb-block").getBoundingClientRect();
  const drawing = svg.getBoundingClientRect();
  const spilled = drawing.right > column.right + 1 || drawing.height > 200 ? ["drawing"] : [];
  for (const words of svg.querySelectorAll("text")) {
    const box = words.closest("g")?.querySelector("rect") ?? svg;
    const outer = box.getBoundingClientRect(), inner = words.getBoundingClientRect();
    if (inner.left < outer.left || inner.right > outer.right) spilled.push(words.textContent);
  }
  return spilled;
})"""
LENGTHS = """() => [...document.querySelectorAll(".kbs-drawing text")].map((words) => [
  words.textContent, words.getComputedTextLength()
])"""
CONTRASTS = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.querySelectorAll(".kbs-drawing text")].map((words) => {
    const box = words.closest("g")?.querySelector("rect")
      ?? document.querySelector(".kbs-window"); // drawings of a page share their window
    const pair = [light(getComputedStyle(words).fill), light(getComputedStyle(box).fill)];
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  });
}"""


def show_every_screen(page: Page, base: str, site: Path, language: str) -> None:
    """Open one guide, and put the screens of all guides of its language into its first step."""
    figures = {
        figure
        for path in addresses(site)
        if language_of(path) == language
        for figure in FIGURE.findall((site / path[1:] / "index.html").read_text("utf-8"))
    }
    assert len(figures) >= 20
    page.goto(f"{base}/{'' if language == 'en' else language + '/'}{GUIDE}")
    page.evaluate(
        "(all) => document.querySelector('.kb-steps li').insertAdjacentHTML('beforeend', all)",
        "".join(sorted(figures)),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_fit_their_boxes_on_a_phone(
    browser: Browser, address: str, site: Path, language: str
) -> None:
    page = browser.new_page(viewport={"width": PHONE, "height": 900})
    show_every_screen(page, address, site, language)
    assert page.evaluate(SPILLED) == []
    for words, length in page.evaluate(LENGTHS):
        assert length <= width(words) * 1.05, f"{words} is wider than it is taken for"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_in_both_schemes(
    browser: Browser, address: str, site: Path, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(viewport={"width": PHONE, "height": 900}, color_scheme=scheme)
    show_every_screen(page, address, site, "de")
    assert min(page.evaluate(CONTRASTS)) >= 4.5
    page.close()
