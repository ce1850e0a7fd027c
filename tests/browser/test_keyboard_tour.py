"""The site by the keyboard alone: every stop of a page, and a whole errand from page to page."""

from __future__ import annotations

from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.barriers import DESK, PHONE
from tests.browser.keyboard_focus import Focus, Stop
from tests.browser.kinds import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("feedback")]

DATA = Path(__file__).parent / "keyboard"
STOPS = cast("dict[str, list[str]]", yaml.safe_load((DATA / "stops.yml").read_text("utf-8")))
ERRAND = cast("list[dict[str, Any]]", yaml.safe_load((DATA / "errand.yml").read_text("utf-8")))
COPIED = "Kopiert"
MOST = 80


@pytest.fixture
def page(browser: Browser, asking: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=asking, locale="en", viewport={"width": PHONE[0], "height": PHONE[1]}
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.route("**/v1/feedback", lambda route: route.fulfill(status=204))
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def stops(page: Page, key: str, most: int = MOST) -> list[Stop]:
    """Press a key until the focus has left the page, or as often as is said."""
    focus, found = Focus(page), list[Stop]()
    for _ in range(most):
        page.keyboard.press(key)
        stop = focus.now()
        if stop is None:
            break
        found.append(stop)
    return found


@pytest.mark.parametrize("where", STOPS)
def test_the_tab_key_goes_through_a_page_in_its_order_and_nothing_is_lost_to_sight(
    page: Page, where: str
) -> None:
    kind, _, size = where.partition(", ")
    if size == "desk":
        page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.emulate_media(reduced_motion="reduce")
    page.goto(path_of(kind, "en"))
    forth = stops(page, "Tab")
    assert len(forth) < MOST, "the focus never leaves the page"
    called = [stop.called for stop in forth]
    expected = STOPS[where]
    assert [
        pattern if fnmatchcase(name, pattern) else name
        for name, pattern in zip(called, expected, strict=False)
    ] == expected[: len(called)]
    assert len(called) == len(expected)
    back = stops(page, "Shift+Tab", len(forth))
    assert [stop.called for stop in reversed(back)] == called
    assert [stop for stop in (*forth, *back) if not stop.found] == []
    tops = [stop.top for stop in forth if stop.in_article]
    assert all(below > above - 20 for above, below in pairwise(tops)), tops


def test_the_drawer_of_a_phone_is_gone_through_and_left_by_the_keyboard(page: Page) -> None:
    page.goto(path_of("section", "en"))
    first = page.locator(".kb-nav a").first
    page.locator(".kb-header__menu").focus()
    page.keyboard.press("Enter")
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(page.locator(".kb-header__menu:focus[aria-expanded=false]")).to_be_visible()
    page.keyboard.press("Enter")
    expect(first).to_be_focused()
    for _ in range(page.locator(".kb-nav a").count()):
        page.keyboard.press("Tab")
    # What comes next is not behind the drawer: it closed.
    expect(page.locator(".kb-path a").first).to_be_focused()
    expect(first).not_to_be_visible()
    stop = Focus(page).now()
    assert stop is not None
    assert stop.found, stop


def test_an_errand_is_done_from_the_first_key_to_the_last(page: Page) -> None:
    """Find a guide, read it in another language, check a case, copy the link, say it helped."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(path_of("home", "en"))
    for at, step in enumerate(ERRAND):
        if "tab to" in step:
            _tab_to(page, step["tab to"])
        if "press" in step:
            page.keyboard.press(step["press"])
        if "type" in step:
            page.keyboard.type(step["type"])
        if "page" in step:
            page.wait_for_url(f"**{step['page']}")
        if "chosen" in step:
            _wait(page, f"step {at + 1}", step["chosen"], Focus(page).chosen)
        if "stop" in step:
            _wait(page, f"step {at + 1}", step["stop"], lambda: _called(page))
            stop = Focus(page).now()
            assert stop is not None
            assert stop.found or step.get("ring") == "none", stop
        if "said" in step:
            page.get_by_role("status").get_by_text(step["said"]).wait_for()
        if "copied" in step:
            page.get_by_text(COPIED).last.wait_for()  # on the button, or said beside it
            assert page.evaluate("navigator.clipboard.readText()").endswith(step["copied"])


def _called(page: Page) -> str | None:
    stop = Focus(page).now()
    return stop.called if stop else None


def _tab_to(page: Page, called: str) -> None:
    """Press Tab until something of that name has the focus; it is seen at every stop."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = Focus(page).now()
        assert stop is None or stop.found, stop
        if stop and stop.called == called:
            return
    raise AssertionError(f"no {called} after this place")


def _wait(page: Page, where: str, expected: str, now: Any) -> None:
    """Wait until a name is as it should be: a page or a list may still be coming."""
    got: str | None = None
    for _ in range(100):
        try:
            got = now()
        except (KeyError, ValueError):  # nothing is chosen yet
            got = None
        if got == expected:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{where}: {got} instead of {expected}")
