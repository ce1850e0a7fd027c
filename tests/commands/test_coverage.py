"""``kb coverage``: what of the fact sheets is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.project_copy import kb

if TYPE_CHECKING:
    from pathlib import Path

SHEET = """\
facts:
  - {id: f1, note: "Trains leave on time."}
  - {id: f99, note: "Nobody tells this."}
"""


def test_what_is_not_told_is_named(small: Path) -> None:
    sheets = small / "sheets"
    sheets.mkdir()
    for guide in ("take-the-train", "lose-a-ticket"):
        (sheets / f"{guide}.yml").write_text(SHEET, encoding="utf-8")
    counted = kb(small, "coverage", "sheets")
    assert counted.returncode == 2
    assert "take-the-train: " in counted.stdout
    assert "KB251 f99 is not told: Nobody tells this." in counted.stderr


def test_a_folder_that_is_not_there_is_one_line(small: Path) -> None:
    ended = kb(small, "coverage", "nowhere")
    assert ended.returncode == 2
    assert "'nowhere' does not exist" in ended.stderr
    assert ended.stderr.count("\n") == 1
