"""A page in Chromium that runs the JavaScript engine, without any server."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rules_engine.compile.javascript import runtime_modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

ADDRESS = "https://engine.test/"


@contextmanager
def engine_page(browser: Browser) -> Iterator[Page]:
    """Open a page that may import the modules of the engine by their file names."""
    modules = runtime_modules()

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS)
        if name in modules:
            route.fulfill(body=modules[name], content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Engine</title>", content_type="text/html")

    context = browser.new_context()
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(ADDRESS)
    try:
        yield page
    finally:
        context.close()
