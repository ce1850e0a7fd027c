"""``kb export``: what it writes, and what it says where it writes nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import pytest

from tests.project_copy import kb

if TYPE_CHECKING:
    from pathlib import Path


def test_a_rule_is_written_as_jsonlogic_with_the_values_of_a_day(small: Path) -> None:
    before, after = (
        kb(small, "export", "may-travel", "--to", "jsonlogic", "--as-of", day)
        for day in ("2026-12-31", "2027-01-01")
    )
    assert before.returncode == after.returncode == 0
    assert json.loads(before.stdout)["as_of"] == "2026-12-31"
    assert '["CH", "FR", "BE"]' in before.stdout
    assert '["CH", "FR", "BE", "NO"]' in after.stdout


def test_a_rule_is_written_as_dmn(small: Path) -> None:
    written = kb(small, "export", "may-travel", "--to", "dmn", "--as-of", "2026-01-15")
    assert written.returncode == 0
    assert fromstring(written.stdout.encode()).get("name") == "may-travel"  # noqa: S314  our own


def test_the_list_says_of_every_rule_where_it_goes_and_why_not(small: Path) -> None:
    listed = kb(small, "export", "--list")
    assert listed.returncode == 0
    rows = [line.split() for line in listed.stdout.splitlines()]
    assert rows[:4] == [
        ["rule", "jsonlogic", "dmn"],
        ["may-travel", "yes", "yes"],
        ["ticket-price", "KB601,", "KB603", "KB601"],
        ["2", "rules", "1", "1"],
    ]
    assert [row[0] for row in rows[4:]] == ["KB601:", "KB603:"]
    only = kb(small, "export", "--list", "--to", "dmn").stdout.splitlines()
    assert only[2].split() == ["ticket-price", "KB601"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ticket-price", "--to", "dmn"], "KB601 the rule ticket-price is not exported"),
        (["may-travell", "--to", "dmn"], "Did you mean 'may-travel'?"),
        (["may-travel"], "--to"),
        (["--to", "dmn"], "RULE"),
        (["may-travel", "--to", "cel"], "'cel' is not one of"),
        (["may-travel", "--to", "dmn", "--as-of", "1950-01-01"], "on 1950-01-01"),
        (["--list", "--as-of", "1950-01-01"], "on 1950-01-01"),
    ],
)
def test_what_is_not_exported_is_one_clear_line(small: Path, words: list[str], said: str) -> None:
    ended = kb(small, "export", *words)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1
