"""Decimals are exact: held against fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from rules_engine.exact import EXACT, round_half_up

AMOUNTS = st.decimals(-(10**15), 10**15, places=10).map(lambda each: each + 0)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_arithmetic_loses_nothing(one: Decimal, other: Decimal, third: Decimal) -> None:
    a, b, c = Fraction(one), Fraction(other), Fraction(third)
    assert Fraction(EXACT.add(EXACT.multiply(one, other), third)) == a * b + c
    assert Fraction(EXACT.multiply(EXACT.subtract(one, other), third)) == (a - b) * c


@given(AMOUNTS, st.integers(0, 6))
def test_half_goes_away_from_zero(amount: Decimal, places: int) -> None:
    scaled = abs(Fraction(amount)) * 10**places
    expected = Fraction(floor(scaled + Fraction(1, 2)), 10**places)
    rounded = round_half_up(amount, places)
    assert Fraction(abs(rounded)) == expected
    assert rounded == 0 or (rounded > 0) == (amount > 0)
    assert rounded.as_tuple().exponent == -places


@given(st.integers(-(10**20), 10**20), st.integers(0, 4))
def test_a_whole_number_keeps_its_value(number: int, places: int) -> None:
    assert round_half_up(number, places) == number


def test_nothing_is_rounded_to_minus_zero() -> None:
    assert str(round_half_up(Decimal("-0.004"), 2)) == "0.00"
