"""What must be true of each page of the site: links, anchors, place, words, size."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.built_site import LANGUAGES, addresses, language_of
from tests.this_project import help_center

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("site")

CENTER = help_center(date(2026, 11, 22))
GUIDES = [f"/{section}/{guide}/" for section, held in CENTER.sections.items() for guide in held]
LIMIT = 25 * 1024

Pages = dict[str, "Found"]


class Found(HTMLParser):
    """A page's links, its anchors, the languages of its parts, and the links of its navigation."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.size = len(html.encode())
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.languages: list[str] = []
        self.navigation: list[str] = []
        self._in_navigation = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "nav":
            self._in_navigation = given.get("class") == "kb-nav"
        if "id" in given and not given["id"].startswith("kbs-"):  # a part that drawings share
            self.anchors.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
            if self._in_navigation:
                self.navigation.append(given["href"])
        elif "lang" in given:  # a link of the language menu says the language it leads to
            self.languages.append(given["lang"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "nav":
            self._in_navigation = False


@pytest.fixture(scope="module")
def pages(site: Path) -> Pages:
    return {
        address: Found((site / address[1:] / "index.html").read_text("utf-8"))
        for address in addresses(site)
    }


def target_of(address: str, link: str) -> tuple[str, str]:
    """Return the path and the anchor that a link of a page leads to."""
    parts = urlsplit(urljoin(address, link))
    return unquote(parts.path), unquote(parts.fragment)


def test_every_guide_exists_in_every_language(pages: Pages) -> None:
    for language in LANGUAGES:
        prefix = "" if language == "en" else f"/{language}"
        assert {f"{prefix}{guide}" for guide in GUIDES} <= set(pages)


def test_every_link_leads_to_a_page_and_an_anchor_of_it(pages: Pages) -> None:
    broken = []
    for address, page in pages.items():
        for link in page.links:
            path, anchor = target_of(address, link)
            target = pages.get(path)
            if target is None or (anchor and anchor not in target.anchors):
                broken.append((address, link))
    assert broken == []


def test_links_of_a_guide_stay_in_its_language(pages: Pages) -> None:
    for address, page in pages.items():
        for link in page.navigation:
            assert language_of(target_of(address, link)[0]) == language_of(address), address


def test_anchors_are_unique_and_the_same_in_all_languages(pages: Pages) -> None:
    by_page: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for address, page in pages.items():
        assert len(page.anchors) == len(set(page.anchors)), address
        language = language_of(address)
        neutral = address if language == "en" else address.removeprefix(f"/{language}")
        by_page[neutral][language] = page.anchors
    for neutral, anchors in by_page.items():
        assert all(anchors[language] == anchors["en"] for language in LANGUAGES), neutral
    guide = by_page["/organization/switch-or-leave-organization/"]["fr"]
    assert {"switch", "conditions", "conditions.last-owner", "leave.open-account"} <= set(guide)


def test_every_guide_is_in_the_navigation_of_its_language(pages: Pages) -> None:
    for language in LANGUAGES:
        prefix = "" if language == "en" else f"/{language}"
        for guide in GUIDES:
            address = f"{prefix}{guide}"
            listed = [target_of(address, link)[0] for link in pages[address].navigation]
            assert address in listed
            section = posixpath.dirname(guide.rstrip("/"))
            assert f"{prefix}{section}/" in listed


def test_no_english_stands_in_for_another_language(pages: Pages) -> None:
    for address, page in pages.items():
        assert set(page.languages) == {language_of(address)}, address


def test_no_page_is_heavy(pages: Pages) -> None:
    largest = sorted(pages, key=lambda address: pages[address].size, reverse=True)
    for address in largest:
        print(f"{pages[address].size:7,} {address}")  # noqa: T201 -- shown by `pytest -rP`
    heavy = [address for address in largest if pages[address].size > LIMIT]
    assert heavy == []
