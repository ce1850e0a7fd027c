"""How current each text is, and what writing that down changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.content.standing import Standing
from knowledge_base.content.units import Unit
from knowledge_base.translation.recording import accept, record, record_imported, set_level
from knowledge_base.translation.standings import review
from knowledge_base.translation.state import read_state, state_path, write_state
from rules_engine.problems import ProblemsFound
from tests.content.project import Project, copy_of_good
from tests.translation.translators_project import GUIDE, RULE, entry_of, recorded_project

OPEN = Unit("guides/take-the-train", "steps.open")
WORD = Unit("guides/take-the-train", "words.single.text")
SEAT = Unit("rules/may-travel", "reasons.no-seat.fails")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The good project, everything recorded."""
    return recorded_project(tmp_path)


def _standing(project: Project, unit: Unit, language: str = "de") -> Standing:
    return review(*project.read()).standings[language].get(unit, Standing())


def test_a_project_without_state_files_keeps_none(tmp_path: Path) -> None:
    made = copy_of_good(tmp_path)
    found = review(*made.read())
    assert not any(found.edited.values())
    assert not any(found.standings.values())
    assert made.problems() == ()


def test_what_was_recorded_is_current_and_recording_again_writes_nothing(project: Project) -> None:
    assert not any(review(*project.read()).standings.values())
    assert record(*project.read()) == {}
    assert project.problems() == ()


def test_english_has_entries_of_texts_that_depend_on_rules_alone(project: Project) -> None:
    entries = read_state(project.root / "docs", "en")
    assert WORD not in entries
    assert entries[SEAT].logic.keys() == {"may-travel"}
    assert not entries[SEAT].source


def test_a_changed_source_stales_its_translation_by_how_much_it_changed(project: Project) -> None:
    project.edit(GUIDE.format("en"), "One way.", "There only.")
    assert _standing(project, WORD) == Standing("major")
    project.edit(GUIDE.format("en"), "There only.", "One journey.")
    assert _standing(project, WORD) == Standing("medium")
    project.edit(GUIDE.format("en"), "One journey.", "One way")
    assert _standing(project, WORD) == Standing()
    assert entry_of(project, WORD).text == "One way."


def test_many_small_changes_are_judged_together(project: Project) -> None:
    for old, new in (("office", "offiice"), ("offiice", "offiches"), ("offiches", "branches")):
        project.edit(GUIDE.format("en"), f"Open the **{old}**", f"Open the **{new}**")
        record(*project.read())
    assert _standing(project, OPEN) == Standing("medium")


def test_an_edited_translation_counts_as_made_from_today(project: Project) -> None:
    project.edit(GUIDE.format("en"), "One way.", "There only.")
    project.edit(GUIDE.format("de"), "Nur hin.", "Lediglich hin.")
    assert _standing(project, WORD) == Standing()
    (warning,) = project.problems()
    assert (warning.code, warning.path, warning.severity) == (
        "KB280", "docs/de/.state.json", "warning",
    )  # fmt: skip
    assert "kb translate record de" in warning.remedy
    assert record(*project.read()) == {"de": 1}
    assert entry_of(project, WORD).text == "There only."
    assert project.problems() == ()


def test_an_edit_that_is_recorded_in_time_is_stale_after_a_later_change(project: Project) -> None:
    project.edit(GUIDE.format("de"), "Nur hin.", "Lediglich hin.")
    record(*project.read())
    project.edit(GUIDE.format("en"), "One way.", "There only.")
    assert _standing(project, WORD) == Standing("major")


def test_typography_of_a_translation_is_no_edit(project: Project) -> None:
    project.edit(GUIDE.format("en"), "One way.", "There only.")
    project.edit(GUIDE.format("de"), "Nur hin.", "Nur  hin.")
    assert _standing(project, WORD) == Standing("major")


def test_a_rule_whose_logic_changes_is_to_be_verified_in_all_languages(project: Project) -> None:
    project.edit(RULE, "{seats: {more_than: 0}}", "{seats: {at_least: 2}}")
    for language in ("en", "de"):
        assert _standing(project, SEAT, language) == Standing(verify=("may-travel",))
        assert _standing(project, WORD, language) == Standing()


