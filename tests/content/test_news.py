"""What changed lately comes from the periods of parameters and the reviews of guides."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from knowledge_base.content.news import latest
from tests.content.project import Project, copy_of_good

if TYPE_CHECKING:
    from pathlib import Path

NB = "\u00a0"
PARAMETERS = "rules/parameters/travel.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_of_good(tmp_path)


def test_a_value_to_come_is_announced_by_its_guide(project: Project) -> None:
    english, *_ = latest(project.load(), "en")
    assert (english.guide, english.day, english.upcoming) == (
        "take-the-train",
        date(2027, 1, 1),
        True,
    )
    assert english.when == f"From 1{NB}January 2027"
    assert english.text == "May I travel? New value: Switzerland, France, Belgium and Norway."
    german, *_ = latest(project.load(), "de")
    assert german.when == f"Ab dem 1.{NB}Januar 2027"
    assert german.text == "Darf ich fahren? Neuer Wert: Schweiz, Frankreich, Belgien und Norwegen."


def test_once_it_holds_it_is_no_longer_to_come(project: Project) -> None:
    change, *_ = latest(project.load(date(2027, 1, 1)), "en")
    assert (change.when, change.upcoming) == (f"Since 1{NB}January 2027", False)


def test_newest_values_come_first_and_the_first_value_of_all_is_no_news(project: Project) -> None:
    project.edit(
        PARAMETERS, 'value: "0.20"}', 'value: "0.20"}\n    - {from: "2026-06-01", value: "0.25"}'
    )
    project.edit(
        PARAMETERS,
        'value: {CHF: "347.20", EUR: "201.25"}}',
        'value: {CHF: "347.20", EUR: "201.25"}}\n'
        '    - {from: "2028-01-01", value: {CHF: "350.00", EUR: "205.00"}}',
    )
    news = [each for each in latest(project.load(), "en") if each.text]
    assert [each.day.year for each in news] == [2028, 2027, 2026]
    assert news[0].text == f"New value: CHF{NB}350.00 and €205.00."
    assert news[2].text.endswith("New value: 25%.")


def test_a_table_says_that_it_changed_and_not_what_and_what_no_guide_shows_is_no_news(
    project: Project,
) -> None:
    content = (project.root / PARAMETERS).read_text("utf-8").rstrip()
    later = '    - from: "2026-12-01"\n      value:\n        - {kind: single, class: 2}\n'
    project.write(PARAMETERS, f"{content}\n{later}")
    before = latest(project.load(), "en")
    listed = "{listed: {parameter: travel.fares, match: {kind: {input: kind}}}}"
    project.edit("rules/travel/ticket-price.yml", "{when: {kind: single}", f"{{when: {listed}")
    (added,) = set(latest(project.load(), "en")).difference(before)
    assert added.text == "What does my ticket cost? New values apply."


def test_the_guides_reviewed_last_follow(project: Project) -> None:
    project.edit("docs/guides/travel/take-the-train.yml", '"2026-11-22"', '"2026-11-21"')
    reviews = [each for each in latest(project.load(), "en") if not each.text]
    assert [each.guide for each in reviews] == ["lose-a-ticket", "take-the-train"]
    assert reviews[0].when == f"Last reviewed on 22{NB}November 2026"
