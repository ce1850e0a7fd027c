"""What comes back from a translation tool is written in its place, and recorded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_base.content.sources import read_sources
from knowledge_base.content.units import Unit
from knowledge_base.translation.exchange.catalog import Format, Message
from knowledge_base.translation.exchange.delivery import Delivery
from knowledge_base.translation.exchange.files import read_catalog, write_catalog
from knowledge_base.translation.recording import record, record_imported
from knowledge_base.translation.standings import review
from rules_engine.ruleset import load_rules
from tests.content.project import Project, copy_of_good
from tests.translation.exchange_tool import (
    BUY,
    GUIDE,
    OPEN,
    SEAT,
    TITLE,
    WORD,
    bring,
    content,
    entry,
    exported,
    load_center,
    read_project,
    says,
    text_of_file,
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


def test_what_comes_back_as_it_went_writes_nothing(project: Project, kind: Format) -> None:
    path = exported(project, kind)
    times = {each: each.stat().st_mtime_ns for each in content(project)}
    assert bring(project, path) == Delivery()
    assert {each: each.stat().st_mtime_ns for each in content(project)} == times


def test_a_new_translation_is_written_in_its_place_and_recorded(
    project: Project, kind: Format
) -> None:
    project.edit(GUIDE.format("en"), "One way.", "There only.")
    new = "Auf das <label:buy> im **Büro**."
    path = exported(project, kind, {OPEN: says(new), WORD: says("Nur der Hinweg.")})
    delivery = bring(project, path)
    assert set(delivery.texts) == {OPEN, WORD}
    assert f'  open: "{new}"\n' in text_of_file(project)
    assert '    text: "Nur der Hinweg."\n' in text_of_file(project)
    assert entry(project, WORD).text == "There only."
    assert not review(*read_project(project)).standings["de"]
    assert bring(project, path) == Delivery()


def test_lines_that_a_tool_broke_are_joined_again(project: Project, kind: Format) -> None:
    def breaks(message: Message) -> Message:
        return replace(message, translation=message.translation.replace(" ", "\n    ") + "\n  ")

    assert bring(project, exported(project, kind, {BUY: breaks, OPEN: breaks})) == Delivery()


def test_comments_stay_and_the_typography_of_the_language_is_set(project: Project) -> None:
    project.edit(GUIDE.format("de"), "    text:", "    # a word of its own\n    text:")
    bring(project, exported(project, tool={WORD: says('Nur  "hin"')}))
    assert '    # a word of its own\n    text: "Nur „hin“"\n' in text_of_file(project)


def test_missing_texts_and_files_are_begun_in_the_order_of_the_structure(
    project: Project, kind: Format
) -> None:
    before = content(project)
    path = exported(project, kind)
    project.remove(GUIDE.format("de"))
    shutil.rmtree(project.root / "docs/de/rules")
    project.edit("docs/de/labels.yml", 'buy: "Kaufen"\n', "")
    record(*read_project(project))
    bring(project, path)
    after = content(project)
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
    path = exported(project, kind, {
        WORD: says(""), OPEN: lambda it: replace(it, translation="Auf", unfinished=True),
    })  # fmt: skip
    before = content(project)
    assert bring(project, path) == Delivery(unfinished=[OPEN])
    assert content(project) == before


def test_a_mended_slip_in_white_space_is_no_change_of_the_source(project: Project) -> None:
    path = exported(project, tool={WORD: says("Bloß hin.")})
    project.edit(GUIDE.format("en"), '"One way."', '"One  way."')
    assert set(bring(project, path).texts) == {WORD}


@pytest.mark.parametrize("language", ["de-CH", "de_AT"])
def test_a_region_that_a_tool_adds_to_the_language_is_understood(
    project: Project, kind: Format, language: str
) -> None:
    path = exported(project, kind)
    write_catalog(replace(read_catalog(path), language=language), kind, path)
    assert bring(project, path) == Delivery()


def test_machine_text_fills_what_is_missing_is_marked_and_never_goes_over_a_persons(
    project: Project, kind: Format
) -> None:
    project.edit(GUIDE.format("de"), 'title: "Mit dem Zug fahren"\n', "")
    record(*read_project(project))
    path = exported(project, kind, {
        TITLE: says("Nimm den Zug", machine=True), WORD: says("Ein Weg.", machine=True),
    })  # fmt: skip
    delivery = bring(project, path)
    assert (set(delivery.texts), delivery.person) == ({TITLE}, [WORD])
    assert '    text: "Nur hin."\n' in text_of_file(project)
    assert entry(project, TITLE).origin == "machine"
    assert review(*read_project(project)).standings["de"][TITLE].doubt == "machine"


def test_a_whole_file_may_be_said_to_be_a_machines(project: Project, kind: Format) -> None:
    project.edit(GUIDE.format("de"), 'title: "Mit dem Zug fahren"\n', "")
    path = exported(
        project, kind, {TITLE: lambda it: replace(it, translation="Nimm den Zug", unfinished=True)}
    )
    assert bring(project, path, machine=True).machine == {TITLE}
    assert entry(project, TITLE).origin == "machine"


def test_a_text_that_was_lost_here_comes_back_as_what_it_was(
    project: Project, kind: Format
) -> None:
    path = exported(project, kind)
    project.edit(GUIDE.format("de"), 'title: "Mit dem Zug fahren"\n', "")
    delivery = bring(project, path, machine=True)
    assert (set(delivery.texts), delivery.machine) == ({TITLE}, set())
    assert entry(project, TITLE).origin is None


def test_machine_text_gives_way_to_another_machine_and_to_a_person(project: Project) -> None:
    center = load_center(project)
    record_imported(center.sources, center.ruleset, "de", [WORD], machine=True)
    bring(project, exported(project, tool={WORD: says("Ein Weg.", machine=True)}))
    assert entry(project, WORD).origin == "machine"
    assert "Ein Weg." in text_of_file(project)
    bring(project, exported(project, tool={WORD: says("Nur hin.", machine=False)}))
    assert entry(project, WORD).origin is None
    assert "Nur hin." in text_of_file(project)


def test_texts_approved_as_they_are_are_accepted_for_a_reason_alone(
    project: Project, kind: Format
) -> None:
    project.edit(GUIDE.format("en"), "One way.", "There only.")
    done = {WORD: lambda it: replace(it, unfinished=False)}
    path = exported(project, kind, done)
    before = content(project)
    assert bring(project, path).approved == [WORD]
    assert content(project) == before
    assert bring(project, path, reason="Read in the tool").approved == [WORD]
    assert entry(project, WORD).reason == "Read in the tool"
    assert not review(*read_project(project)).standings["de"]


def test_a_rule_that_changed_since_the_export_leaves_its_texts_to_be_verified(
    project: Project, kind: Format
) -> None:
    path = exported(project, kind, {SEAT: says("Es hat keinen Platz mehr.")})
    project.edit("rules/travel/may-travel.yml", "more_than: 0", "at_least: 0")
    assert set(bring(project, path).texts) == {SEAT}
    assert review(*read_project(project)).standings["de"][SEAT].verify == ("may-travel",)


def test_a_reference_to_a_term_that_comes_with_it_is_understood(project: Project) -> None:
    term = Unit("terms", "ticket.term")
    path = exported(project, tool={
        term: says("Billet"),
        BUY: lambda it: replace(it, translation=it.translation.replace("|Fahrkarten", "|Billet")),
    })  # fmt: skip
    assert set(bring(project, path).texts) == {term, BUY}


def test_a_stop_between_two_files_is_completed_by_running_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.edit(GUIDE.format("de"), 'title: "Mit dem Zug fahren"\n', "")
    project.edit("docs/de/labels.yml", 'buy: "Kaufen"\n', "")
    record(*read_project(project))
    label = Unit("labels", "buy")
    tool = {TITLE: says("Nimm den Zug", machine=True), label: says("Kauf", machine=True)}
    path = exported(project, tool=tool)
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
            bring(project, path)
    assert not list(project.root.rglob("*.part"))
    delivery = bring(project, path)
    assert len(delivery.texts) == len(delivery.recorded) == 1
    assert {entry(project, each).origin for each in (TITLE, label)} == {"machine"}
    assert bring(project, path) == Delivery()
