"""What a first visit of a guide downloads."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

LIMIT = 150 * 1024
GUIDES = [
    "/fr/security/disable-two-factor/",
    "/organization/switch-or-leave-organization/",
    "/de/billing/billing-frequency/",
]


def over_the_wire(response: Response) -> int:
    """Return the size of what a web server sends: text compressed, fonts as they are."""
    body = response.body()
    return len(body) if urlsplit(response.url).path.endswith(".woff2") else len(gzip.compress(body))


@pytest.mark.parametrize("guide", GUIDES)
def test_a_first_visit_is_light_and_asks_no_other_host(
    browser: Browser, address: str, guide: str
) -> None:
    context = browser.new_context()  # nothing is kept from another visit
    page = context.new_page()
    responses: list[Response] = []
    page.on("response", lambda each: responses.append(each))  # noqa: PLW0108 -- no plain method
    page.goto(address + guide, wait_until="networkidle")
    sizes = {urlsplit(each.url).path: over_the_wire(each) for each in responses}
    assert all(each.url.startswith(address) for each in responses)
    assert {".css", ".js", ".woff2"} <= {f".{path.rpartition('.')[2]}" for path in sizes}
    assert sum(sizes.values()) <= LIMIT, sizes
    context.close()
