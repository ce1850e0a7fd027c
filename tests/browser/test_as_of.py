"""Pages built for another day say so, and their checker answers as of that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.built_site import served
from tests.project_copy import copy_project, edit, kb

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("as-of")]


def test_the_checker_answers_as_of_the_day_of_the_pages(tmp_path: Path, browser: Browser) -> None:
    root = copy_project(tmp_path / "project")
    edit(root / "rules/parameters/two-factor.yml",
         '- {from: "2020-01-01", value: [CH, FR, BE, DE]}',
         '- {from: "2020-01-01", value: [CH, FR, BE, DE]}\n'
         '    - {from: "2030-06-01", value: [CH, FR, BE, DE, NO]}')  # fmt: skip
    done = kb(root, "build", "--out", "site", "--as-of", "2030-06-01")
    assert done.returncode == 0, done.stderr
    with served(root / "site") as base:
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.goto(f"{base}/rules/sms-two-factor-country/")
        assert page.get_by_role("note").first.inner_text().endswith("not those of today.")
        page.click("kb-checker button")
        page.wait_for_url("**as_of=2030-06-01")
        asked = "check=sms-two-factor-country&residence_country=NO"
        page.goto(f"{base}/rules/sms-two-factor-country/?again#{asked}")
        page.get_by_text("You can set up SMS, for the first time or again.").last.wait_for()
        said = page.locator("kb-checker").inner_text().replace("\u00a0", " ")
        assert "As of 1 June 2030" in said
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.close()
