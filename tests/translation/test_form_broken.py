"""Every broken file of ``broken`` gives its findings, and what is safe is mended."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.content.mending import mend
from knowledge_base.content.text_files import read_text_bytes, read_texts
from tests.translation.text_file_writer import text_files

FOLDER = Path(__file__).parent / "broken"


@dataclass(frozen=True)
class Broken:
    """A broken file: where it stands, what is wrong, and what to do.

    ``mended`` is what becomes of it; the same where nothing is safe.
    """

    name: str
    text: str
    encoding: str
    findings: list[tuple[int, int, str, str]]
    mended: str
    place: str

    @property
    def data(self) -> bytes:
        return self.text.encode(self.encoding)


def _load(path: Path) -> Broken:
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    findings = [
        (*map(int, each["at"].split(":")), each["code"], each["remedy"])
        for each in case["findings"]
    ]
    place = "first" if "first" in case else "alone" if {"alone", "encoding"} & set(case) else ""
    return Broken(
        path.stem,
        case["input"],
        case.get("encoding", "utf-8"),
        findings,
        case.get("mended", case["input"]),
        place,
    )


CASES = [_load(path) for path in sorted(FOLDER.glob("*.yml"))]
# Those that can stand in one file, the mark of which can only be at its start.
TOGETHER = sorted(
    (each for each in CASES if each.place != "alone"), key=lambda each: not each.place
)


def findings(data: bytes, folder: Path) -> list[tuple[int, int, str, str]]:
    path = folder / "texts.yml"
    path.write_bytes(data)
    return sorted((p.line, p.column, p.code, p.remedy) for p in read_texts(path, "texts.yml")[1])


def assert_found(
    found: list[tuple[int, int, str, str]], wanted: list[tuple[int, int, str, str]]
) -> None:
    assert [each[:3] for each in found] == [each[:3] for each in sorted(wanted)]
    for (*_, remedy), (*_, words) in zip(found, sorted(wanted), strict=True):
        assert words in remedy


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_file_is_found_at_its_place_with_what_to_do(case: Broken, tmp_path: Path) -> None:
    assert_found(findings(case.data, tmp_path), case.findings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_only_what_is_safe_is_mended(case: Broken) -> None:
    assert mend(case.text) == case.mended


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_mended_has_nothing_left_to_find(case: Broken, tmp_path: Path) -> None:
    if case.mended != case.text:
        assert findings(case.mended.encode(), tmp_path) == []


def test_thirty_ways_and_more_in_one_file_are_found_at_once(tmp_path: Path) -> None:
    wanted: list[tuple[int, int, str, str]] = []
    text = ""
    for case in TOGETHER:
        above = text.count("\n")
        wanted += [(each[0] + above, *each[1:]) for each in case.findings]
        text += case.text
    assert len(TOGETHER) > 30
    assert_found(findings(text.encode(), tmp_path), wanted)
    assert mend(text) == "".join(case.mended for case in TOGETHER)


# What slips in while somebody types or pastes.
SLIPS = st.sampled_from([
    *"\"'“”„«»:#-{}[]|>&*!%@`\\,\t\r\n ", "\u00a0", "\u2003", "\u200b",
    "\x07", "\x92", "\ufeff", "\u0308",
    "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "---\n",
])  # fmt: skip


@st.composite
def slips(draw: st.DrawFn) -> str:
    """Return a text file in which some characters were lost or came in."""
    source = draw(text_files()).source
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(source)))
        lost = draw(st.integers(0, 3))
        source = source[:at] + draw(SLIPS | st.just("")) + source[at + lost :]
    return source


@given(slips())
def test_mending_keeps_every_word_and_comes_to_an_end(source: str) -> None:
    mended = mend(source)
    assert mend(mended) == mended
    words = re.compile(r"[^\W_]+")
    assert words.findall(_composed(mended)) == words.findall(_composed(source))


@given(slips())
def test_findings_stand_in_the_file(source: str) -> None:
    lines = re.split(r"\r\n|\r|\n", source)
    path = Path("texts.yml")
    for found in read_text_bytes(source.encode(), path, "texts.yml")[1]:
        assert 0 < found.line <= len(lines)
        assert 0 < found.column <= len(lines[found.line - 1]) + 1
        assert found.remedy


def _composed(text: str) -> str:
    unseen = str.maketrans("", "", "\u200b\ufeff\x07")
    return unicodedata.normalize("NFC", text.translate(unseen))
