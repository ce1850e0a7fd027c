"""``kb fmt`` and ``kb check --fix``: files on disk, put into their form or mended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.project_copy import edit, kb

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = "docs/de/guides/travel/take-the-train.yml"


@pytest.fixture
def formed(small: Path) -> Path:
    """The small project with all texts in their form."""
    assert kb(small, "fmt").returncode == 0
    return small


def title(project: Path) -> str:
    """Return the line of the title of a guide."""
    lines = (project / GUIDE).read_text("utf-8").split("\n")
    return next(line for line in lines if line.startswith("title:"))


def test_a_file_that_has_its_form_is_not_touched(formed: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in formed.rglob("*")}
    done = kb(formed, "fmt")
    assert done.returncode == 0
    assert "in their form: 18" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in formed.rglob("*")} == before


def test_check_shows_the_first_difference_and_writes_nothing(formed: Path) -> None:
    old = title(formed)
    edit(formed / GUIDE, old, f"{old}  ")
    edit(formed / GUIDE, "summary: ", "summary:   ")
    before = (formed / GUIDE).read_bytes()
    done = kb(formed, "fmt", "--check")
    assert done.returncode == 2
    assert f"{GUIDE}:" in done.stderr
    assert "KB298" in done.stderr
    edit(formed / GUIDE, f"{old}  ", old)
    done = kb(formed, "fmt", "--check", GUIDE)
    assert done.returncode == 2
    assert "KB299" in done.stderr
    assert "    - summary:   " in done.stderr
    assert "    + summary: " in done.stderr
    assert (formed / GUIDE).read_bytes() == before.replace(b"  \n", b"\n", 1)


def test_ids_stand_in_the_order_of_the_structure_and_keep_their_notes(formed: Path) -> None:
    whole = (formed / GUIDE).read_text("utf-8")
    old = title(formed)
    moved = whole.replace(f"{old}\n", "") + f"# the title\n{old}\n"
    (formed / GUIDE).write_text(moved, "utf-8")
    assert kb(formed, "fmt", GUIDE).returncode == 0
    assert (formed / GUIDE).read_text("utf-8") == whole.replace(old, f"# the title\n{old}")


def test_what_is_safe_is_mended_and_the_rest_is_said(formed: Path) -> None:
    whole = (formed / GUIDE).read_text("utf-8")
    broken = whole.replace(title(formed), "title: „Bahn fahren“  ") + 'stray "line"\n'
    (formed / GUIDE).write_text(broken, "utf-8")
    done = kb(formed, "fmt")
    assert done.returncode == 2
    assert "KB295" in done.stderr
    assert (formed / GUIDE).read_text("utf-8") == broken.replace(
        "title: „Bahn fahren“  ", 'title: "Bahn fahren"'
    )


def test_check_finds_every_broken_line_and_fix_mends_what_is_safe(formed: Path) -> None:
    edit(formed / GUIDE, title(formed), "title: Bahn #neu")
    (formed / "docs/de/labels.yml").write_bytes(
        b"\xef\xbb\xbf" + (formed / "docs/de/labels.yml").read_bytes().replace(b"\n", b"\r\n")
    )
    found = json.loads(kb(formed, "check", "--format", "json").stdout)
    assert {(each["path"], each["code"]) for each in found} == {
        (GUIDE, "KB290"),
        ("docs/de/labels.yml", "KB103"),
        ("docs/de/labels.yml", "KB298"),
    }
    assert "kb check --fix" in kb(formed, "check").stderr
    done = kb(formed, "check", "--fix")
    assert done.returncode == 0, done.stderr
    assert f"Mended {GUIDE}" in done.stderr
    assert title(formed) == 'title: "Bahn #neu"'
    assert kb(formed, "fmt", "--check").returncode == 0


def test_only_text_files_are_put_into_their_form(small: Path) -> None:
    done = kb(small, "fmt", "docs/guides/sections.yml")
    assert done.returncode == 2
    assert "KB010" in done.stderr


def test_what_kb_new_starts_has_its_form(formed: Path) -> None:
    assert kb(formed, "new", "guide", "travel", "one").returncode == 0
    assert kb(formed, "new", "rule", "travel", "may-wait", "--guide", "one").returncode == 0
    done = kb(formed, "fmt", "--check")
    assert done.returncode == 0, done.stderr
