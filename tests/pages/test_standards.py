"""What programs read of the built site, held against the rules of its formats."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from tests.built_site import LANGUAGES, ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

pytestmark = pytest.mark.xdist_group("site")

BASE = "https://help.example.org/"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
# RFC 4287, 4.1.1 and 4.1.2: each element, the least and the most of it.
FEED = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (1, 9), "link": (2, 2)}
ENTRY = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "link": (1, 1), "summary": (1, 1)}


def root_of(path: Path) -> Element:
    return ElementTree.parse(path).getroot()  # noqa: S314  written by the build


def is_address(text: str) -> bool:
    parts = urlsplit(text)
    return text.isascii() and parts.scheme == "https" and bool(parts.hostname) and " " not in text


def test_structured_data_has_what_search_engines_ask_for_and_nothing_unknown(site: Path) -> None:
    rules = yaml.safe_load((ROOT / "tests/pages/structured_data.yml").read_text("utf-8"))
    Draft202012Validator.check_schema(rules)
    validator = Draft202012Validator(rules, format_checker=FormatChecker())
    kinds: dict[str, int] = {}
    for page in site.rglob("index.html"):
        for held in SCRIPT.findall(page.read_text("utf-8")):
            data = json.loads(held)
            wrong = [f"{each.json_path}: {each.message}" for each in validator.iter_errors(data)]
            assert wrong == [], page
            main, crumbs = data["@graph"]
            positions = [each["position"] for each in crumbs["itemListElement"]]
            assert positions == [1, 2, 3], page
            kinds[main["@type"]] = kinds.get(main["@type"], 0) + 1
    assert sum(kinds.values()) == 43 * len(LANGUAGES)
    assert not validator.is_valid({"@context": "https://schema.org", "@graph": []})


def test_the_sitemap_keeps_the_rules_of_its_schema(site: Path) -> None:
    path = site / "sitemap.xml"
    root = root_of(path)
    assert path.stat().st_size <= 50 * 1024 * 1024
    assert root.tag == f"{MAP}urlset"
    assert 1 <= len(root) <= 50_000
    for url in root:
        assert url.tag == f"{MAP}url"
        order = [each.tag for each in url]
        own = [f"{MAP}{name}" for name in ("loc", "lastmod") if f"{MAP}{name}" in order]
        assert order[0] == f"{MAP}loc"  # then what else is known, in this order, then the foreign
        assert order == [*own, *[LINK] * (len(order) - len(own))]
        place = url.findtext(f"{MAP}loc") or ""
        assert is_address(place)
        assert place.startswith(BASE)
        assert 12 <= len(place) <= 2048
        if (changed := url.findtext(f"{MAP}lastmod")) is not None:
            assert date.fromisoformat(changed).isoformat() == changed
        for link in url.findall(LINK):
            assert set(link.attrib) == {"rel", "hreflang", "href"}
            assert link.get("rel") == "alternate"
            assert is_address(link.get("href") or "")
    places = [url.findtext(f"{MAP}loc") for url in root]
    assert len(places) == len(set(places))


def counted(element: Element, allowed: Mapping[str, tuple[int, int]]) -> None:
    found = [each.tag.removeprefix(ATOM) for each in element if each.tag != f"{ATOM}entry"]
    assert set(found) <= set(allowed)
    for name, (least, most) in allowed.items():
        assert least <= found.count(name) <= most, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_keeps_the_rules_of_rfc_4287(site: Path, language: str) -> None:
    folder = site if language == "en" else site / language
    root = root_of(folder / "changes.atom")
    assert root.tag == f"{ATOM}feed"
    assert root.get(LANG) == language
    counted(root, FEED)
    assert root.findtext(f"{ATOM}author/{ATOM}name")  # so that no entry needs one of its own
    rels = {link.get("rel"): link.attrib for link in root.findall(f"{ATOM}link")}
    assert set(rels) == {"self", "alternate"}
    assert rels["self"]["href"] == BASE + (folder / "changes.atom").relative_to(site).as_posix()
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for element in (root, *entries):
        if element is not root:
            counted(element, ENTRY)
        name = element.findtext(f"{ATOM}id") or ""
        assert re.fullmatch(r"tag:[a-z.]+,\d{4}:[\w.:-]+", name, re.ASCII)  # RFC 4151
        moment = datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "")
        assert moment.tzinfo is not None
        assert (element.findtext(f"{ATOM}title") or "").strip()
        assert all(is_address(link.attrib["href"]) for link in element.findall(f"{ATOM}link"))
    names = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(names) == len(set(names))
