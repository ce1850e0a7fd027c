"""The state file of a language: read back as it was written, and refused where it is broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from knowledge_base.content.units import Unit
from knowledge_base.translation.state import Entry, read_state, state_path, write_state
from rules_engine.problems import ProblemsFound

_ID = some.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
_TEXT = some.text(some.characters(codec="utf-8"), max_size=20)
_HASH = some.from_regex(r"[0-9a-f]{12}", fullmatch=True)
_UNITS = some.builds(Unit, _ID.map("guides/{}".format), _ID.map("block.{}".format))
_ENTRIES = some.builds(
    Entry,
    translation=_HASH,
    source=_HASH,
    text=_TEXT,
    level=some.sampled_from([None, "minor", "medium", "major"]),
    judged=_TEXT,
    logic=some.dictionaries(_ID, _HASH, max_size=2),
    origin=some.sampled_from([None, "machine"]),
    reason=_TEXT,
)


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    docs = tmp_path_factory.mktemp("project") / "docs"
    (docs / "de").mkdir(parents=True)
    return docs


@given(entries=some.dictionaries(_UNITS, _ENTRIES, max_size=5))
def test_what_is_written_is_read_again(docs: Path, entries: dict[Unit, Entry]) -> None:
    write_state(docs, "de", entries)
    assert read_state(docs, "de") == entries


def test_each_text_has_a_line_of_its_own_in_order(docs: Path) -> None:
    entries = {
        Unit("labels", "save"): Entry("b", "a", "Save\nnow"),
        Unit("guides/go", "title"): Entry("d", "c", "Go"),
    }
    write_state(docs, "de", entries)
    lines = state_path(docs, "de").read_text(encoding="utf-8").splitlines()
    assert [line.partition(":")[0] for line in lines[1:-1]] == [
        '"guides/go#title"',
        '"labels#save"',
    ]


def test_a_language_without_a_file_has_no_entries(docs: Path) -> None:
    assert read_state(docs, "fr") == {}


def test_the_same_entries_leave_the_file_alone(docs: Path) -> None:
    entries = {Unit("labels", "save"): Entry("b", "a", "Save")}
    write_state(docs, "de", entries)
    before = state_path(docs, "de").stat().st_mtime_ns
    assert not write_state(docs, "de", entries)
    assert state_path(docs, "de").stat().st_mtime_ns == before
    assert [path.name for path in (docs / "de").iterdir()] == [".state.json"]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ('{\n<<<<<<< ours\n"labels#a": {"translation": "b"}\n}\n', 2, "enclosed in double quotes"),
        ('{\n"labels#a": {"translation": "b"},\n"labels#a": {"translation": "c"}\n}', 0, "twice"),
        ('{\n"labels#a": {"translation": "b"},\n"labels#b": {"source": "c"}\n}\n', 3, "labels#b"),
        ('{\n"labels#a": {"translation": "b", "level": "huge"}\n}\n', 2, "labels#a"),
        ('{\n"labels#a": {"translation": "b", "logic": {"rule": 1}}\n}\n', 2, "labels#a"),
        ("[]", 1, "not a map"),
    ],
)
def test_a_broken_file_is_refused_at_its_line(
    docs: Path, content: str, line: int, said: str
) -> None:
    state_path(docs, "de").write_text(content, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_state(docs, "de")
    (problem,) = found.value.problems
    assert (problem.code, problem.path, problem.line) == ("KB281", "docs/de/.state.json", line)
    assert said in problem.message
    assert "kb translate record" in problem.remedy


def test_an_entry_holds_only_what_it_has(docs: Path) -> None:
    write_state(docs, "de", {Unit("labels", "save"): Entry("b", "a", "Save")})
    (held,) = json.loads(state_path(docs, "de").read_text(encoding="utf-8")).values()
    assert held == {"source": "a", "translation": "b", "text": "Save"}
