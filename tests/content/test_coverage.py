"""What of a fact sheet is told."""

from __future__ import annotations

from pathlib import Path

from knowledge_base.content.coverage import coverage
from tests.content.project import copy_of_good

SHEET = """\
facts:
  - {id: f1, note: "trains go"}
  - {id: f2, note: "within some days"}
  - {id: f3, note: "cheaper"}
  - {id: f4, note: "dogs travel free"}
procedures:
  - id: buy
    steps:
      - {id: s1, do: "open the office"}
links:
  - {from: s1, target: null}
"""


def test_told_untold_and_unknown_facts_are_found(tmp_path: Path) -> None:
    project = copy_of_good(tmp_path)
    project.write("sheets/take-the-train.yml", SHEET)
    project.write("sheets/lose-a-ticket.yml", "facts: []\n")
    found, problems = coverage(project.load(), tmp_path / "sheets")
    assert found["take-the-train"].told == ("f1", "f2", "f3", "s1")
    assert found["take-the-train"].untold == ("f4",)
    file = "docs/guides/travel/take-the-train.yml"
    assert [str(each) for each in problems] == [
        f"{file}:16:23 KB250 the sheet of 'take-the-train' has no 'f9'.",
        f"{file}:1:9 KB251 f4 is not told: dogs travel free",
    ]


def test_a_missing_sheet_is_a_problem(tmp_path: Path) -> None:
    found, problems = coverage(copy_of_good(tmp_path).load(), tmp_path / "sheets")
    assert found == {}
    assert [each.code for each in problems] == ["KB101", "KB101"]
