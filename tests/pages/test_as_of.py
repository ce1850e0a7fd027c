"""The whole help center as of a day: pages, rules, words and a note that says so."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.project_copy import LANGUAGES, copy_project, edit, kb

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("as-of")

PARAMETERS = "rules/parameters/two-factor.yml"
NORWAY = {"en": "Norway", "fr": "Norvège", "de": "Norwegen", "it": "Norvegia", "es": "Noruega"}
RULE, GUIDE = "rules/sms-two-factor-country", "security/enable-two-factor"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site of the last day without Norway, and of the first day with it."""
    root = copy_project(tmp_path_factory.mktemp("as-of") / "project")
    edit(root / PARAMETERS, '- {from: "2020-01-01", value: [CH, FR, BE, DE]}',
         '- {from: "2020-01-01", value: [CH, FR, BE, DE]}\n'
         '    - {from: "2030-06-01", value: [CH, FR, BE, DE, NO]}')  # fmt: skip
    for name, day in (("before", "2030-05-31"), ("after", "2030-06-01")):
        done = kb(root, "build", "--out", name, "--as-of", day)
        assert done.returncode == 0, done.stderr
    return {name: root / name for name in ("before", "after")}


def page(site: Path, language: str, path: str) -> str:
    folder = site if language == "en" else site / language
    return (folder / path / "index.html").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_rule_and_words_show_the_value_of_the_day(
    sites: dict[str, Path], language: str
) -> None:
    before, after = sites["before"], sites["after"]
    country = NORWAY[language]
    assert country not in page(before, language, GUIDE)
    assert country in page(after, language, GUIDE)
    for site in (before, after):  # the history has both, and one of them is marked
        rule = page(site, language, RULE)
        values = rule.partition('id="values.two-factor.sms_countries"')[2].partition("</div>")[0]
        (newer, older) = re.findall(r"<dd>(.*?)(?:</dd>|$)", values.replace("<dd>", "</dd><dd>"))
        assert country in newer
        assert country not in older
        assert ("kb-chip" in newer) is (site is after)
        assert ("kb-chip" in older) is (site is before)
        file = site / "assets" / "rules" / language / "sms-two-factor-country.json"
        said = json.dumps(json.loads(file.read_text("utf-8"))["reasons"], ensure_ascii=False)
        assert (country in said) is (site is after), "the words of scripts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_note_names_the_day_and_search_engines_keep_out(
    sites: dict[str, Path], language: str
) -> None:
    for path in ("", GUIDE, RULE, "rules", "changes"):
        html = page(sites["after"], language, path)
        (note,) = re.findall(r'<aside class="kb-as-of">(.*?)</aside>', html)
        assert "2030" in note
        assert '<meta name="robots" content="noindex">' in html
        assert '<meta name="kb-as-of" content="2030-06-01">' in html


def test_the_page_for_unknown_addresses_names_the_day_in_each_language(
    sites: dict[str, Path],
) -> None:
    html = (sites["after"] / "404.html").read_text("utf-8")
    notes = re.findall(
        r'<section lang="(..)".*?<p class="kb-as-of" role="note">(.*?)</p>', html, re.S
    )
    assert [language for language, _ in notes] == list(LANGUAGES)
    assert all("2030" in note for _, note in notes)


def test_the_feed_tells_the_change_on_both_days(sites: dict[str, Path]) -> None:
    feeds = [(site / "changes.atom").read_text("utf-8") for site in sites.values()]
    assert feeds[0] == feeds[1]
    assert "value.two-factor.sms_countries.2030-06-01" in feeds[0]
    assert "Norway" in feeds[0]
    assert '<h2 id="day-2030-06-01">From' in page(sites["before"], "en", "changes")
    assert '<h2 id="day-2030-06-01">From' not in page(sites["after"], "en", "changes")
