"""Whatever may name a person is masked, wherever it stands in a comment."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.feedback.masking import masked

AROUND = st.text(max_size=60)
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
EMAILS = st.builds("{}.{}@{}.ch".format, LETTERS, LETTERS, LETTERS)
SEPARATORS = st.sampled_from(["", " ", ".", "-", "/", "\u00a0", " - ", "\u200b", "\n", "_"])
DIGITS = st.sampled_from("0123456789٠٣٩０５９")


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Phone numbers and others, in any spelling: at least six digits, up to three signs between."""
    digits = draw(st.lists(DIGITS, min_size=6, max_size=20))
    return (
        draw(st.sampled_from(["", "+", "00", "("]))
        + "".join(digit + draw(SEPARATORS) for digit in digits[:-1])
        + digits[-1]
    )


@st.composite
def ibans(draw: st.DrawFn) -> str:
    """An IBAN as printed, in groups of four, or without spaces, in either case."""
    country = draw(st.sampled_from(["CH", "DE", "MT", "GB", "NO", "LC"]))
    body = draw(st.text("0123456789", min_size=11, max_size=17))
    letters = draw(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", max_size=8))
    whole = f"{country}{draw(st.integers(10, 98))}{letters}{body}"
    groups = [whole[at : at + 4] for at in range(0, len(whole), 4)]
    text = draw(st.sampled_from(["", " ", "-", "\u00a0"])).join(groups)
    return text.lower() if draw(st.booleans()) else text


def digits_in_a_row(text: str) -> int:
    runs = re.findall(r"\d(?:[\W_]{0,3}\d)*", text)
    return max((sum(each.isdecimal() for each in run) for run in runs), default=0)


@given(AROUND, EMAILS, AROUND)
def test_no_e_mail_address_survives(before: str, email: str, after: str) -> None:
    found = masked(before + email + after)
    assert "@" not in found
    assert email.partition("@")[0] not in found


@given(AROUND, numbers(), AROUND)
def test_no_long_number_survives(before: str, number: str, after: str) -> None:
    assert digits_in_a_row(masked(before + number + after)) < 6


@given(AROUND, ibans(), AROUND)
def test_no_iban_survives(before: str, iban: str, after: str) -> None:
    found = masked(before + iban + after)
    assert digits_in_a_row(found) < 6
    assert re.sub(r"\W", "", iban) not in re.sub(r"\W", "", found)


@given(st.text())
def test_what_is_masked_stays_as_it_is(text: str) -> None:
    once = masked(text)
    assert masked(once) == once


@given(st.text())
def test_a_masked_comment_can_be_kept_in_any_database(text: str) -> None:
    assert "\0" not in masked(text)
    masked(text).encode()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Der Knopf heisst «Speichern».", "Der Knopf heisst «Speichern»."),
        ("30 Tage, nicht 14; CHF 12.50", "30 Tage, nicht 14; CHF 12.50"),
        ("depuis le 1er mars 2026", "depuis le 1er mars 2026"),
        ("Step 3 fails in Firefox 143", "Step 3 fails in Firefox 143"),
        ("Ruf mich an: +41 79 555 12 12!", "Ruf mich an: [number]!"),
        ("Tel. (079) 555-12-12", "Tel. [number]"),
        ("write to anna@example.org, please", "write to [e-mail], please"),
        ("anna (at) example.org", "[e-mail]"),
        ("anna＠example.org", "[e-mail]"),
        ("mi IBAN es ES91 2100 0418 4502 0005 1332.", "mi IBAN es [IBAN]."),
        ("MT84MALT011000012345MTLCAST001S", "[IBAN]"),
        ("first line\r\nsecond\u0000 line", "first line\nsecond line"),
    ],
)
def test_what_is_said_of_the_guide_stays(written: str, kept: str) -> None:
    assert masked(written) == kept
