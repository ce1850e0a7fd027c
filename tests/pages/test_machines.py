"""What programs read of the built site: twins, lists, sitemap and structured data."""

from __future__ import annotations

import gzip
import json
import re
import struct
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.built_site import LANGUAGES, ROOT, addresses, language_of

pytestmark = pytest.mark.xdist_group("site")

BASE = "https://help.example.org"
GUIDE = "organization/switch-or-leave-organization/"
NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def html(site: Path, address: str) -> str:
    return (site / address.lstrip("/") / "index.html").read_text("utf-8")


def guides(site: Path) -> list[str]:
    return [each for each in addresses(site) if '"og:type" content="article"' in html(site, each)]


def data(page: str) -> list[dict[str, Any]]:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    graph: list[dict[str, Any]] = json.loads(found)["@graph"]
    return graph


def at(site: Path, url: str) -> Path:
    assert url.startswith(f"{BASE}/")
    path = site / url.removeprefix(f"{BASE}/").partition("#")[0]
    return path / "index.html" if path.is_dir() else path


def test_every_guide_carries_structured_data_that_is_complete(site: Path) -> None:
    found = guides(site)
    assert len(found) == 43 * len(LANGUAGES)
    kinds = set()
    for address in found:
        page = html(site, address)
        main, crumbs = data(page)
        kinds.add(main["@type"])
        assert main["url"] == BASE + address
        assert main["inLanguage"] == language_of(address)
        assert date.fromisoformat(main["dateModified"]) > date(2020, 1, 1)
        for step in main.get("step", []):
            assert step["@type"] == "HowToStep"
            assert step["text"]
            assert f'id="{step["url"].partition("#")[2]}"' in page
        for question in main.get("mainEntity", []):
            assert question["@type"] == "Question"
            assert question["name"].endswith("?")
            assert question["acceptedAnswer"]["text"]
        assert main.get("step") or main.get("mainEntity") or main.get("headline")
        items = crumbs["itemListElement"]
        assert [item["position"] for item in items] == [1, 2, 3]
        assert all(at(site, item["item"]).is_file() for item in items[:-1])
    assert kinds == {"HowTo", "FAQPage"}


def test_every_page_names_a_picture_in_its_language(site: Path) -> None:
    for address in addresses(site):
        page = html(site, address)
        if 'property="og:' not in page:  # a page that only leads on
            continue
        (picture,) = re.findall(r'property="og:image" content="([^"]+)"', page)
        assert picture.endswith(f"share-{language_of(address)}.png")
        content = at(site, picture).read_bytes()
        assert struct.unpack(">II", content[16:24]) == (1200, 630)


