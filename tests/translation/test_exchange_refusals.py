"""What comes back from a translation tool and is wrong is refused as a whole, all of it told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge_base.content.sources import read_sources
from knowledge_base.content.units import Unit
from knowledge_base.translation.exchange.catalog import Format
from knowledge_base.translation.exchange.files import read_catalog, write_catalog
from knowledge_base.translation.recording import record
from rules_engine.ruleset import load_rules
from tests.content.project import Project, copy_of_good
from tests.translation.exchange_tool import (
    BUY,
    GUIDE,
    OPEN,
    SEAT,
    TITLE,
    WORD,
    as_it_is,
    exported,
    refused,
    says,
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The good project, everything recorded."""
    made = copy_of_good(tmp_path / "project")
    record(read_sources(made.root)[0], load_rules(made.root / "rules"))
    return made


@pytest.fixture(params=["po", "xliff"])
def kind(request: pytest.FixtureRequest) -> Format:
    found: Format = request.param
    return found


def test_everything_that_is_wrong_is_told_at_once_with_its_place_and_nothing_is_written(
    project: Project, kind: Format
) -> None:
    path = exported(project, kind, {
        OPEN: says("Öffnen Sie <label:save>."),
        BUY: lambda it: replace(it, translation=it.translation.replace("Fahrkarten", "Karten")),
        WORD: says("Nur hin: https://example.com <b>jetzt</b>"),
        Unit("site", "table.as-of"): says("Stand: {day}"),
        SEAT: lambda it: replace(it, unit=Unit("rules/may-travel", "reasons.no-seats.fails"),
                                 translation="Kein Platz mehr."),
        TITLE: says("Mit dem **Zug fahren"),
        Unit("labels", "buy"): says("Erwerben"),
    })  # fmt: skip
    problems = refused(project, path)
    lines = path.read_text(encoding="utf-8").splitlines()
    told = {(each.code, each.message.partition(": ")[0]) for each in problems}
    assert told == {
        ("KB203", str(OPEN)), ("KB204", str(OPEN)), ("KB221", str(OPEN)), ("KB223", str(BUY)),
        ("KB211", str(WORD)), ("KB212", str(WORD)), ("KB214", str(TITLE)),
        ("KB208", "site#table.as-of"),
        ("KB953", "the project has no text rules/may-travel#reasons.no-seats.fails. Did you mean "
                  f"'{SEAT}'?"),
    }  # fmt: skip
    assert all(each.path == str(path) and each.remedy for each in problems)
    words = {"KB211": "jetzt", "KB214": "Zug", "KB223": "Karten", "KB208": "Stand"}
    for each in problems:
        assert words.get(each.code, "") in lines[each.line - 1]


def test_a_message_that_stands_twice_is_refused(project: Project, kind: Format) -> None:
    path = exported(project, kind)
    catalog = read_catalog(path)
    write_catalog(replace(catalog, messages=(*catalog.messages, catalog.messages[0])), kind, path)
    (problem,) = refused(project, path)
    assert problem.code == "KB953"
    assert f"line {catalog.messages[0].line} too" in problem.message


def test_a_translation_of_an_english_text_that_has_changed_since_is_refused(
    project: Project, kind: Format
) -> None:
    path = exported(project, kind, {WORD: says("Bloß hin."), OPEN: as_it_is})
    project.edit(GUIDE.format("en"), "One way.", "There only.")
    project.edit(GUIDE.format("en"), "Open the **office**", "Enter the **office**")
    (problem,) = refused(project, path)
    assert problem.code == "KB954"
    assert str(WORD) in problem.message
    assert "There only." in problem.remedy


def test_a_translation_that_was_edited_here_meanwhile_is_not_undone(
    project: Project, kind: Format
) -> None:
    path = exported(project, kind, {WORD: says("Bloß hin.")})
    project.edit(GUIDE.format("de"), "Nur hin.", "Nur der Hinweg.")
    project.edit(GUIDE.format("de"), "Wer fahren darf", "Wer darf fahren?")
    (problem,) = refused(project, path)
    assert problem.code == "KB955"
    assert "line 11 of docs/de/guides/travel/take-the-train.yml" in problem.message
    assert "Nur der Hinweg." in problem.remedy


def test_without_its_base_a_message_only_fills_what_is_missing(project: Project) -> None:
    tool = {
        unit: lambda it: replace(it, translation=f"{it.translation}!", base=None)
        for unit in (TITLE, WORD)
    }
    path = exported(project, tool=tool)
    project.edit(GUIDE.format("de"), 'title: "Mit dem Zug fahren"\n', "")
    (problem,) = refused(project, path)
    assert problem.code == "KB955"
    assert str(WORD) in problem.message


@pytest.mark.parametrize("language", ["fr", ""])
def test_a_file_of_another_language_is_refused(project: Project, language: str) -> None:
    path = exported(project)
    write_catalog(replace(read_catalog(path), language=language), "po", path)
    (problem,) = refused(project, path)
    assert problem.code == "KB952"
