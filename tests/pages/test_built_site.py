"""What search engines, translators and readers without JavaScript find in the built files."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.built_site import LANGUAGES, addresses, build, language_of
from tests.project_copy import copy_project

pytestmark = pytest.mark.xdist_group("site")

BASE = "https://help.example.org"
GUIDE = "organization/switch-or-leave-organization/"


class Head(HTMLParser):
    """Collects what a page says about itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lang = ""
        self.links: list[dict[str, str]] = []
        self.sources: list[str] = []
        self.inline_scripts = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = given["lang"]
        if tag == "link":
            self.links.append(given)
        if tag in ("script", "img", "link") and given.get("rel") not in ("canonical", "alternate"):
            self.sources += [given[name] for name in ("src", "href") if name in given]
        if tag == "script" and "src" not in given and "json" not in given.get("type", ""):
            self.inline_scripts += 1


def heads(site: Path) -> dict[str, Head]:
    return {
        address: Head((site / address[1:] / "index.html").read_text("utf-8"))
        for address in addresses(site)
    }


def test_every_language_has_the_same_pages(site: Path) -> None:
    found: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for address in addresses(site):
        language = language_of(address)
        found[language].add(address.removeprefix(f"/{language}") if language != "en" else address)
    assert len(found["en"]) >= 10
    assert all(found[language] == found["en"] for language in LANGUAGES)


def test_pages_say_their_language_and_all_their_addresses(site: Path) -> None:
    for address, head in heads(site).items():
        language = language_of(address)
        path = address[1:] if language == "en" else address[len(f"/{language}/") :]
        wanted = {each: f"{BASE}/{'' if each == 'en' else each + '/'}{path}" for each in LANGUAGES}
        alternates = {link["hreflang"]: link["href"] for link in head.links if "hreflang" in link}
        canonical = [link["href"] for link in head.links if link["rel"] == "canonical"]
        assert head.lang == language, address
        assert alternates == {**wanted, "x-default": wanted["en"]}, address
        assert canonical == [wanted[language]], address


def test_nothing_is_loaded_from_another_host_and_no_script_stands_inside_a_page(site: Path) -> None:
    for address, head in heads(site).items():
        assert not [source for source in head.sources if "//" in source], address
        assert head.inline_scripts == 0, address


def test_no_text_file_is_published(site: Path) -> None:
    published = {path.suffix for path in site.rglob("*") if path.is_file()}
    assert ".yml" not in published
    assert {path.name for path in site.rglob("*.md")} == {"index.md"}, "twins of pages, no sources"
    assert not list((site / "fr").rglob("*.css")), "assets stand once, not once a language"


def test_no_page_shows_a_raw_reference_or_an_unfilled_place(site: Path) -> None:
    raw = re.compile(r"(?:<|&lt;)(value|label|guide|term|example):|\{(audience|date|query|value)\}")
    for address in addresses(site):
        html = (site / address[1:] / "index.html").read_text("utf-8")
        assert not raw.search(html), address


def test_the_page_for_unknown_addresses_is_in_every_language(site: Path) -> None:
    html = (site / "404.html").read_text("utf-8")
    assert re.findall(r'<section lang="(\w+)"', html) == list(LANGUAGES)
    for language in LANGUAGES[1:]:
        assert f'<a href="/{language}/" hreflang="{language}">' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_leads_to_pages_of_one_language_and_to_places_on_them(
    site: Path, language: str
) -> None:
    folder = site / "assets" / "search" / language
    index = json.loads((folder / "index.json").read_text("utf-8"))
    paths = [guide["path"] for guide in index["guides"]]
    assert (GUIDE if language == "en" else f"{language}/{GUIDE}") in paths
    for guide in index["guides"]:
        assert language_of(f"/{guide['path']}") == language
        html = (site / guide["path"] / "index.html").read_text("utf-8")
        for anchor, sentences in json.loads((folder / f"{guide['number']}.json").read_text()):
            assert f' id="{anchor}"' in html, (guide["path"], anchor)
            assert all(sentences)


def test_the_search_of_the_theme_is_not_published(site: Path) -> None:
    assert not list(site.rglob("search_index.json"))
    assert not list(site.rglob("*lunr*"))
    assert not list(site.glob("assets/javascripts/workers"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def test_a_broken_text_is_named_and_leaves_the_former_site_alone(project: Path) -> None:
    target = project / "site"
    target.mkdir()
    (target / "index.html").write_text("the former site")
    text = project / "docs/de/guides" / f"{GUIDE.rstrip('/')}.yml"
    text.write_text(text.read_text("utf-8").replace('title: "', "title: [", 1), "utf-8")
    done = build(target, root=project)
    assert done.returncode != 0
    assert "docs/de/guides/organization/switch-or-leave-organization.yml:" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in target.iterdir()] == ["index.html"]
    assert (target / "index.html").read_text() == "the former site"


def test_a_parameter_changes_the_pages_of_all_languages(project: Path) -> None:
    parameters = project / "rules/parameters/two-factor.yml"
    said = parameters.read_text("utf-8")
    assert "[CH, FR, BE, DE]" in said
    parameters.write_text(said.replace("[CH, FR, BE, DE]", "[CH, FR, BE, DE, NO]"), "utf-8")
    done = build(project / "site", root=project)
    assert done.returncode == 0, done.stderr
    names = {"en": "Norway", "fr": "Norvège", "de": "Norwegen", "it": "Norvegia", "es": "Noruega"}
    for language, name in names.items():
        folder = "" if language == "en" else language
        page = project / "site" / folder / "security/enable-two-factor/index.html"
        assert name in page.read_text("utf-8")


def test_a_guide_without_translation_owns_up_to_it(project: Path) -> None:
    (project / "docs/de/guides" / f"{GUIDE.rstrip('/')}.yml").unlink()
    done = build(project / "site", "--strict", root=project)
    assert done.returncode == 0, done.stderr
    html = (project / "site/de" / GUIDE / "index.html").read_text("utf-8")
    head = Head(html)
    alternates = {link["hreflang"] for link in head.links if "hreflang" in link}
    canonical = [link["href"] for link in head.links if link["rel"] == "canonical"]
    assert alternates == {"en", "fr", "it", "es", "x-default"}
    assert canonical == [f"{BASE}/{GUIDE}"]
    assert '<h2 id="leave" lang="en">' in html
    assert "kb-fallback" in html
    index = json.loads((project / "site/assets/search/de/index.json").read_text("utf-8"))
    assert index["guides"]
    assert not [each for each in index["guides"] if each["path"].endswith(GUIDE)]
