"""The page of the team about translations: what each language needs, and hidden from readers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from knowledge_base.pages import translations
from knowledge_base.pages.policy import POLICY
from knowledge_base.pages.translations import write_translations
from tests.content.project import Project
from tests.project_copy import ROOT
from tests.translation.translators_project import GUIDE, recorded_project


def _written(project: Project) -> str:
    """Return the page, written by the templates of the site; spaces are single."""
    theme = Environment(  # noqa: S701  the theme of MkDocs escapes nothing by itself either
        loader=FileSystemLoader(ROOT / "knowledge_base/pages/theme")
    )
    theme.globals["policy"] = POLICY
    write_translations(project.root / "site", project.load(), theme)
    page = (project.root / "site/translations/index.html").read_text("utf-8")
    return " ".join(page.split())


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The good project, everything recorded."""
    return recorded_project(tmp_path)


def test_where_all_is_current_nothing_is_listed(project: Project) -> None:
    page = _written(project)
    assert "Nothing needs a translator." in page
    assert "<section" not in page


def test_each_text_says_what_it_needs_and_leads_to_its_place(project: Project) -> None:
    project.edit(GUIDE.format("en"), "One way.", "One way & no other.")
    project.edit(GUIDE.format("de"), "Nur hin.", "Nur hin!")
    project.edit(GUIDE.format("de"), '  title: "Was es kostet"\n', '  intro: "Was es kostet"\n')
    project.edit("rules/travel/ticket-price.yml", "when: otherwise", "when: {kind: single}")
    page = _written(project)
    german = page.partition('<section id="de">')[2]
    assert '<strong class="missing">missing</strong>' in german
    assert 'href="../de/travel/take-the-train/#prices"' in german
    assert "rules: ticket-price" in german
    assert "Nur hin" not in german, "an edited translation is current"


def test_what_authors_wrote_is_no_markup(project: Project) -> None:
    project.edit(GUIDE.format("en"), "One way.", "Outward & away.")
    page = _written(project)
    assert "<dd>One way.</dd>" in page
    assert "<dd>Outward &amp; away.</dd>" in page


def test_a_long_list_is_cut_and_says_where_the_rest_is(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translations, "_SHOWN", 10)
    for path in (project.root / "docs/de").glob("*/*/*.yml"):
        path.unlink()
    page = _written(project)
    assert page.count('<strong class="missing">') == 10
    assert "<code>kb translate status de --all</code>" in page


@pytest.mark.xdist_group("site")
def test_readers_and_search_engines_do_not_find_it(site: Path) -> None:
    page = (site / "translations/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in page
    for name in ("sitemap.xml", "index.html", "llms.txt", "index.json"):
        assert "translations/" not in (site / name).read_text("utf-8"), name
    assert re.findall(r'(?:href|src)="(\.\./assets/[^"]+)"', page)
    for asset in re.findall(r'(?:href|src)="\.\./(assets/[^"]+)"', page):
        assert (site / asset).is_file(), asset
