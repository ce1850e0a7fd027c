"""Files that are read as they are meant, against the guesses that YAML would make."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rules_engine.model.expressions import Compare, Literal
from rules_engine.reading.nodes import Mapping, Scalar, Sequence
from rules_engine.reading.strict_yaml import read_bytes
from rules_engine.ruleset import Ruleset, load_rules

GOOD = Path(__file__).parent / "good" / "rules"


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_rules(GOOD)


def test_no_unquoted_in_a_list_of_countries_is_norway(ruleset: Ruleset) -> None:
    assert ruleset.values_at(date(2026, 1, 1))["office.countries"] == ("CH", "NO", "FR")
    assert ruleset.rule("may-enter").inputs["country"].default == "NO"


@pytest.mark.parametrize("word", ["NO", "yes", "on", "12:30", "010", "1_000", "~", "0x1F", "1e3"])
def test_what_yaml_would_guess_stays_a_text(word: str) -> None:
    root, problems = read_bytes(f"word: {word}\n".encode(), "a.yml")
    assert isinstance(root, Mapping)
    assert not problems
    assert root.entries["word"] == Scalar(word, plain=True, line=1, column=7)


def test_positions_count_characters_not_bytes() -> None:
    root, _ = read_bytes("réponse: [é, 'ü', ö]\n".encode(), "a.yml")
    assert isinstance(root, Mapping)
    listed = root.entries["réponse"]
    assert isinstance(listed, Sequence)
    assert [each.column for each in listed] == [11, 14, 19]


def test_each_period_ends_where_the_next_begins(ruleset: Ruleset) -> None:
    seats = ruleset.parameters["office.seats"]
    assert [(each.start, each.until, each.value) for each in seats.periods] == [
        (date(2020, 1, 1), date(2025, 1, 1), 3),
        (date(2025, 1, 1), None, 5),
    ]


@pytest.mark.parametrize(
    ("day", "seats"), [(date(2024, 12, 31), 3), (date(2025, 1, 1), 5), (date(2999, 12, 31), 5)]
)
def test_a_value_holds_from_its_first_day(ruleset: Ruleset, day: date, seats: int) -> None:
    assert ruleset.values_at(day)["office.seats"] == seats


def test_nothing_holds_before_the_first_date(ruleset: Ruleset) -> None:
    assert ruleset.values_at(date(2019, 12, 31)) == {}


def test_amounts_and_decimals_are_exact(ruleset: Ruleset) -> None:
    values = ruleset.values_at(date(2026, 1, 1))
    assert values["office.prices"] == {"CHF": Decimal("12.50"), "EUR": Decimal(11)}
    assert values["office.rate"] == Decimal("0.20")


def test_a_quoted_null_is_a_word_and_a_plain_one_is_none(ruleset: Ruleset) -> None:
    over = ruleset.rule("may-enter").requirements[-1].holds
    assert Compare(over.parts[0].left, "is", Literal(None)) == over.parts[0]  # type: ignore[union-attr]  # an Any
    assert read_bytes(b"a: 'null'\n", "a.yml")[0] == Mapping(
        {"a": Scalar("null", plain=False, line=1, column=4)},
        {"a": Scalar("a", plain=True, line=1, column=1)},
        1,
        1,
    )