def test_an_edit_clears_what_was_to_be_verified_in_its_own_language_alone(project: Project) -> None:
    project.edit(RULE, "{seats: {more_than: 0}}", "{seats: {at_least: 2}}")
    project.edit("docs/en/rules/travel/may-travel.yml", "No seat is free.", "Too few seats.")
    assert _standing(project, SEAT, "en") == Standing()
    assert _standing(project, SEAT, "de") == Standing("major", ("may-travel",))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("rules/parameters/travel.yml", "value: 14", "value: 30"),
        (RULE, "source: take-the-train/f1\n", "source: take-the-train/f1\nnote: \"Why.\"\n"),
        (RULE, "remedies:\n  no-seat: {guide: lose-a-ticket}\n", "remedies:\n"),
        (RULE, "seats: 0, has_card", "seats: 1, has_card"),
    ],
    ids=["parameter", "note", "remedy", "example"],
)  # fmt: skip
def test_what_is_no_logic_stales_nothing(project: Project, file: str, old: str, new: str) -> None:
    project.edit(file, old, new)
    assert not any(review(*project.read()).standings.values())


def test_the_order_of_keys_and_of_conditions_is_no_logic(project: Project) -> None:
    project.edit(RULE, "  country: {type: country}\n", "")
    project.edit(RULE, "  has_card: {type: boolean}\n",
                 "  has_card: {type: boolean}\n  country: {type: country}\n")  # fmt: skip
    project.edit(RULE, "      - {seats: {more_than: 0}}\n", "")
    project.edit(RULE, "      - not: {has_card: false}\n",
                 "      - not: {has_card: false}\n      - {seats: {more_than: 0}}\n")  # fmt: skip
    assert not any(review(*project.read()).standings.values())


def test_accepting_needs_a_reason_that_is_kept(project: Project) -> None:
    project.edit(RULE, "{seats: {more_than: 0}}", "{seats: {at_least: 2}}")
    with pytest.raises(ProblemsFound, match="KB282"):
        accept(*project.read(), "de", [SEAT], "  ")
    accept(*project.read(), "de", [SEAT], "still true")
    assert _standing(project, SEAT) == Standing()
    assert _standing(project, SEAT, "en") == Standing(verify=("may-travel",))
    assert entry_of(project, SEAT).reason == "still true"


def test_a_text_that_is_not_there_is_not_accepted(project: Project) -> None:
    with pytest.raises(ProblemsFound, match="KB283"):
        accept(*project.read(), "de", [Unit("labels", "nothing")], "fine")


def test_a_text_of_a_machine_stays_one_until_it_is_accepted_or_edited(project: Project) -> None:
    record_imported(*project.read(), "de", [OPEN, WORD], machine=True)
    assert _standing(project, WORD) == Standing(machine=True)
    accept(*project.read(), "de", [WORD], "read it")
    assert _standing(project, WORD) == Standing()
    project.edit(GUIDE.format("de"), "klicken Sie", "tippen Sie")
    assert _standing(project, OPEN) == Standing()


def test_an_import_of_a_person_is_made_from_today(project: Project) -> None:
    project.edit(GUIDE.format("en"), "One way.", "There only.")
    record_imported(*project.read(), "de", [WORD], machine=False)
    assert _standing(project, WORD) == Standing()
    assert entry_of(project, WORD).text == "There only."


def test_whatever_is_written_records_edits_of_all_languages(project: Project) -> None:
    project.edit("docs/en/rules/travel/may-travel.yml", "No seat is free.", "No seats are free.")
    project.edit(GUIDE.format("de"), "klicken Sie", "tippen Sie")
    accept(*project.read(), "de", [SEAT], "says it")
    assert project.problems() == ()


def test_a_broken_state_file_is_an_error_of_the_project(project: Project) -> None:
    state_path(project.root / "docs", "de").write_text("<<<<<<< ours\n", encoding="utf-8")
    assert [problem.code for problem in project.problems()] == ["KB281"]


