"""The contents beside a page show which part of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


def test_the_part_that_is_read_is_marked_and_the_contents_stay_in_sight(tab: Page) -> None:
    tab.set_viewport_size({"width": 1440, "height": 500})
    tab.goto("/fr/security/disable-two-factor/")
    marked, contents = tab.locator(".kb-toc .md-nav__link--active"), tab.locator(".kb-toc")
    expect(contents).to_be_in_viewport()
    expect(marked).to_have_count(0)  # the head of the page is no part
    for part in ("regain", "disable"):
        tab.evaluate("id => document.getElementById(id).scrollIntoView()", part)
        expect(marked).to_have_attribute("href", f"#{part}")
        expect(contents).to_be_in_viewport()
    header = tab.locator(".md-header").bounding_box()
    beside = tab.locator(".kb-toc, .kb-nav").all()
    assert header
    for each in beside:
        box = each.bounding_box()
        assert box
        assert box["y"] >= header["y"] + header["height"]
        scrolled = each.locator("xpath=ancestor::div[contains(@class, 'scrollwrap')]")
        held = scrolled.bounding_box()
        assert held
        assert held["y"] + held["height"] <= 500
