"""What a translation tool is given of the texts of a language."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.sources import read_sources
from knowledge_base.content.units import Unit
from knowledge_base.translation.exchange.catalog import Catalog, Message
from knowledge_base.translation.exchange.exporting import catalog_of
from knowledge_base.translation.recording import record, record_imported
from rules_engine.ruleset import load_rules
from tests.content.project import TODAY, Project, copy_of_good

GUIDE = "docs/{}/guides/travel/take-the-train.yml"
BUY = Unit("guides/take-the-train", "steps.buy")
OPEN = Unit("guides/take-the-train", "steps.open")
TITLE = Unit("guides/take-the-train", "title")
WORD = Unit("guides/take-the-train", "words.single.text")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The good project, everything recorded."""
    made = copy_of_good(tmp_path)
    record(read_sources(made.root)[0], load_rules(made.root / "rules"))
    return made


def _center(project: Project) -> HelpCenter:
    sources, problems = read_sources(project.root)
    assert not problems
    return HelpCenter(sources, load_rules(project.root / "rules"), TODAY)


def _catalog(project: Project, *, needed: bool = False) -> Catalog:
    return catalog_of(_center(project), "de", None, needed=needed)


def _message(project: Project, unit: Unit) -> Message:
    (found,) = [each for each in _catalog(project).messages if each.unit == unit]
    return found


def test_every_text_that_a_translation_carries_is_there_once(project: Project) -> None:
    units = [each.unit for each in _catalog(project).messages]
    assert len(units) == len(set(units))
    assert {OPEN, WORD, Unit("site", "table.as-of"), Unit("labels", "buy")} <= set(units)
    assert Unit("terms", "ticket.term") in units
    assert Unit("terms", "ticket.forms") not in units


def test_notes_say_what_a_text_is_what_references_show_and_which_words_to_use(
    project: Project,
) -> None:
    notes = _message(project, BUY).notes
    assert notes[0] == "Step 2 of 2"
    assert "<value:travel.refund_days> → 14 Tage" in notes
    assert "<guide:lose-a-ticket> → Eine Fahrkarte verlieren" in notes
    assert "Term ticket: Fahrkarte, also Fahrkarten; never Billett" in notes


def test_a_message_names_the_line_of_the_english_text(project: Project) -> None:
    message = _message(project, TITLE)
    path, line = message.location.split(":")
    lines = (project.root / path).read_text(encoding="utf-8").splitlines()
    assert lines[int(line) - 1] == f'title: "{message.source}"'


def test_a_stale_text_is_unfinished_and_has_the_english_it_was_made_from(project: Project) -> None:
    project.edit(GUIDE.format("en"), "One way.", "There only.")
    message = _message(project, WORD)
    assert message.unfinished
    assert (message.previous, message.source) == ("One way.", "There only.")
    assert "The English text changed since this was translated (major)." in message.notes


def test_a_slip_mended_in_english_leaves_the_translation_finished(project: Project) -> None:
    project.edit(GUIDE.format("en"), "One way.", "One way")
    message = _message(project, WORD)
    assert not message.unfinished
    assert not message.previous


def test_a_text_of_a_changed_rule_is_to_be_looked_at(project: Project) -> None:
    project.edit("rules/travel/may-travel.yml", "more_than: 0", "at_least: 0")
    verify = "The logic of the rule may-travel changed since this was translated: is it still true?"
    message = _message(project, Unit("rules/may-travel", "question"))
    assert message.unfinished
    assert verify in message.notes


def test_a_text_of_a_machine_is_said_to_be_one(project: Project) -> None:
    center = _center(project)
    record_imported(center.sources, center.ruleset, "de", [WORD], machine=True)
    message = _message(project, WORD)
    assert message.unfinished
    assert message.machine


def test_only_what_is_needed_is_there_when_that_is_asked_for(project: Project) -> None:
    assert _catalog(project, needed=True).messages == ()
    project.edit(GUIDE.format("de"), 'title: "Mit dem Zug fahren"\n', "")
    project.edit(GUIDE.format("en"), "One way.", "There only.")
    messages = _catalog(project, needed=True).messages
    assert {each.unit for each in messages} == {TITLE, WORD}
    assert {each.translation for each in messages} == {"", "Nur hin."}


def test_a_reference_that_leads_nowhere_is_told_in_the_note(project: Project) -> None:
    project.edit(GUIDE.format("en"), "<label:buy>", "<label:bye>")
    (note,) = [each for each in _message(project, OPEN).notes if each.startswith("<label:bye>")]
    assert "nothing: there is no label" in note
