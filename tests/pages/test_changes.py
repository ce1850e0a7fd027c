"""What changed: on the page and in the feed, past and to come, in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.news import all_changes, change_text, change_title
from knowledge_base.pages.atom import feed
from knowledge_base.pages.changes import changes_markdown
from rules_engine.model.parameters import Period
from rules_engine.ruleset import Ruleset
from tests.built_site import LANGUAGES
from tests.this_project import help_center

if TYPE_CHECKING:
    from pathlib import Path

    from rules_engine.model.rule import Rule

KNOWN = help_center(date(2026, 1, 15))
BASE = "https://help.example.org/"
ATOM = "{http://www.w3.org/2005/Atom}"
WINDOW = "billing.frequency_window_months"


def with_window(*periods: Period) -> HelpCenter:
    """Return the help center with other periods of the length of a window."""
    known = KNOWN.ruleset
    changed = {**known.parameters, WINDOW: replace(known.parameters[WINDOW], periods=periods)}
    return HelpCenter(KNOWN.sources, Ruleset(known.rules, changed, known.choices), KNOWN.as_of)


def with_rule(rule: Rule) -> HelpCenter:
    known = KNOWN.ruleset
    rules = {**known.rules, rule.id: rule}
    return HelpCenter(KNOWN.sources, Ruleset(rules, known.parameters, known.choices), KNOWN.as_of)


TWO = with_window(Period(date(2020, 1, 1), None, 1), Period(date(2027, 4, 1), None, 2))


def test_a_value_to_come_is_told_before_and_after_with_the_rule_and_its_guides() -> None:
    first = all_changes(TWO)[0]
    assert (first.id, first.kind) == (f"value.{WINDOW}.2027-04-01", "value")
    assert first.rules[0] == "frequency-change-timing"
    assert "billing-frequency" in first.guides
    assert change_text(first, TWO, "en") == "Before: 1\u00a0month. New: 2\u00a0months."
    assert change_text(first, TWO, "de") == "Bisher: 1\u00a0Monat. Neu: 2\u00a0Monate."
    assert change_title(first, TWO, "en").endswith("?")


def test_a_value_that_ends_without_another_is_told_too() -> None:
    center = with_window(Period(date(2020, 1, 1), date(2028, 1, 1), 1))
    first = all_changes(center)[0]
    assert first.day == date(2028, 1, 1)
    assert change_text(first, center, "en") == "This value no longer holds: 1\u00a0month."


def test_a_condition_that_begins_and_ends_is_told_on_both_days() -> None:
    rule = KNOWN.ruleset.rules["leave-organization"]
    *others, last = rule.requirements
    dated = replace(last, start=date(2026, 3, 1), until=date(2027, 3, 1))
    center = with_rule(replace(rule, requirements=(*others, dated)))
    found = [each for each in all_changes(center) if each.kind != "review"]
    assert [(each.kind, each.day.year) for each in found] == [("ends", 2027), ("begins", 2026)]
    assert change_text(found[1], center, "en").startswith("New condition: ")
    assert change_text(found[0], center, "en").startswith("No longer a condition: ")


def test_the_page_has_the_latest_first_and_says_what_is_to_come() -> None:
    page = changes_markdown(TWO, "en")
    days = [line for line in page.splitlines() if line.startswith("## ")]
    assert days[0].startswith("## From 1\u00a0April 2027 ")
    assert f'id="value.{WINDOW}.2027-04-01"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_holds_what_the_standard_asks_for(language: str) -> None:
    text = feed(TWO, language, BASE)
    root = ElementTree.fromstring(text)  # noqa: S314  our own
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    prefix = "" if language == "en" else f"{language}/"
    assert links == {
        "self": f"{BASE}{prefix}changes.atom",
        "alternate": f"{BASE}{prefix}changes/",
    }
    entries = root.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids)) > 40
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") == days[0] == "2027-04-01T00:00:00Z"
    for element in (root, *entries):
        assert (element.findtext(f"{ATOM}id") or "").startswith("tag:help.example.org,2026:")
        assert element.findtext(f"{ATOM}title")
    assert all(entry.findtext(f"{ATOM}summary") for entry in entries)


def test_the_feed_has_the_same_bytes_on_another_day() -> None:
    later = HelpCenter(TWO.sources, TWO.ruleset, date(2026, 6, 1))
    assert feed(TWO, "it", BASE) == feed(later, "it", BASE)


@pytest.mark.xdist_group("site")
def test_every_page_names_its_feed_and_each_entry_leads_to_its_place(site: Path) -> None:
    for language in LANGUAGES:
        folder = site if language == "en" else site / language
        home = (folder / "index.html").read_text("utf-8")
        assert '<link rel="alternate" type="application/atom+xml"' in home
        page = (folder / "changes" / "index.html").read_text("utf-8")
        root = ElementTree.parse(folder / "changes.atom").getroot()  # noqa: S314  our own
        for link in root.findall(f"{ATOM}entry/{ATOM}link"):
            address, _, anchor = (link.get("href") or "").partition("#")
            assert address.endswith("/changes/")
            assert f'id="{anchor}"' in page
