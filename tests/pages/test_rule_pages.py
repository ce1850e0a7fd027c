"""Every rule is a page in every language, with what it asks, decides and reads."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from tests.built_site import LANGUAGES
from tests.this_project import help_center

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("site")

CENTER = help_center(date(2026, 11, 22))
LIMIT = 25 * 1024


def html(site: Path, language: str, page: str) -> str:
    folder = site if language == "en" else site / language
    return (folder / page / "index.html").read_text("utf-8")


def words(page: str) -> str:
    """Return what stands between the tags of the article of a page."""
    article = page.partition("<article")[2].partition("</article>")[0]
    article = re.sub(r"</?(?:code|span|strong)\b[^>]*>", "", article)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", article)).replace("\u00a0", " ").split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_leads_to_every_rule_by_its_question(site: Path, language: str) -> None:
    page = html(site, language, "rules")
    links = dict(re.findall(r'<a href="([a-z0-9-]+)/"><strong>(.*?)</strong>', page))
    questions = {rule: CENTER.words(rule, language).question.text for rule in CENTER.ruleset.rules}
    assert {rule: unescape(said) for rule, said in links.items()} == questions


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_says_what_it_asks_who_can_change_it_and_what_helps(
    site: Path, language: str
) -> None:
    for rule, held in CENTER.ruleset.rules.items():
        page = html(site, language, f"rules/{rule}")
        said, spoken = words(page), CENTER.words(rule, language)
        assert len(page.encode()) <= LIMIT, rule
        for name in held.inputs:
            assert " ".join(spoken.ask(name).text.replace("\u00a0", " ").split()) in said, rule
            assert f'id="inputs.{name}"' in page
        assert all(f'id="reasons.{reason}"' in page for reason in held.reasons)
        assert all(f"<code>{name}</code>" in page for name in held.parameters), rule
        assert f'<kb-checker rule="{rule}">' in page
        assert re.search(rf"\b{rule}\b.{{1,20}}\b[0-9a-f]{{12}}\b", said), "id and version"


def test_a_rule_shows_its_conditions_with_the_values_of_the_day(site: Path) -> None:
    said = words(html(site, "en", "rules/frequency-change-timing"))
    assert "billing.frequency_window_months 1 month" in said
    page = html(site, "fr", "rules/leave-organization")
    assert 'id="decision.last-owner"' in page
    assert "un responsable légal" in words(page)
    assert "/fr/organization/switch-or-leave-organization/" in _targets(page, "/fr/rules/x/")


def _targets(page: str, address: str) -> set[str]:
    return {urljoin(address, link) for link in re.findall(r'<a href="([^"]+)"', page)}


def test_every_page_leads_to_the_rules(site: Path) -> None:
    for page in ("", "organization/switch-or-leave-organization", "rules/leave-organization"):
        assert "/rules/" in _targets(html(site, "en", page), f"/{page}/" if page else "/")
