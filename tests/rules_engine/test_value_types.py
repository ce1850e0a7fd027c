"""Normal forms: found once, and kept."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules_engine.model.decision import plain
from rules_engine.model.value_types import Kind, Refused, ValueType

TYPES: dict[str, ValueType] = {
    "boolean": ValueType("boolean"),
    "integer": ValueType("integer", minimum=-5),
    "decimal": ValueType("decimal", nullable=True),
    "date": ValueType("date"),
    "text": ValueType("text"),
    "choice": ValueType("choice", choices=("a", "b")),
    "country": ValueType("country"),
    "currency": ValueType("currency"),
    "email": ValueType("email"),
    "iban": ValueType("iban", checksum=True),
}
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(allow_nan=True),
    st.dates(),
    st.datetimes(),
    st.text(st.characters()),
    st.text("aAbBcChHéßİΣ@. \u212a\u0958", max_size=300),
    st.emails(),
    st.lists(st.text()),
)


@pytest.mark.parametrize("kind", TYPES)
@given(value=ANYTHING)
def test_a_normal_form_is_its_own_normal_form(kind: Kind, value: object) -> None:
    value_type = TYPES[kind]
    try:
        normal = value_type.normalise(value)
    except Refused:
        return
    assert value_type.normalise(normal) == normal
    assert value_type.normalise(plain(normal)) == normal  # as a record writes it
    assert plain(value_type.normalise(plain(normal))) == plain(normal)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("boolean", 1),
        ("boolean", "true"),
        ("integer", True),
        ("integer", 1.0),
        ("integer", "1"),
        ("integer", -6),
        ("decimal", 0.1),
        ("decimal", True),
        ("decimal", Decimal("NaN")),
        ("decimal", Decimal("1E+999999999")),
        ("decimal", "1e5"),
        ("date", datetime(2026, 1, 31)),  # noqa: DTZ001  a day, whatever the zone
        ("date", "2026-02-29"),
        ("date", "1026-01-31"),
        ("text", "\ud800"),
        ("text", "\u0958" * 200),
        ("text", 1),
        ("choice", "A"),
        ("country", "UK"),
        ("country", "ß"),
        ("currency", "XXX"),
        ("email", "a b@example.org"),
        ("email", "nobody@example"),
        ("iban", "CH9300762011623852958"),
        ("text", None),
    ],
)
def test_what_does_not_fit_is_refused_with_what_is_allowed(kind: Kind, value: object) -> None:
    with pytest.raises(Refused, match="allowed"):
        TYPES[kind].normalise(value)


@pytest.mark.parametrize(
    ("kind", "value", "normal"),
    [
        ("decimal", 5, Decimal(5)),
        ("decimal", "-0.00", Decimal(0)),
        ("decimal", None, None),
        ("date", " 2026-01-31 ", date(2026, 1, 31)),
        ("text", " e\u0301 ", "é"),
        ("country", "ch", "CH"),
        ("currency", " chf ", "CHF"),
        ("email", "Some.One@Example.ORG", "some.one@example.org"),
        ("iban", "ch93 0076 2011 6238 5295 7", "CH9300762011623852957"),
    ],
)
def test_spellings_of_one_value_have_one_normal_form(
    kind: Kind, value: object, normal: object
) -> None:
    assert TYPES[kind].normalise(value) == normal


def test_nested_facts_are_refused_however_deep_they_are() -> None:
    deep: list[object] = []
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(Refused, match="a list is not allowed"):
        TYPES["text"].normalise(deep)
