"""Permanent and former addresses in the built files, and builds that would let one die."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.built_site import LANGUAGES
from tests.project_copy import copy_project, edit, kb

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://help.example.org"
GUIDE = "organization/switch-or-leave-organization"
STRUCTURE = f"docs/guides/{GUIDE}.yml"


class LeadingOn(HTMLParser):
    """What a page that leads on says about itself, and where its links lead."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.lang = ""
        self.canonical = ""
        self.robots = ""
        self.refresh = ""
        self.links: dict[str, str] = {}
        self.languages: dict[str, str] = {}
        self.scripts: list[str] = []
        self._page = page.parent
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = given["lang"]
        elif tag == "link" and given["rel"] == "canonical":
            self.canonical = given["href"]
        elif tag == "meta" and given.get("name") == "robots":
            self.robots = given["content"]
        elif tag == "meta" and "http-equiv" in given:
            self.refresh = given["content"]
        elif tag == "a":
            target = self._page / given["href"] / "index.html"
            assert target.is_file(), given["href"]
            self.links[given.get("hreflang", "")] = given["href"]
            self.languages[given.get("hreflang", "")] = given.get("lang", "")
        elif tag == "script":
            assert (self._page / given["src"]).is_file(), given["src"]
            self.scripts.append(given["src"])


@pytest.mark.xdist_group("site")
def test_every_number_leads_to_its_guide_in_every_language(site: Path) -> None:
    pages = list((site / "a").glob("*/index.html"))
    assert len(pages) >= 43
    for path in pages:
        page = LeadingOn(path)
        assert page.robots == "noindex", path
        assert page.scripts, path
        assert page.links == {
            language: f"../../{'' if language == 'en' else f'{language}/'}{guide}"
            for guide in [page.links["en"].removeprefix("../../")]
            for language in LANGUAGES
        }
        assert page.languages == {language: language for language in LANGUAGES}
        assert page.canonical == f"{BASE}/{page.links['en'].removeprefix('../../')}"


@pytest.mark.xdist_group("site")
def test_pages_show_their_permanent_address_in_full(site: Path) -> None:
    for language in LANGUAGES:
        folder = site if language == "en" else site / language
        html = (folder / GUIDE / "index.html").read_text("utf-8")
        assert re.findall(r'<input id="kb-share"[^>]* value="([^"]*)"', html) == [f"{BASE}/a/106/"]


@pytest.mark.xdist_group("site")
def test_neither_sitemap_nor_search_knows_pages_that_only_lead_on(site: Path) -> None:
    assert "/a/" not in (site / "sitemap.xml").read_text("utf-8")
    assert '"a/' not in (site / "assets/search/en/index.json").read_text("utf-8")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which a guide has a former name, took another over, and a section was renamed."""
    project = copy_project(tmp_path_factory.mktemp("moved") / "project")
    former = "former: [organization/leave-organization, a/999]\nblocks:\n"
    edit(project / STRUCTURE, "blocks:\n", former)
    (project / f"docs/de/guides/{GUIDE}.yml").unlink()
    with (project / "docs/guides/sections.yml").open("a", encoding="utf-8") as file:
        file.write("former:\n  safety: security\n")
    built = kb(project, "build")
    assert built.returncode == 0, built.stderr
    return project / "site"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_former_address_leads_to_the_guide_in_its_own_language(
    moved: Path, language: str
) -> None:
    folder = moved if language == "en" else moved / language
    page = LeadingOn(folder / "organization/leave-organization/index.html")
    assert page.lang == language
    assert page.links == {"": "../switch-or-leave-organization/"}
    assert page.refresh == "0; url=../switch-or-leave-organization/"
    written = "" if language in ("en", "de") else f"{language}/"  # German has no text of it
    assert page.canonical == f"{BASE}/{written}{GUIDE}/"
    assert page.robots == ""


def test_a_number_that_was_taken_over_leads_to_the_same_guide(moved: Path) -> None:
    own, taken = (LeadingOn(moved / f"a/{number}/index.html") for number in (106, 999))
    assert own.links == taken.links
    assert own.canonical == taken.canonical


def test_the_title_of_a_guide_without_translation_says_that_it_is_english(moved: Path) -> None:
    page = (moved / "a/106/index.html").read_text("utf-8")
    assert f'<a href="../../de/{GUIDE}/" hreflang="en" lang="en">' in page
    # which language it stands in for is for the script alone, which leads readers of German there
    alternates = re.findall(r'<link rel="alternate" ([^>]*) href="([^"]*)">', page)
    assert alternates[2] == ('hreflang="en" data-language="de"', f"../../de/{GUIDE}/")
    assert 'hreflang="de"' not in page


def test_the_former_address_of_a_section_leads_to_the_one_in_its_place(moved: Path) -> None:
    assert LeadingOn(moved / "it/safety/index.html").links == {"": "../security/"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def refused(project: Path) -> str:
    """Return what a build says that must fail and leave nothing."""
    built = kb(project, "build")
    assert built.returncode == 2
    assert not (project / "site").exists()
    return built.stderr


def test_a_guide_without_its_number_stops_the_build(project: Path) -> None:
    edit(project / STRUCTURE, "number: 106", "number: 998")
    said = refused(project)
    assert re.search(r"addresses\.yml:\d+:3 KB270 /a/106/ would die", said)
    assert f"Write former: [a/106] in {STRUCTURE}" in said


def test_a_number_given_to_another_guide_stops_the_build(project: Path) -> None:
    other = "docs/guides/billing/billing-frequency.yml"
    edit(project / STRUCTURE, "number: 106", "number: 998")
    edit(project / other, "number: 121", "number: 106")
    said = refused(project)
    assert f"{other}:4:9 KB271 the number 106 was published for /{GUIDE}/" in said
    assert "/a/121/ would die" in said


def test_a_guide_that_moves_without_a_word_stops_the_build_until_it_says_so(project: Path) -> None:
    old, new = "partners/partner-discount-and-cashback", "billing/partner-discount-and-cashback"
    for path in (project / "docs").glob(f"**/guides/{old}.yml"):
        path.rename(path.parents[1] / f"{new}.yml")
    sections = project / "docs/guides/sections.yml"
    edit(sections, "[billing-frequency]", "[billing-frequency, partner-discount-and-cashback]")
    edit(sections, "partners: [partner-discount-and-cashback]", "partners: []")
    said = refused(project)
    assert f"docs/guides/{new}.yml:4:9 KB270 /{old}/ would die" in said
    assert "KB270 /partners/ would die" in said
    edit(project / f"docs/guides/{new}.yml", "blocks:\n", f"former: [{old}]\nblocks:\n")
    with sections.open("a", encoding="utf-8") as file:
        file.write("former: {partners: billing}\n")
    problems = json.loads(kb(project, "check", "--format", "json").stdout)
    found = [(each["code"], each["path"]) for each in problems if each["code"].startswith("KB27")]
    assert found == [("KB273", f"docs/guides/{new}.yml")]  # the new address is still to be listed