def test_the_sitemap_lists_every_page_with_the_same_page_elsewhere(site: Path) -> None:
    tree = ElementTree.parse(site / "sitemap.xml")  # noqa: S314  written by the build
    found = {}
    for entry in tree.getroot().findall("map:url", NAMES):
        links = entry.findall("x:link", NAMES)
        found[entry.findtext("map:loc", "", NAMES)] = {
            link.get("hreflang", ""): link.get("href", "") for link in links
        }
    assert len(found) == len(tree.getroot())
    for url, alternates in found.items():
        assert at(site, url).is_file()
        assert set(alternates) == {*LANGUAGES, "x-default"}
        assert url in alternates.values()
        assert alternates["x-default"] == alternates["en"]
        for other in alternates.values():
            assert found[other] == alternates
    assert {BASE + address for address in guides(site)} <= set(found)
    assert not any("/agents/" in url or "/a/" in url for url in found)
    assert (
        gzip.decompress((site / "sitemap.xml.gz").read_bytes())
        == (site / "sitemap.xml").read_bytes()
    )
    assert f"Sitemap: {BASE}/sitemap.xml" in (site / "robots.txt").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_has_a_twin_in_markdown_that_says_the_same(site: Path, language: str) -> None:
    prefix = "" if language == "en" else f"{language}/"
    page = html(site, prefix + GUIDE)
    assert '<link rel="alternate" type="text/markdown" href="index.md">' in page
    twin = (site / prefix / GUIDE / "index.md").read_text("utf-8")
    (title,) = re.findall(r'og:title" content="([^"]+)"', page)
    assert twin.startswith(f"# {title}\n")
    flat = unescape(re.sub(r"<[^>]+>", "", page))
    steps = re.findall(r"^\d+\. ([^*`\[\\\n]+)$", twin, re.MULTILINE)
    assert len(steps) >= 3
    assert all(step in flat for step in steps)
    assert f"<{BASE}/a/106/>" in twin
    links = re.findall(r"\]\(([^)]+)\)", twin)
    assert links
    assert all(at(site, link).is_file() for link in links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_with_a_twin_says_where_it_is(site: Path, language: str) -> None:
    link = '<link rel="alternate" type="text/markdown" href="index.md">'
    for address in addresses(site):
        if language_of(address) == language:
            twin = site / address.lstrip("/") / "index.md"
            page = html(site, address)
            assert (link in page) == twin.is_file() == ("/agents/" not in address), address
            (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page)
            plain = unescape(re.sub(r"<[^>]+>", "", heading))
            first = twin.read_text("utf-8").partition("\n")[0] if twin.is_file() else f"# {plain}"
            assert first.removesuffix(" · Infomaniak") == f"# {plain}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_twin_of_a_rule_says_all_that_its_page_says(site: Path, language: str) -> None:
    prefix = "" if language == "en" else f"{language}/"
    for rule in ("leave-organization", "frequency-change-timing", "sms-two-factor-country"):
        page = html(site, f"{prefix}rules/{rule}/").partition("<article")[2]
        page = page.partition('<p class="kb-identity">')[0].replace("<br>", "; ")
        twin = (site / prefix / "rules" / rule / "index.md").read_text("utf-8")
        said = re.sub(r"[\\*`]|\]\([^)]*\)|\[", "", twin)
        parts = re.findall(
            r"<(dt|dd|td|th|h1|h2)\b[^>]*>(.*?)(?=<(?:/?d[dt]|/?t[dhr]|/h[12]|/?div))", page
        )
        words = [unescape(re.sub(r"<[^>]+>", "", part)).strip() for _, part in parts]
        spoken = [each for each in words if each]
        assert len(spoken) > 10, rule
        assert [each for each in spoken if each not in said] == [], rule


def test_the_overview_for_models_leads_to_every_guide_and_rule(site: Path) -> None:
    for language in LANGUAGES:
        folder = site if language == "en" else site / language
        overview = (folder / "llms.txt").read_text("utf-8")
        links = re.findall(r"^- \[.+?\]\(([^)]+index\.md)\)", overview, re.MULTILINE)
        assert len(links) == len(set(links)) == 43 + 66
        assert all(at(site, link).is_file() for link in links)
        assert (folder / "index.md").is_file()


def test_the_index_holds_every_guide_and_rule_in_all_languages(site: Path) -> None:
    index = json.loads((site / "index.json").read_text("utf-8"))
    assert index["languages"] == list(LANGUAGES)
    assert len(index["guides"]) == 43
    rules = {path.stem for path in (ROOT / "docs" / "en" / "rules").glob("*/*.yml")}
    assert {rule["id"] for rule in index["rules"]} == rules
    for guide in index["guides"]:
        assert set(guide["title"]) == set(guide["url"]) == set(LANGUAGES)
        assert all(at(site, url).is_file() for url in guide["url"].values())
        assert all(at(site, url).is_file() for url in guide["markdown"].values())
    for rule in index["rules"]:
        assert set(rule["question"]) == set(LANGUAGES)
        assert at(site, rule["module"]).is_file()
        for language, url in rule["url"].items():
            assert f'<kb-checker rule="{rule["id"]}">' in at(site, url).read_text("utf-8")
            assert rule["markdown"][language] == f"{url}index.md"
            assert at(site, rule["markdown"][language]).is_file()
        assert set(rule["url"]) == set(LANGUAGES)
