"""The report puts first what helps least, and says whether the text was changed since."""

from __future__ import annotations

import csv
import io
import json
import uuid
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.content.center import HelpCenter
from knowledge_base.feedback.opinion import Opinion
from knowledge_base.feedback.report import Row, lower_bound, report
from knowledge_base.feedback.report_forms import as_csv, as_json
from knowledge_base.feedback.report_page import report_page
from knowledge_base.feedback.revision import text_revision
from knowledge_base.feedback.store import Store, open_store
from tests.this_project import help_center

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = date(2026, 11, 22)
OLD = "0" * 12


@pytest.fixture(scope="module")
def center() -> HelpCenter:
    return help_center(DAY)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'opinions.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def rows(store: Store, center: HelpCenter) -> list[Row]:
    """Three texts of today, one that was changed, one that is gone."""

    def say(guide: str, language: str, yes: int, no: int, *, old: bool = False) -> None:
        page = center.page(guide, language) if guide in center.guides else None
        revision = OLD if old or page is None else text_revision(page)
        for count in range(yes + no):
            helped = count < yes
            reason = None if helped else ("outdated" if count == yes else "wrong")
            comment = "=1+1 <b>30 statt 14</b> & mehr" if count == yes else None
            given = (uuid.uuid4().hex, guide, language, revision, helped, reason, comment)
            store.keep(Opinion(*given), date(2026, 11, 1 + count % 20))

    say("add-user", "de", yes=10, no=40)
    say("add-user", "fr", yes=0, no=1)
    say("billing-frequency", "it", yes=30, no=0)
    say("enable-two-factor", "de", yes=0, no=9, old=True)
    say("no-such-guide", "de", yes=0, no=2)
    return report(store, center)


def test_what_helps_least_stands_first_and_former_texts_last(rows: list[Row]) -> None:
    assert [(row.guide, row.language, row.standing) for row in rows] == [
        ("add-user", "de", "current"),
        ("add-user", "fr", "current"),
        ("billing-frequency", "it", "current"),
        ("enable-two-factor", "de", "changed"),
        ("no-such-guide", "de", "gone"),
    ]
    first = rows[0]
    assert (first.helped, first.not_helped, first.reasons) == (
        10, 40, {"outdated": 1, "wrong": 39},
    )  # fmt: skip
    assert (first.first, first.last) == (date(2026, 11, 1), date(2026, 11, 20))
    assert first.reviewed is not None
    assert rows[-1].reviewed is None


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_bound_lies_below_the_share_and_rises_with_certainty(yes: int, no: int) -> None:
    bound = lower_bound(no, yes + no)
    assert 0 < bound < no / (yes + no)
    assert lower_bound(10 * no, 10 * (yes + no)) > bound
    assert lower_bound(no + 1, yes + no + 1) > bound
    assert lower_bound(no, yes + no + 1) < bound


def test_a_spreadsheet_gets_no_formula(rows: list[Row]) -> None:
    read = list(csv.DictReader(io.StringIO(as_csv(rows))))
    assert [each["text"] for each in read] == [row.standing for row in rows]
    assert read[0]["wrong"] == "39"
    assert read[0]["comments"] == "'=1+1 <b>30 statt 14</b> & mehr"
    assert read[2]["not_helped_at_least"] == "0.000"


def test_a_program_gets_everything(rows: list[Row]) -> None:
    read = json.loads(as_json(rows))
    assert read[0]["title"] == rows[0].title
    assert read[0]["comments"] == [
        {"day": "2026-11-11", "reason": "outdated", "text": "=1+1 <b>30 statt 14</b> & mehr"}
    ]
    assert read[-1]["reviewed"] is None


def test_the_page_for_the_team_shows_comments_as_text(rows: list[Row]) -> None:
    page = report_page(rows, DAY)
    assert "<b>" not in page
    assert "=1+1 &lt;b&gt;30 statt 14&lt;/b&gt; &amp; mehr" in page
    assert page.count("text changed since") == 1
    assert page.index("40 of 50 not helped") < page.index("1 of 1 not helped")
    assert "Wilson" in page
    assert "<script" not in page


def test_without_opinions_the_page_says_so(store: Store, center: HelpCenter) -> None:
    assert report(store, center) == []
    assert "Nobody said anything yet." in report_page([], DAY)
