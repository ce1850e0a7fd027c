"""What pages weigh: as they stand, and as a first visit downloads them, compressed, in Chromium."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Request, sync_playwright

from tests.chromium import QUIET, chromium

KIB = 1024
PAGE, VISIT, SEARCH = 25 * KIB, 150 * KIB, 300_000
KINDS = {
    "home": "/fr/",
    "section": "/fr/security/",
    "guide, the heaviest": "/fr/security/disable-two-factor/",
    "guide with a form": "/de/billing/billing-frequency/",
    "rule": "/fr/rules/leave-organization/",
    "all rules": "/fr/rules/",
    "what changed": "/fr/changes/",
    "agents' desk": "/fr/agents/",
}
# A word that most guides hold, so that as many as are shown at most are found.
QUERY = "Infomaniak"

Row = tuple[str, str, str, bool]


def weigh(site: Path, address: str) -> list[Row]:
    """Return for each kind of page what was measured, the target, and whether it is met."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        rows = [_page(browser, site, address, kind) for kind in KINDS]
        rows.append(_search(browser, address))
        browser.close()
    heaviest = max(path.stat().st_size for path in site.rglob("index.html"))
    rows.append(("heaviest page of all", f"{heaviest:,} B HTML", f"≤ {PAGE:,} B", heaviest <= PAGE))
    return rows


def _page(browser: Browser, site: Path, address: str, kind: str) -> Row:
    path = KINDS[kind]
    html = (site / path.strip("/") / "index.html").stat().st_size
    sizes = _visit(browser, address + path)
    seen = f"{html:,} B HTML, {sum(sizes):,} B over the wire, {len(sizes)} requests"
    target = f"≤ {PAGE:,} B, ≤ {VISIT:,} B"
    return kind, seen, target, html <= PAGE and sum(sizes) <= VISIT


def _visit(browser: Browser, url: str, query: str = "") -> list[int]:
    """Return the bytes of each answer, with its head: of a first visit, or of a search on it."""
    page = browser.new_context().new_page()  # nothing is kept from another visit
    done: list[Request] = []
    page.on("requestfinished", lambda each: done.append(each))  # noqa: PLW0108  no plain method
    page.goto(url, wait_until="networkidle")
    if query:
        done.clear()
        page.keyboard.press("/")
        page.fill("#kb-search [role=combobox]", query)
        page.locator("#kb-found a span").first.wait_for()
        page.wait_for_load_state("networkidle")
    sizes = [each.sizes() for each in done]
    page.context.close()
    return [each["responseBodySize"] + each["responseHeadersSize"] for each in sizes]


def _search(browser: Browser, address: str) -> Row:
    sizes = _visit(browser, address + KINDS["home"], QUERY)
    seen = f"{sum(sizes):,} B over the wire, {len(sizes)} requests"
    return "first search", seen, f"≤ {SEARCH:,} B", sum(sizes) <= SEARCH
