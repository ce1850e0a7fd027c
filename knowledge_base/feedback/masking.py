"""Masks of what may name a person: e-mail addresses, IBANs, phone numbers, other long numbers.

Rather too much is masked than too little: a comment says what is wrong with a text, and does so
without numbers of six digits. Dates written in digits are masked too; a date of birth is one.
"""

from __future__ import annotations

import re
import unicodedata

# An @ with whatever touches it, also where somebody wrote it apart or in words.
_EMAIL = re.compile(
    r"\S*\s?@\s?\S*|\S+\s?[(\[{]\s?(?:at|à|arobase|chiocciola|arroba)\s?[)\]}]\s?\S+",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"[A-Z]{2}\d{2}(?:[\s.\-]?[A-Z\d]{4}){2,7}(?:[\s.\-]?[A-Z\d]{1,3})?", re.IGNORECASE
)
_FEWEST_DIGITS_OF_AN_IBAN = 8
_NUMBER = re.compile(r"[+(]*\d(?:[\W_]{0,3}\d){5,}")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})  # between digits they would hide a number


def masked(text: str) -> str:
    """Return a comment as it may be kept; its characters are in their plain form (NFKC).

    >>> masked("Ask anna@example.org or 079 555 12 12, IBAN CH93 0076 2011 6238 5295 7.")
    'Ask [e-mail] or [number], IBAN [IBAN].'
    """
    plain = "".join(
        each
        for each in unicodedata.normalize("NFKC", text.replace("\r\n", "\n"))
        if each == "\n" or unicodedata.category(each) not in _UNSEEN
    )
    without = _IBAN.sub(_iban, _EMAIL.sub(_email, plain))
    return _NUMBER.sub("[number]", without).strip()


def _email(found: re.Match[str]) -> str:
    """Leave the punctuation and the line break around an address where they are."""
    text = found[0]
    return f"[e-mail]{',' if text.endswith(',') else ''}"


def _iban(found: re.Match[str]) -> str:
    digits = sum(each.isdecimal() for each in found[0])
    return "[IBAN]" if digits >= _FEWEST_DIGITS_OF_AN_IBAN else found[0]
