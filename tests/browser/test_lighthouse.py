"""What Lighthouse says of the built site, as far as it says the same on every machine."""

from __future__ import annotations

import pytest

from tests.lighthouse import PAGES, judge

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

# Performance depends on the machine: `make lighthouse` measures it.
CATEGORIES = ("accessibility", "best-practices", "seo")


def test_home_and_a_guide_lose_no_point_in_two_languages(address: str) -> None:
    judged = judge([address + page for page in PAGES], CATEGORIES)
    found = {page: (each.scores, each.lost) for page, each in zip(PAGES, judged, strict=True)}
    assert found == dict.fromkeys(PAGES, (dict.fromkeys(CATEGORIES, 100), []))
