"""DuckDB puts facts into the normal form of the engine, and refuses what the engine refuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge_base.bulk.normal_form import column_fits, normal_form
from rules_engine.model.value_types import MAX_INTEGER, Refused, ValueType
from tests.bulk.same_every_time import SAME

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BLANKS = " \t\n\x1c\x85\u00a0\u2003\u3000"
BLANK = st.text(st.sampled_from(BLANKS), max_size=2)
WORD = st.text(
    st.one_of(st.characters(codec="utf-8", exclude_characters="\0"), st.sampled_from("aA@.ßİé́K1-")),
    max_size=12,
)

CHOICE = ValueType("choice", choices=("annual", "quarterly", "it's"))
COUNTRY, CURRENCY = ValueType("country"), ValueType("currency")
EMAIL, IBAN = ValueType("email"), ValueType("iban")
CHECKED_IBAN = ValueType("iban", checksum=True)


def near(*words: str) -> st.SearchStrategy[str]:
    """Draw words that are nearly right: other case, blanks around or within, a letter more."""

    def changed(word: str, before: str, after: str, more: str, how: int) -> str:
        word = [word, word.lower(), word.upper(), word[:3] + after + word[3:], word + more][how]
        return before + word + after

    return st.builds(
        changed, st.sampled_from(words), BLANK, BLANK, WORD, st.integers(0, 4)
    ) | WORD  # fmt: skip


TEXTS = {
    "text": (ValueType("text"), near("a", "e\u0301", "x" * 254, "é" * 255, " " * 1016,
                                      "y" * 1017)),
    "choice": (CHOICE, near(*CHOICE.choices, "annual" + " " * 1011)),
    "country": (COUNTRY, near("CH", "NO", "XK", "UK", "ß", "\u212aE", "ST")),
    "currency": (CURRENCY, near("CHF", "EUR", "XXX", "\u212aWD")),
    "email": (EMAIL, near("a@b.ch", "A.B@c.d.ORG", "a@b", "a@@b.ch", "a b@c.ch", "İ@x.ch", "é@É.ch",
                          "a@b..ch", "a@.ch", "x" * 249 + "@b.ch", "x" * 250 + "@b.ch")),
    "iban": (IBAN, near("CH9300762011623852957", "DE44 5001 0517 5407 3249 31", "CH12", "ß")),
    "iban, checked": (CHECKED_IBAN, near("CH9300762011623852957", "CH9300762011623852958",
                                         "GB82 WEST 1234 5698 7654 32", "ZZ00" + "Z" * 30,
                                         "MT84MALT011000012345MTLCAST001S")),
    "decimal": (ValueType("decimal", minimum=Decimal(0)),
                near("0", "-0.00", "010", "12.50", "1e5", "-1", "9" * 15, "9" * 16, "0." + "1" * 10,
                     "0." + "1" * 11, "1.", ".5", "+1", "1'000.00", "١")),
    "date": (ValueType("date"), near("2026-01-31", "2026-02-30", "1899-12-31", "2999-12-31",
                                     "3000-01-01", "2026-1-1", "20260131", "2026-01-31T00:00",
                                     "infinity", "epoch")),
}  # fmt: skip


@pytest.fixture(scope="module")
def connection() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def by_engine(kind: ValueType, value: object) -> object:
    try:
        return kind.normalise(value)
    except Refused:
        return Refused


def by_duckdb(
    connection: DuckDBPyConnection, kind: ValueType, column_type: str, values: Sequence[object]
) -> list[object]:
    assert column_fits(kind, column_type, csv=True)
    form = normal_form(kind, "given", column_type)
    connection.execute(f"CREATE OR REPLACE TABLE facts (place INTEGER, given {column_type})")
    connection.executemany("INSERT INTO facts VALUES (?, ?)", list(enumerate(values)))
    rows = connection.execute(
        f"SELECT {form.value}, ({form.fits or 'true'}) IS TRUE FROM facts ORDER BY place"
    ).fetchall()
    return [value if fits else Refused for value, fits in rows]


@pytest.mark.parametrize("name", TEXTS)
def test_texts_have_the_normal_form_of_the_engine(
    connection: DuckDBPyConnection, name: str
) -> None:
    kind, words = TEXTS[name]

    @given(st.lists(words, min_size=1, max_size=40))
    @settings(max_examples=30, **SAME)
    def check(values: list[str]) -> None:
        values = [each for each in values if kind.kind != "email" or "Σ" not in each]
        expected = [by_engine(kind, each) for each in values]
        assert by_duckdb(connection, kind, "VARCHAR", values) == expected

    check()


@given(st.lists(st.integers(-2 * MAX_INTEGER, 2 * MAX_INTEGER) | st.integers(-5, 12) |
                st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=40))  # fmt: skip
@settings(max_examples=30, **SAME)
@example([MAX_INTEGER, MAX_INTEGER + 1, -MAX_INTEGER, -MAX_INTEGER - 1])
def test_typed_whole_numbers_have_the_limits_of_the_engine(
    connection: DuckDBPyConnection, values: list[int]
) -> None:
    for kind in (ValueType("integer"), ValueType("integer", minimum=0, maximum=10),
                 ValueType("decimal")):  # fmt: skip
        expected = [by_engine(kind, each) for each in values]
        assert by_duckdb(connection, kind, "BIGINT", values) == expected


@given(st.lists(st.decimals(min_value=-(10**16), max_value=10**16, places=3), min_size=1))
@settings(max_examples=30, **SAME)
def test_typed_decimals_have_the_limits_of_the_engine(
    connection: DuckDBPyConnection, values: list[Decimal]
) -> None:
    kind = ValueType("decimal", minimum=Decimal(-5))
    expected = [by_engine(kind, each) for each in values]
    assert by_duckdb(connection, kind, "DECIMAL(20,3)", values) == expected


@given(st.lists(st.dates(), min_size=1))
@settings(max_examples=30, **SAME)
@example([date(1900, 1, 1), date(1899, 12, 31), date(2999, 12, 31) + timedelta(1)])
def test_typed_dates_have_the_range_of_the_engine(
    connection: DuckDBPyConnection, values: list[date]
) -> None:
    kind = ValueType("date")
    expected = [by_engine(kind, each) for each in values]
    assert by_duckdb(connection, kind, "DATE", values) == expected


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        (ValueType("boolean"), "TRUE", True),
        (ValueType("boolean"), " false", False),
        (ValueType("boolean"), "1", Refused),
        (ValueType("boolean"), "yes", Refused),
        (ValueType("integer"), "010", 10),
        (ValueType("integer"), " -7 ", -7),
        (ValueType("integer"), "1.0", Refused),
        (ValueType("integer"), "+1", Refused),
        (ValueType("integer"), "--1", Refused),
        (ValueType("integer"), "9" * 50, Refused),
        (ValueType("integer"), "0" * 50 + "5", 5),
        (ValueType("integer", minimum=1), "0", Refused),
        (ValueType("integer"), "1_000", Refused),
        (ValueType("integer"), "1e3", Refused),
    ],
)
def test_csv_says_booleans_and_whole_numbers_in_words(
    connection: DuckDBPyConnection, kind: ValueType, written: str, meant: object
) -> None:
    assert by_duckdb(connection, kind, "VARCHAR", [written]) == [meant]


@pytest.mark.parametrize(
    ("kind", "column_type"),
    [
        (ValueType("boolean"), "VARCHAR"),
        (ValueType("boolean"), "BIGINT"),
        (ValueType("integer"), "DOUBLE"),
        (ValueType("integer"), "VARCHAR"),
        (ValueType("integer"), "DECIMAL(18,0)"),
        (ValueType("decimal"), "DOUBLE"),
        (ValueType("decimal"), "DECIMAL(38,11)"),
        (ValueType("date"), "TIMESTAMP"),
        (ValueType("email"), "BLOB"),
        (ValueType("country"), "INTEGER"),
        (ValueType("list"), "VARCHAR[]"),
    ],
)
def test_a_typed_column_that_holds_other_values_fits_no_input(
    kind: ValueType, column_type: str
) -> None:
    assert not column_fits(kind, column_type, csv=False)


def test_numbers_beyond_the_digits_of_a_rule_are_known_as_such(
    connection: DuckDBPyConnection,
) -> None:
    form = normal_form(ValueType("decimal"), "given", "VARCHAR", (9, 2))
    values = ["1234567890", "0.125", "0.1200", "12", "x"]
    rows = connection.execute(
        f"SELECT {form.value}, ({form.fits}) IS TRUE, ({form.singly}) IS TRUE "
        "FROM (SELECT unnest(?) AS given)",
        [values],
    ).fetchall()
    assert rows == [
        (None, False, True), (None, False, True), (Decimal("0.12"), True, True),
        (Decimal(12), True, True), (None, False, False),
    ]  # fmt: skip


def test_an_address_with_a_letter_that_depends_on_others_is_for_a_single_decision(
    connection: DuckDBPyConnection,
) -> None:
    form = normal_form(EMAIL, "given", "VARCHAR")
    rows = connection.execute(
        f"SELECT ({form.fits}) IS TRUE, ({form.singly}) IS TRUE "
        "FROM (SELECT unnest(['ΑΣ@x.ch', 'α@x.ch']) AS given)"
    ).fetchall()
    assert rows == [(False, True), (True, False)]


def test_what_the_statistics_of_a_file_prove_is_not_tested_again(
    connection: DuckDBPyConnection, tmp_path: object
) -> None:
    file = f"'{tmp_path}/counts.parquet'"
    connection.execute(f"COPY (SELECT i::INTEGER AS given FROM range(9) t(i)) TO {file}")
    form = normal_form(ValueType("integer", minimum=0), "given", "INTEGER")
    plan = connection.execute(f"EXPLAIN SELECT given FROM {file} WHERE {form.fits}").fetchall()
    assert "Filter" not in plan[0][1]
