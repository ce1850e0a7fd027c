"""A guide on paper: what is read there, and nothing that could only be clicked."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import TYPE_CHECKING, cast

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

GUIDE = "/fr/security/disable-two-factor/"
# What the article says where it is printed: each text that is shown, and where each link leads.
SHOWN = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { textContent, parentElement } = walker.currentNode;
    if (textContent.trim() && parentElement.checkVisibility()) found.push(textContent);
  }
  return found;
}"""
LINKS = """() => [...document.querySelectorAll("article a[data-address]")]
  .filter((link) => link.checkVisibility()).map((link) => link.href)"""
# What stands around a guide on the screen, and what is pressed there.
AROUND = """() => [...document.querySelectorAll(
  ".md-header, .kb-nav a, .kb-toc__title, .kb-footer, .kb-related h2, button, summary")]
  .map((each) => each.textContent.trim())"""
PHRASE = 12  # letters of what is no single word, which the guide may say too


@pytest.fixture
def paper(tab: Page) -> Page:
    tab.goto(GUIDE)
    tab.locator("kb-checker > button").first.wait_for()
    tab.emulate_media(media="print")
    return tab


def letters(text: str) -> str:
    """Return a text without what setting it in lines and pages changes."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", unicodedata.normalize("NFKC", text))


def sheets(page: Page) -> list[str]:
    """Return the letters of each sheet of the page as a PDF."""
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return [letters(sheet.extract_text()) for sheet in pdf.pages]


def test_the_decision_table_stands_there_and_no_button(paper: Page) -> None:
    assert paper.locator(".kb-table td.kb-outcome").first.is_visible()
    assert paper.locator(".kb-conditions li").first.is_visible()
    hidden = "button, summary, kb-checker, dialog, header.md-header, .kb-footer, .kb-nav, .kb-hint"
    assert paper.locator(f":is({hidden}):visible").all_inner_texts() == []


def test_the_permanent_address_stands_at_the_foot(paper: Page) -> None:
    field = paper.locator("#kb-share")
    expect(field).to_be_visible()
    assert re.search(r"/a/\d+/$", field.input_value())
    below = """field => [...document.querySelectorAll("article *")].filter((each) =>
        field.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING
        && each.getClientRects().length).map((each) => each.outerHTML)"""
    assert field.evaluate(below) == []


def test_nothing_is_wider_than_the_sheet(paper: Page) -> None:
    paper.set_viewport_size({"width": 680, "height": 960})
    assert paper.evaluate("document.documentElement.scrollWidth") <= 680


def test_paper_is_light_where_the_screen_is_dark(paper: Page) -> None:
    painted = """() => ["body", "h1", "th", ".kb-steps li", ".kb-callout"].map((each) => {
      const { color, backgroundColor } = getComputedStyle(document.querySelector(each));
      return [each, color, backgroundColor];
    })"""
    light = paper.evaluate(painted)
    paper.emulate_media(media="screen")
    paper.click(".kb-palette")
    dark = paper.evaluate(painted)
    paper.emulate_media(media="print")
    assert dark != light
    assert paper.evaluate(painted) == light


@pytest.mark.parametrize("guide", [GUIDE, "/de/billing/billing-frequency/"])
def test_the_pdf_says_all_that_is_read_and_nothing_that_is_clicked(
    tab: Page, address: str, guide: str
) -> None:
    tab.goto(guide, wait_until="networkidle")
    around = {letters(each) for each in cast("list[str]", tab.evaluate(AROUND))}
    permanent = tab.input_value("#kb-share")
    tab.emulate_media(media="print")
    shown, links = (cast("list[str]", tab.evaluate(script)) for script in (SHOWN, LINKS))
    found = sheets(tab)
    assert len(found) > 1
    assert permanent.startswith(f"{address}/a/")
    assert all(letters(permanent) in sheet for sheet in found)
    numbers = [f"{at}/{len(found)}" for at in range(1, len(found) + 1)]
    assert all(number in sheet for number, sheet in zip(numbers, found, strict=True))
    whole = "".join(found).replace(letters(permanent), "")
    for number in numbers:
        whole = whole.replace(number, "")
    assert len(shown) > 50
    lost = [each for each in shown if letters(each) not in whole]
    assert lost == [], "nothing is cut"
    assert links
    assert [each for each in links if letters(f"({each})") not in whole] == []
    furniture = {each for each in around - set(map(letters, shown)) if len(each) > PHRASE}
    assert len(furniture) > 10
    assert [each for each in furniture if each in whole] == []
