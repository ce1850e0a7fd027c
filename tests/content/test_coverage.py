"""What of a fact sheet is told."""

from __future__ import annotations

from pathlib import Path

from knowledge_base.content.coverage import coverage
from tests.content.project import copy_of_good

FILE = "docs/guides/travel/take-the-train.yml"
SHEET = """\
facts:
  - {id: f1, note: "trains go"}
  - {id: f2, note: "within some days"}
  - {id: f3, note: "cheaper"}
  - {id: f4, note: "dogs travel free"}
procedures:
  - id: buy
    steps:
      - {id: s1, do: "open the office", screenshot: true}
      - {id: s2, do: "pay", screenshot: true}
links:
  - {from: s1, target: null}
"""


def test_told_untold_and_unknown_facts_are_found(tmp_path: Path) -> None:
    project = copy_of_good(tmp_path)
    project.write("sheets/take-the-train.yml", SHEET)
    project.write("sheets/lose-a-ticket.yml", "facts: []\n")
    found, problems = coverage(project.load(), tmp_path / "sheets")
    assert found["take-the-train"].told == ("f1", "f2", "f3", "s1")
    assert found["take-the-train"].untold == ("f4", "s2")
    assert [str(each) for each in problems] == [
        f"{FILE}:16:23 KB250 the sheet of 'take-the-train' has no 'f9'.",
        f"{FILE}:1:9 KB251 f4 is not told: dogs travel free",
        f"{FILE}:1:9 KB251 s2 is not told: pay",
        f"{FILE}:1:9 KB252 s1 had a picture and has no screen: open the office",
    ]


def test_a_step_that_had_a_picture_is_drawn(tmp_path: Path) -> None:
    project = copy_of_good(tmp_path)
    project.write("sheets/take-the-train.yml", SHEET)
    assert coverage(project.load(), tmp_path / "sheets")[0]["take-the-train"].undrawn == ("s1",)
    screen = "screen: {view: login, region: page, target: {label: buy}}"
    project.edit(FILE, "open: {says: [s1]}", f"open: {{says: [s1], {screen}}}")
    assert coverage(project.load(), tmp_path / "sheets")[0]["take-the-train"].undrawn == ()


def test_a_missing_sheet_is_a_problem(tmp_path: Path) -> None:
    found, problems = coverage(copy_of_good(tmp_path).load(), tmp_path / "sheets")
    assert found == {}
    assert [each.code for each in problems] == ["KB101", "KB101"]
