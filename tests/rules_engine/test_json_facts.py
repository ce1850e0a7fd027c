"""JSON from anywhere: exact numbers, or problems; never another exception."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules_engine.json_facts import MAX_LINE, error_record, read_facts, read_json, read_request
from rules_engine.problems import ProblemsFound
from rules_engine.ruleset import load_rules

RULESET = load_rules(Path(__file__).parent / "good" / "rules")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner),
)
SCRAPS = st.lists(
    st.sampled_from([
        '{"rule":', '"may-enter"', ",", '"facts":', "{", "}", "[", "]", '"role"', ":", '"owner"',
        '"as_of"', '"2026-01-15"', "null", "1e999999999", "NaN", "-", "\\ud800", '"\\ud800"', "\0",
    ]),
)  # fmt: skip


def answer(line: str) -> dict[str, object]:
    """Return the record that a batch writes for a line."""
    try:
        rule, facts, as_of = read_request(line)
        return RULESET.decide(rule, facts, as_of or date(2026, 1, 15)).to_json()
    except ProblemsFound as found:
        return error_record(found)


@given(st.one_of(st.text(), SCRAPS.map("".join), JSON.map(json.dumps)))
def test_whatever_stands_in_a_line_its_answer_can_be_written(line: str) -> None:
    json.dumps(answer(line), ensure_ascii=False).encode()


@given(st.dictionaries(st.sampled_from(["role", "country", "people", "until", "else"]), JSON))
def test_whatever_stands_in_facts_its_answer_can_be_written(facts: dict[str, object]) -> None:
    line = json.dumps({"rule": "may-enter", "facts": facts})
    json.dumps(answer(line), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "{",
        "{} {}",
        '{"a": 1, "a": 2}',
        '{"a": NaN}',
        '{"a": -Infinity}',
        '"\\ud800"',
        '"\ud800"',
        "[" * 100_000,
        " " * (MAX_LINE + 1),
        "1" * 5000,
    ],
)
def test_what_is_no_json_is_a_problem(text: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_json(text)
    assert found.value.problems[0].code == "KB503"


def test_numbers_stay_exact() -> None:
    assert read_facts('{"a": 0.1, "b": 10000000000000000000001}') == {
        "a": Decimal("0.1"),
        "b": 10000000000000000000001,
    }


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert read_json('"\\ud83d\\ude00"') == "😀"


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("[]", ""),
        ("{}", "rule"),
        ('{"rule": 1}', "rule"),
        ('{"rule": "may-enter", "facts": []}', "facts"),
        ('{"rule": "may-enter", "fact": {}}', "fact"),
        ('{"rule": "may-enter", "as_of": "soon"}', "as_of"),
        ('{"rule": "may-leave"}', "may-leave"),
    ],
)
def test_an_error_names_what_it_is_about(line: str, subject: str) -> None:
    error = answer(line)["error"]
    assert isinstance(error, dict)
    assert error.get("input", "") == subject


def test_every_fact_that_does_not_fit_is_named() -> None:
    facts = {"role": "guest", "people": -1, "peple": 1}
    error = answer(json.dumps({"rule": "may-enter", "facts": facts}))["error"]
    assert isinstance(error, dict)
    assert {error["input"], *(each["input"] for each in error["further"])} == set(facts)
