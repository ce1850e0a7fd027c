"""``kb addresses``: what was published once is written down, and cannot be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.project_copy import edit, kb

if TYPE_CHECKING:
    from pathlib import Path

LIST = "docs/guides/addresses.yml"
GUIDE = "docs/guides/travel/lose-a-ticket.yml"


def test_the_addresses_of_each_guide_are_listed_by_number(small: Path) -> None:
    listed = kb(small, "addresses")
    assert listed.returncode == 0, listed.stderr
    assert listed.stdout.splitlines() == [
        "/a/1/  /travel/take-the-train/",
        "/a/2/  /travel/lose-a-ticket/",
    ]


def test_new_addresses_are_added_once_and_nothing_is_taken_out(small: Path) -> None:
    kb(small, "new", "guide", "travel", "miss-the-train")
    edit(small / GUIDE, "blocks:\n", "former: [travel/by-rail, a/9]\nblocks:\n")
    written = kb(small, "addresses", "--write")
    assert written.returncode == 0, written.stderr
    listed = (small / LIST).read_text("utf-8")
    assert "  2: [travel/lose-a-ticket, travel/by-rail]\n" in listed
    assert "  3: [travel/miss-the-train]\n" in listed
    assert "  9: [travel/lose-a-ticket]\n" in listed
    assert "KB27" not in kb(small, "check").stdout
    again = kb(small, "addresses", "--write")
    assert "lists every address" in again.stdout
    assert (small / LIST).read_text("utf-8") == listed


def test_a_number_given_to_another_guide_does_not_come_into_the_list(small: Path) -> None:
    before = (small / LIST).read_text("utf-8")
    edit(small / GUIDE, "number: 2", "number: 3")
    refused = kb(small, "addresses", "--write")
    assert refused.returncode == 2
    assert f"{LIST}:5:3 KB270 /a/2/ would die" in refused.stderr
    assert (small / LIST).read_text("utf-8") == before
