"""A guide on paper: what is read there, and nothing that could only be clicked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

GUIDE = "/fr/security/disable-two-factor/"


@pytest.fixture
def paper(tab: Page) -> Page:
    tab.goto(GUIDE)
    tab.locator("kb-checker > button").first.wait_for()
    tab.emulate_media(media="print")
    return tab


def test_the_decision_table_stands_there_and_no_button(paper: Page) -> None:
    assert paper.locator(".kb-table td.kb-outcome").first.is_visible()
    assert paper.locator(".kb-conditions li").first.is_visible()
    hidden = "button, summary, kb-checker, dialog, header.md-header, .kb-footer, .kb-nav, .kb-hint"
    assert paper.locator(f":is({hidden}):visible").all_inner_texts() == []


def test_a_link_is_followed_by_the_address_it_leads_to(paper: Page, address: str) -> None:
    link = paper.locator(".kb-block a:visible").first
    said = link.evaluate("link => getComputedStyle(link, '::after').content")
    leads_to = re.escape(f"{address}/fr/security/")
    assert re.search(rf"{leads_to}[a-z-]+/", said)


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
    assert paper.pdf(format="A4").startswith(b"%PDF")
