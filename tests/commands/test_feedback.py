"""``kb feedback report`` and ``kb build --feedback`` as the team runs them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from knowledge_base.feedback.opinion import Opinion
from knowledge_base.feedback.store import open_store
from tests.project_copy import kb

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path / 'opinions.sqlite'}"
    opened = open_store(address)
    said = Opinion("a" * 32, "leave", "de", "0" * 12, False, "unclear", "Was heisst das?")
    opened.keep(said, date(2026, 11, 22))
    opened.close()
    return address


def test_the_report_is_a_table_csv_json_or_a_page(small: Path, store: str, tmp_path: Path) -> None:
    table = kb(small, "feedback", "report", KB_FEEDBACK=store)
    assert table.returncode == 0, table.stderr
    assert "1 of 1" in table.stdout
    assert "unclear 1" in table.stdout
    assert "Wilson" in table.stdout
    lines = kb(small, "feedback", "report", "--csv", "--from", store)
    assert lines.stdout.startswith("guide,language,revision,text,")
    listed = json.loads(kb(small, "feedback", "report", "--json", "--from", store).stdout)
    assert listed[0]["comments"][0]["text"] == "Was heisst das?"
    page = tmp_path / "page.html"
    done = kb(small, "feedback", "report", "--html", str(page), "--from", store)
    assert (done.returncode, done.stdout) == (0, f"Wrote {page}\n")
    assert "Was heisst das?" in page.read_text("utf-8")
    assert list(tmp_path.glob(".page*")) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--csv", "--html", "page.html"], "give one of --csv, --json and --html FILE"),
        (["--from", "sqlite:///nothing.sqlite"], "KB901 there are no opinions at nothing.sqlite"),
        (["--from", "opinions"], "KB901 the address of the opinions is none"),
        (["--from", "postgresql://kb:secret@127.0.0.1:1/kb"], "KB901 the opinions cannot be"),
    ],
)
def test_what_cannot_be_read_is_one_line(small: Path, arguments: list[str], said: str) -> None:
    done = kb(small, "feedback", "report", *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(f"kb: {said}"), done.stderr
    assert done.stderr.count("\n") == 1
    assert "secret" not in done.stderr
    assert not (small / "nothing.sqlite").exists()


@pytest.mark.parametrize(
    "address", ["https://other.example/v1/feedback", "//other.example/", "v1/feedback", "/\\other"]
)
def test_pages_are_not_built_to_send_to_another_host(project: Path, address: str) -> None:
    done = kb(project, "build", "--feedback", address, "--out", "site")
    assert done.returncode == 2
    assert "KB905" in done.stderr
    assert not (project / "site").exists()