def test_a_text_that_is_gone_leaves_the_state(project: Project) -> None:
    project.edit(GUIDE.format("de"), '    text: "Nur hin."\n', "")
    assert [problem.code for problem in project.problems()] == ["KB280", "KB201"]
    record(*project.read())
    assert WORD not in read_state(project.root / "docs", "de")


class TestLevelsOfAuthors:
    """``set_level`` on the good project with two more languages, which have German texts."""

    @pytest.fixture
    def project(self, tmp_path: Path) -> Project:
        made = copy_of_good(tmp_path)
        for language in ("fr", "it"):
            for path in sorted((made.root / "docs/de").rglob("*.yml")):
                name = path.relative_to(made.root / "docs/de")
                made.write(f"docs/{language}/{name}", path.read_text(encoding="utf-8"))
        record(*made.read())
        return made

    def _levels(self, project: Project) -> dict[str, str | None]:
        return {each: _standing(project, WORD, each).stale for each in ("fr", "de", "it")}

    def test_what_the_author_says_holds_in_each_language(self, project: Project) -> None:
        project.edit(GUIDE.format("en"), "One way.", "There only.")
        given, left = set_level(*project.read(), "minor", [WORD], (), "same meaning")
        assert (given, left) == ({each: [WORD] for each in ("fr", "de", "it")}, {})
        assert self._levels(project) == {"fr": None, "de": None, "it": None}
        assert entry_of(project, WORD).reason == "same meaning"
        assert entry_of(project, WORD).text == "One way."

    def test_what_came_after_it_is_judged_by_itself(self, project: Project) -> None:
        project.edit(GUIDE.format("en"), "One way.", "There only.")
        set_level(*project.read(), "minor", [WORD], (), "")
        project.edit(GUIDE.format("en"), "There only.", "There only!")
        assert self._levels(project) == {"fr": None, "de": None, "it": None}
        project.edit(GUIDE.format("en"), "There only!", "Only there and on foot!")
        assert self._levels(project) == {"fr": "medium", "de": "medium", "it": "medium"}

    def test_a_slip_after_a_major_change_lowers_nothing(self, project: Project) -> None:
        project.edit(GUIDE.format("en"), "One way.", "Outward.")
        set_level(*project.read(), "major", [WORD], (), "")
        project.edit(GUIDE.format("en"), "Outward.", "Outward")
        set_level(*project.read(), "minor", [WORD], (), "a full stop")
        assert self._levels(project) == {"fr": "major", "de": "major", "it": "major"}
        set_level(*project.read(), "medium", [WORD], (), "on second thoughts")
        assert self._levels(project) == {"fr": "medium", "de": "medium", "it": "medium"}

    def test_a_translation_that_was_behind_before_is_left_to_itself(self, project: Project) -> None:
        project.edit(GUIDE.format("en"), "One way.", "There, not back.")
        accept(*project.read(), "fr", [WORD], "says it")
        accept(*project.read(), "it", [WORD], "says it")
        project.edit(GUIDE.format("en"), "There, not back.", "There and not back.")
        given, left = set_level(*project.read(), "minor", [WORD], (), "")
        assert (given, left) == ({"fr": [WORD], "it": [WORD]}, {"de": [WORD]})
        assert self._levels(project) == {"fr": None, "de": "major", "it": None}
        set_level(*project.read(), "minor", [WORD], ("de",), "")
        assert self._levels(project) == {"fr": None, "de": None, "it": None}

    def test_where_nothing_tells_which_change_is_meant_it_asks(self, project: Project) -> None:
        project.edit(GUIDE.format("en"), "One way.", "There, not back.")
        accept(*project.read(), "fr", [WORD], "says it")
        project.edit(GUIDE.format("en"), "There, not back.", "There and not back.")
        entries = read_state(project.root / "docs", "it")
        write_state(project.root / "docs", "it", {u: e for u, e in entries.items() if u != WORD})
        with pytest.raises(ProblemsFound, match="KB284"):
            set_level(*project.read(), "minor", [WORD], (), "")
