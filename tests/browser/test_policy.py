"""The policy that every page carries, `default-src 'self'`, and nothing on any page against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.checker_cases import LEAVE, page_of
from tests.built_site import SECURITY_POLICY

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

META = f'<meta http-equiv="Content-Security-Policy" content="{SECURITY_POLICY}">'
LISTEN = """
  globalThis.refused = [];
  addEventListener("securitypolicyviolation", (event) =>
    refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


def test_every_page_carries_the_policy(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 250
    for page in pages:
        head = page.read_text("utf-8").partition("</head>")[0]
        assert head.count(META) == 1, page
        before = head.partition(META)[0]
        assert not any(tag in before for tag in ("<script", "<link", "<style")), page


def test_hosts_are_told_the_policy(site: Path) -> None:
    assert f"Content-Security-Policy: {SECURITY_POLICY}" in (site / "_headers").read_text("utf-8")


def test_no_style_sheet_of_the_site_holds_an_image(site: Path) -> None:
    sheets = list((site / "assets").rglob("*.css"))
    assert sheets
    for sheet in sheets:
        assert "data:" not in sheet.read_text("utf-8"), sheet


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_kind_of_page_does_what_the_policy_refuses(
    browser: Browser, address: str, site: Path, scheme: str
) -> None:
    number = next(path.parent.name for path in sorted(site.glob("a/*/index.html")))
    kinds = ["/", "/de/", "/billing/", "/it/security/", "/fr/nowhere/", f"/a/{number}/"]
    kinds += ["/agents/", page_of(LEAVE, "es"), page_of("frequency-change-timing", "en")]
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.add_init_script(LISTEN)
    for path in kinds:
        page.goto(address + path, wait_until="load")
        page.emulate_media(media="print")
        page.emulate_media(media="screen")
        for opener in page.locator("kb-checker > button, .kb-languages summary").all():
            opener.click()
        expect(page.locator("kb-checker > button[aria-busy]")).to_have_count(0)
        assert page.evaluate("refused") == [], path
    page.close()


def test_an_icon_of_the_theme_is_drawn_from_a_file(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script(LISTEN)
    page.goto(address + "/")
    with page.expect_response(lambda response: "/assets/stylesheets/icons/" in response.url) as got:
        page.evaluate("""() => {
          const held = document.createElement("div");
          held.className = "md-typeset";
          held.innerHTML =
            '<div class="admonition note"><p class="admonition-title">Note</p></div>';
          document.body.append(held);
        }""")
        page.locator(".admonition-title").scroll_into_view_if_needed()
    assert got.value.ok
    assert page.evaluate("refused") == []
    page.close()
