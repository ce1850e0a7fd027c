"""A guide opened from a file, without any server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

GUIDE = "organization/switch-or-leave-organization/index.html"


def test_a_guide_from_a_file_has_its_looks_its_languages_and_its_checker(
    browser: Browser, site: Path
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / GUIDE).as_uri())
    family = "getComputedStyle(document.querySelector('h1')).fontFamily"
    assert "Figtree" in page.evaluate(family)
    assert page.evaluate("document.fonts.check('16px Figtree')")
    page.click(".kb-languages summary")
    page.click(".kb-languages a[hreflang=de]")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("h1")).to_be_visible()
    assert page.url == (site / "de" / GUIDE).as_uri()
    page.locator("kb-checker > button").first.click()
    page.locator(".kb-check__form").first.wait_for()
    assert errors == []
    page.close()
