"""Compiled rules on disk decide as fresh ones do, and a damaged cache is made anew."""

from __future__ import annotations

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from rules_engine.problems import ProblemsFound
from rules_engine.program_cache import open_programs
from rules_engine.ruleset import load_rules

GOOD = Path(__file__).parent / "good" / "rules"
DAY = date(2026, 1, 15)
FACTS: list[dict[str, object]] = [
    {},
    {"role": "owner", "people": 0, "until": None},
    {"role": "member", "people": 9, "until": "2026-01-30", "country": "it"},
]


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KB_CACHE", str(tmp_path / "cache"))
    shutil.copytree(GOOD, tmp_path / "rules")
    return tmp_path / "rules"


def answers(rules: Path) -> list[str]:
    program = open_programs(rules).program("may-enter")
    return [json.dumps(program.decide(each, DAY).to_json()) for each in FACTS]


def program_file(rules: Path) -> Path:
    (found,) = rules.parent.glob("cache/*/may-enter.program")
    return found


def test_a_cached_program_decides_as_a_fresh_one(rules: Path) -> None:
    fresh = load_rules(rules)
    expected = [json.dumps(fresh.decide("may-enter", each, DAY).to_json()) for each in FACTS]
    assert answers(rules) == expected  # writes the cache
    assert program_file(rules).is_file()
    assert answers(rules) == expected  # reads it


@pytest.mark.parametrize("damage", [b"", b"\0\0\0\0", b"nonsense", None])
def test_a_damaged_program_is_made_anew(rules: Path, damage: bytes | None) -> None:
    expected = answers(rules)
    file = program_file(rules)
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)
    assert answers(rules) == expected
    assert len(program_file(rules).read_bytes()) > 100


def test_one_flipped_bit_is_noticed(rules: Path) -> None:
    expected = answers(rules)
    file = program_file(rules)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert answers(rules) == expected


def test_a_changed_parameter_is_seen_at_once(rules: Path) -> None:
    before = answers(rules)
    path = rules / "parameters" / "office.yml"
    path.write_text(path.read_text("utf-8").replace("value: 5", "value: 0"), "utf-8")
    assert answers(rules) != before


def test_a_broken_file_is_reported_and_the_cache_left_alone(rules: Path) -> None:
    before = answers(rules)
    path = rules / "office" / "may-enter.yml"
    good = path.read_text("utf-8")
    path.write_text(good.replace("less_than", "lessthan"), "utf-8")
    with pytest.raises(ProblemsFound):
        open_programs(rules)
    path.write_text(good, "utf-8")
    assert answers(rules) == before


def test_writers_at_the_same_time_do_not_disturb_each_other(rules: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(answers, [rules] * 16))
    assert all(each == found[0] for each in found)
    assert not list((rules.parent / "cache").glob(".new-*"))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_without_a_writable_cache_rules_decide_all_the_same(rules: Path) -> None:
    (rules.parent / "cache").mkdir(mode=0o500)
    assert answers(rules)


@pytest.mark.parametrize("name", ["may-entr", "../may-enter", "office/may-enter", "office", "\0"])
def test_an_unknown_rule_is_a_problem(rules: Path, name: str) -> None:
    for _ in ("fresh", "cached"):
        with pytest.raises(ProblemsFound) as found:
            open_programs(rules).program(name)
        assert found.value.problems[0].code == "KB505"
    assert open_programs(rules).rules == ["may-enter"]
