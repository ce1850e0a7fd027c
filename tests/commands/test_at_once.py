"""A plain request for a record takes a short way, and says the same as the long one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from knowledge_base.command_line import kb
from knowledge_base.commands.at_once import record_at_once

ROOT = str(Path(__file__).parents[2])
DAY = ["--as-of", "2026-01-15"]


@pytest.mark.parametrize(
    ("rule", "facts", "code"),
    [
        ("sms-two-factor-country", '{"residence_country": "no"}', 0),
        ("leave-organization", '{"is_owner": true}', 3),
        ("leave-organization", '{"belongs_to_organization": false}', 4),
    ],
)
def test_both_ways_print_the_same_record(
    rule: str, facts: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["decide", rule, "--facts", facts, "--json", *DAY]
    assert record_at_once(["--root", ROOT, *words]) == code
    long_way = CliRunner().invoke(kb, ["--root", ROOT, *words])
    assert long_way.exit_code == code
    assert json.loads(capsys.readouterr().out) == json.loads(long_way.output)


@pytest.mark.parametrize(
    "words",
    [
        ["decide", "leave-organization", "--facts", "{}"],
        ["decide", "leave-organization", "--json"],
        ["decide", "leave-organization", "--facts", "{}", "--json", "--lang", "de"],
        ["decide", "leave-organization", "--facts", "garbage", "--json"],
        ["decide", "no-such-rule", "--facts", "{}", "--json"],
        ["decide", "--batch", "-"],
        ["check"],
        [],
    ],
)
def test_anything_else_is_left_to_the_command_line(words: list[str]) -> None:
    assert record_at_once(["--root", ROOT, *words] if words else words) is None
