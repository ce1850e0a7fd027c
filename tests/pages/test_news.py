"""What changed lately comes from dates of values and reviews."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.news import latest_news
from rules_engine.model.parameters import Period
from rules_engine.ruleset import Ruleset
from tests.this_project import help_center

ROOT = Path(__file__).parents[2]
CENTER = help_center(date(2026, 1, 15))


def test_a_value_that_begins_later_puts_its_guides_first() -> None:
    known = CENTER.ruleset
    name = "two-factor.sms_countries"
    periods = (*known.parameters[name].periods, Period(date(2027, 1, 1), None, ("CH", "NO")))
    changed = {**known.parameters, name: replace(known.parameters[name], periods=periods)}
    ruleset = Ruleset(known.rules, changed, known.choices)
    center = HelpCenter(CENTER.sources, ruleset, CENTER.as_of)
    news = latest_news(center, 5)
    assert {each.guide for each in news[:2]} == {"enable-two-factor", "disable-two-factor"}
    assert all((each.kind, each.day) == ("value", date(2027, 1, 1)) for each in news[:2])


def test_without_new_values_the_last_reviewed_guides_are_shown_each_once() -> None:
    news = latest_news(CENTER, 5)
    assert len({each.guide for each in news}) == 5
    assert {each.kind for each in news} == {"review"}
