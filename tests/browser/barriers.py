"""What axe finds on a page, in every size and both schemes of colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]

# WCAG 2.2 AA, and what axe holds for good practice.
RULES = {
    "resultTypes": ["violations"],
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
        "best-practice",
    ],
}
PHONE, DESK = (390, 844), (1440, 900)
# One thing changes from each look to the next: a page is laid out anew once only.
LOOKS: tuple[tuple[tuple[int, int], Scheme], ...] = (
    (PHONE, "dark"),
    (PHONE, "light"),
    (DESK, "light"),
    (DESK, "dark"),
)
_COLOURS = """(scheme) => {
  const { dataset } = document.body;
  if (dataset.mdColorScheme) dataset.mdColorScheme = scheme === "dark" ? "slate" : "default";
}"""
_RUN = """(rules) => axe.run(document, rules).then(({ violations }) => violations.flatMap(
  ({ id, nodes }) => nodes.map((each) => `${id}: ${each.target} ${each.failureSummary}`)))"""


def page_for_axe(browser: Browser, base: str, **options: Any) -> Page:
    """Return a page on which nothing moves; it starts as a phone with dark colours."""
    context = browser.new_context(
        base_url=base,
        # axe comes into the page by a script that the policy of the site would refuse.
        bypass_csp=True,
        viewport={"width": PHONE[0], "height": PHONE[1]},
        color_scheme="dark",
        reduced_motion="reduce",
        **options,
    )
    context.set_default_timeout(20_000)
    return context.new_page()


def barriers(
    page: Page, state: str, looks: Iterable[tuple[tuple[int, int], Scheme]] = LOOKS
) -> list[str]:
    """Return what axe finds on a page as it stands now, and where it is too wide, in each look."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{state}, {size[0]} {scheme}: {found}"
        for size, scheme in looks
        for found in _found(page, size, scheme)
    ]


def _found(page: Page, size: tuple[int, int], scheme: Scheme) -> Iterator[str]:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    page.evaluate(_COLOURS, scheme)
    yield from page.evaluate(_RUN, RULES)
    if page.evaluate("document.documentElement.scrollWidth") > size[0]:
        yield "it is wider than the window"
