"""What comes back from a translation tool is written as a whole and recorded, or refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.sources import Sources, read_sources
from knowledge_base.content.units import Unit
from knowledge_base.translation.exchange.catalog import Format, Message
from knowledge_base.translation.exchange.delivery import Delivery
from knowledge_base.translation.exchange.exporting import catalog_of
from knowledge_base.translation.exchange.files import read_catalog, write_catalog
from knowledge_base.translation.exchange.importing import import_file
from knowledge_base.translation.recording import record, record_imported
from knowledge_base.translation.standings import review
from knowledge_base.translation.state import Entry, read_state
from rules_engine.problems import Problem, ProblemsFound
from rules_engine.ruleset import Ruleset, load_rules
from tests.content.project import TODAY, Project, copy_of_good

GUIDE = "docs/{}/guides/travel/take-the-train.yml"
BUY = Unit("guides/take-the-train", "steps.buy")
OPEN = Unit("guides/take-the-train", "steps.open")
TITLE = Unit("guides/take-the-train", "title")
WORD = Unit("guides/take-the-train", "words.single.text")
SEAT = Unit("rules/may-travel", "reasons.no-seat.fails")

# What a tool makes of a message.
Tool = Mapping[Unit, Callable[[Message], Message]]


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


def _center(project: Project) -> HelpCenter:
    return HelpCenter(read_sources(project.root)[0], load_rules(project.root / "rules"), TODAY)


def _read(project: Project) -> tuple[Sources, Ruleset]:
    center = _center(project)
    return center.sources, center.ruleset


def _exported(project: Project, kind: Format = "po", tool: Tool | None = None) -> Path:
    """Return a file as it comes back from a tool."""
    path = project.root.parent / f"de.{kind}"
    write_catalog(catalog_of(_center(project), "de", None, needed=False), kind, path)
    if tool:
        catalog = read_catalog(path)
        messages = (tool.get(each.unit, _as_it_is)(each) for each in catalog.messages)
        write_catalog(replace(catalog, messages=tuple(messages)), kind, path)
    return path


def _as_it_is(message: Message) -> Message:
    return message


def _says(text: str, *, machine: bool = False) -> Callable[[Message], Message]:
    return lambda it: replace(it, translation=text, unfinished=False, machine=machine)


def _import(
    project: Project, path: Path, language: str = "de", *, machine: bool = False, reason: str = ""
) -> Delivery:
    center = _center(project)
    return import_file(
        path, language, center.sources, center.ruleset, TODAY, machine=machine, reason=reason
    )


def _refused(project: Project, path: Path, language: str = "de") -> list[Problem]:
    before = _content(project)
    with pytest.raises(ProblemsFound) as caught:
        _import(project, path, language)
    assert _content(project) == before
    return list(caught.value.problems)


def _content(project: Project) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}


def _entry(project: Project, unit: Unit) -> Entry:
    return read_state(project.root / "docs", "de")[unit]


def _text(project: Project, file: str = GUIDE) -> str:
    return (project.root / file.format("de")).read_text(encoding="utf-8")


def test_what_comes_back_as_it_went_writes_nothing(project: Project, kind: Format) -> None:
    path = _exported(project, kind)
    times = {each: each.stat().st_mtime_ns for each in _content(project)}
    assert _import(project, path) == Delivery()
    assert {each: each.stat().st_mtime_ns for each in _content(project)} == times


def test_a_new_translation_is_written_in_its_place_and_recorded(
    project: Project, kind: Format
) -> None:
    project.edit(GUIDE.format("en"), "One way.", "There only.")
    new = "Auf das <label:buy> im **Büro**."
    path = _exported(project, kind, {OPEN: _says(new), WORD: _says("Nur der Hinweg.")})
    delivery = _import(project, path)
    assert set(delivery.texts) == {OPEN, WORD}
    assert f'  open: "{new}"\n' in _text(project)
    assert '    text: "Nur der Hinweg."\n' in _text(project)
    assert _entry(project, WORD).text == "There only."
    assert not review(*_read(project)).standings["de"]
    assert _import(project, path) == Delivery()


def test_lines_that_a_tool_broke_are_joined_again(project: Project, kind: Format) -> None:
    def breaks(message: Message) -> Message:
        return replace(message, translation=message.translation.replace(" ", "\n    ") + "\n  ")

    assert _import(project, _exported(project, kind, {BUY: breaks, OPEN: breaks})) == Delivery()


def test_comments_stay_and_the_typography_of_the_language_is_set(project: Project) -> None:
    project.edit(GUIDE.format("de"), "    text:", "    # a word of its own\n    text:")
    _import(project, _exported(project, tool={WORD: _says('Nur  "hin"')}))
    assert '    # a word of its own\n    text: "Nur „hin“"\n' in _text(project)


def test_missing_texts_and_files_are_begun_in_the_order_of_the_structure(
    project: Project, kind: Format
) -> None:
    before = _content(project)
    path = _exported(project, kind)
    project.remove(GUIDE.format("de"))
    shutil.rmtree(project.root / "docs/de/rules")
    project.edit("docs/de/labels.yml", 'buy: "Kaufen"\n', "")
    record(*_read(project))
    _import(project, path)
    after = _content(project)
    assert after.keys() == before.keys()
    for file in after:
        assert list(_texts(after[file])) == list(_texts(before[file])), file
    head = after[project.root / GUIDE.format("de")].decode().splitlines()[:2]
    assert head[0].endswith("$schema=../../../../.schemas/de/guides/travel/take-the-train.json")


def _texts(content: Any, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield keys and texts in the order of a file."""
    held = yaml.safe_load(content) if isinstance(content, bytes) else content
    for key, value in held.items() if isinstance(held, dict) else ():
        if isinstance(value, dict):
            yield from _texts(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def test_untranslated_and_unfinished_messages_are_left_alone(
    project: Project, kind: Format
) -> None:
    path = _exported(project, kind, {
        WORD: _says(""), OPEN: lambda it: replace(it, translation="Auf", unfinished=True),
    })  # fmt: skip
    before = _content(project)
    assert _import(project, path) == Delivery(unfinished=[OPEN])
    assert _content(project) == before


def test_everything_that_is_wrong_is_told_at_once_with_its_place_and_nothing_is_written(
    project: Project, kind: Format
) -> None:
    path = _exported(project, kind, {
        OPEN: _says("Öffnen Sie <label:save>."),
        BUY: lambda it: replace(it, translation=it.translation.replace("Fahrkarten", "Karten")),
        WORD: _says("Nur hin: https://example.com <b>jetzt</b>"),
        Unit("site", "table.as-of"): _says("Stand: {day}"),
        SEAT: lambda it: replace(it, unit=Unit("rules/may-travel", "reasons.no-seats.fails"),
                                 translation="Kein Platz mehr."),
        TITLE: _says("Mit dem **Zug fahren"),
        Unit("labels", "buy"): _says("Erwerben"),
    })  # fmt: skip
    problems = _refused(project, path)
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
    path = _exported(project, kind)
    catalog = read_catalog(path)
    write_catalog(replace(catalog, messages=(*catalog.messages, catalog.messages[0])), kind, path)
    (problem,) = _refused(project, path)
    assert problem.code == "KB953"
    assert f"line {catalog.messages[0].line} too" in problem.message


def test_a_translation_of_an_english_text_that_has_changed_since_is_refused(
    project: Project, kind: Format
) -> None:
    path = _exported(project, kind, {WORD: _says("Bloß hin."), OPEN: _as_it_is})
    project.edit(GUIDE.format("en"), "One way.", "There only.")
    project.edit(GUIDE.format("en"), "Open the **office**", "Enter the **office**")
    (problem,) = _refused(project, path)
    assert problem.code == "KB954"
    assert str(WORD) in problem.message
    assert "There only." in problem.remedy


def test_a_mended_slip_in_white_space_is_no_change_of_the_source(project: Project) -> None:
    path = _exported(project, tool={WORD: _says("Bloß hin.")})
    project.edit(GUIDE.format("en"), '"One way."', '"One  way."')
    assert set(_import(project, path).texts) == {WORD}


def test_a_translation_that_was_edited_here_meanwhile_is_not_undone(
    project: Project, kind: Format
) -> None:
    path = _exported(project, kind, {WORD: _says("Bloß hin.")})
    project.edit(GUIDE.format("de"), "Nur hin.", "Nur der Hinweg.")
    project.edit(GUIDE.format("de"), "Wer fahren darf", "Wer darf fahren?")
    (problem,) = _refused(project, path)
    assert problem.code == "KB955"
    assert "line 11 of docs/de/guides/travel/take-the-train.yml" in problem.message
    assert "Nur der Hinweg." in problem.remedy


def test_without_its_base_a_message_only_fills_what_is_missing(project: Project) -> None:
    tool = {
        unit: lambda it: replace(it, translation=f"{it.translation}!", base=None)
        for unit in (TITLE, WORD)
    }
    path = _exported(project, tool=tool)
    project.edit(GUIDE.format("de"), 'title: "Mit dem Zug fahren"\n', "")
    (problem,) = _refused(project, path)
    assert problem.code == "KB955"
    assert str(WORD) in problem.message


@pytest.mark.parametrize("language", ["fr", ""])
def test_a_file_of_another_language_is_refused(project: Project, language: str) -> None:
    path = _exported(project)
    write_catalog(replace(read_catalog(path), language=language), "po", path)
    (problem,) = _refused(project, path)
    assert problem.code == "KB952"


@pytest.mark.parametrize("language", ["de-CH", "de_AT"])
def test_a_region_that_a_tool_adds_to_the_language_is_understood(
    project: Project, kind: Format, language: str
) -> None:
    path = _exported(project, kind)
    write_catalog(replace(read_catalog(path), language=language), kind, path)
    assert _import(project, path) == Delivery()


def test_machine_text_fills_what_is_missing_is_marked_and_never_goes_over_a_persons(
    project: Project, kind: Format
) -> None:
    project.edit(GUIDE.format("de"), 'title: "Mit dem Zug fahren"\n', "")
    record(*_read(project))
    path = _exported(project, kind, {
        TITLE: _says("Nimm den Zug", machine=True), WORD: _says("Ein Weg.", machine=True),
    })  # fmt: skip
    delivery = _import(project, path)
    assert (set(delivery.texts), delivery.person) == ({TITLE}, [WORD])
    assert '    text: "Nur hin."\n' in _text(project)
    assert _entry(project, TITLE).origin == "machine"
    assert review(*_read(project)).standings["de"][TITLE].doubt == "machine"


def test_a_whole_file_may_be_said_to_be_a_machines(project: Project, kind: Format) -> None:
    project.edit(GUIDE.format("de"), 'title: "Mit dem Zug fahren"\n', "")
    path = _exported(
        project, kind, {TITLE: lambda it: replace(it, translation="Nimm den Zug", unfinished=True)}
    )
    assert _import(project, path, machine=True).machine == {TITLE}
    assert _entry(project, TITLE).origin == "machine"


def test_a_text_that_was_lost_here_comes_back_as_what_it_was(
    project: Project, kind: Format
) -> None:
    path = _exported(project, kind)
    project.edit(GUIDE.format("de"), 'title: "Mit dem Zug fahren"\n', "")
    delivery = _import(project, path, machine=True)
    assert (set(delivery.texts), delivery.machine) == ({TITLE}, set())
    assert _entry(project, TITLE).origin is None


def test_machine_text_gives_way_to_another_machine_and_to_a_person(project: Project) -> None:
    center = _center(project)
    record_imported(center.sources, center.ruleset, "de", [WORD], machine=True)
    _import(project, _exported(project, tool={WORD: _says("Ein Weg.", machine=True)}))
    assert _entry(project, WORD).origin == "machine"
    assert "Ein Weg." in _text(project)
    _import(project, _exported(project, tool={WORD: _says("Nur hin.", machine=False)}))
    assert _entry(project, WORD).origin is None
    assert "Nur hin." in _text(project)


def test_texts_approved_as_they_are_are_accepted_for_a_reason_alone(
    project: Project, kind: Format
) -> None:
    project.edit(GUIDE.format("en"), "One way.", "There only.")
    done = {WORD: lambda it: replace(it, unfinished=False)}
    path = _exported(project, kind, done)
    before = _content(project)
    assert _import(project, path).approved == [WORD]
    assert _content(project) == before
    assert _import(project, path, reason="Read in the tool").approved == [WORD]
    assert _entry(project, WORD).reason == "Read in the tool"
    assert not review(*_read(project)).standings["de"]


def test_a_rule_that_changed_since_the_export_leaves_its_texts_to_be_verified(
    project: Project, kind: Format
) -> None:
    path = _exported(project, kind, {SEAT: _says("Es hat keinen Platz mehr.")})
    project.edit("rules/travel/may-travel.yml", "more_than: 0", "at_least: 0")
    assert set(_import(project, path).texts) == {SEAT}
    assert review(*_read(project)).standings["de"][SEAT].verify == ("may-travel",)


def test_a_reference_to_a_term_that_comes_with_it_is_understood(project: Project) -> None:
    term = Unit("terms", "ticket.term")
    path = _exported(project, tool={
        term: _says("Billet"),
        BUY: lambda it: replace(it, translation=it.translation.replace("|Fahrkarten", "|Billet")),
    })  # fmt: skip
    assert set(_import(project, path).texts) == {term, BUY}


def test_a_stop_between_two_files_is_completed_by_running_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.edit(GUIDE.format("de"), 'title: "Mit dem Zug fahren"\n', "")
    project.edit("docs/de/labels.yml", 'buy: "Kaufen"\n', "")
    record(*_read(project))
    label = Unit("labels", "buy")
    tool = {TITLE: _says("Nimm den Zug", machine=True), label: _says("Kauf", machine=True)}
    path = _exported(project, tool=tool)
    renamed: list[Path] = []
    rename = Path.replace

    def stop_at_the_second(self: Path, target: Path) -> Path:
        if renamed:
            raise KeyboardInterrupt
        renamed.append(target)
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stop_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            _import(project, path)
    assert not list(project.root.rglob("*.part"))
    delivery = _import(project, path)
    assert len(delivery.texts) == len(delivery.recorded) == 1
    assert {_entry(project, each).origin for each in (TITLE, label)} == {"machine"}
    assert _import(project, path) == Delivery()
