from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.built_site import ROOT, served
from tests.chromium import QUIET, chromium
from tests.project_copy import kb

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as base:
        yield base


@pytest.fixture(scope="session")
def asking_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, which asks whether a guide helped."""
    site = tmp_path_factory.mktemp("asking") / "site"
    done = kb(ROOT, "build", "--feedback", "/v1/feedback", "--out", str(site))
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def asking(asking_site: Path) -> Iterator[str]:
    with served(asking_site) as base:
        yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield started
        started.close()


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A page at the width of a phone that may use the clipboard, and raises no error."""
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []
    context.close()
