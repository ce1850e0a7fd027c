"""Pages built for another day say so, and their checker answers as of that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.barriers import barriers, page_for_axe
from tests.browser.kinds import path_of
from tests.built_site import LANGUAGES, served
from tests.project_copy import copy_project, edit, kb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("as-of")]


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site built for a day on which another value holds."""
    root = copy_project(tmp_path_factory.mktemp("later") / "project")
    edit(root / "rules/parameters/two-factor.yml",
         '- {from: "2020-01-01", value: [CH, FR, BE, DE]}',
         '- {from: "2020-01-01", value: [CH, FR, BE, DE]}\n'
         '    - {from: "2030-06-01", value: [CH, FR, BE, DE, NO]}')  # fmt: skip
    done = kb(root, "build", "--out", "site", "--as-of", "2030-06-01")
    assert done.returncode == 0, done.stderr
    with served(root / "site") as base:
        yield base


def test_the_checker_answers_as_of_the_day_of_the_pages(later: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{later}/rules/sms-two-factor-country/")
    assert page.get_by_role("complementary").first.inner_text().endswith("not those of today.")
    page.click("kb-checker button")
    page.wait_for_url("**as_of=2030-06-01")
    asked = "check=sms-two-factor-country&residence_country=NO"
    page.goto(f"{later}/rules/sms-two-factor-country/?again#{asked}")
    page.get_by_text("You can set up SMS, for the first time or again.").last.wait_for()
    said = page.locator("kb-checker").inner_text().replace("\u00a0", " ")
    assert "As of 1 June 2030" in said
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_the_note_of_the_day_has_no_barrier(later: str, browser: Browser) -> None:
    page = page_for_axe(browser, later)
    found: list[str] = []
    for language in LANGUAGES:
        page.goto(path_of("rule", language))
        found += barriers(page, language)
    page.context.close()
    assert found == []
