"""Hashes of texts, blind to what makes no difference to a translator."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_WORDS_OF_A_REFERENCE = re.compile(r"(?<!\\)(<[a-z]+:[^<>|\n]*)\|[^<>\n]*>")
_QUOTES = str.maketrans({**dict.fromkeys("’‘ʼ", "'"), **dict.fromkeys("«»“”„", '"')})
_BESIDE_SIGNS = re.compile(r"""\s*(["':;?!%])\s*""")


def source_hash(text: str) -> str:
    """Return the hash of a text that is translated: twelve hexadecimal digits.

    Unicode forms, white space and the words of a reference (which each language inflects) make no
    difference.

    >>> source_hash("See  <term:role|roles>.") == source_hash("See <term:role>.")
    True
    """
    return _digest(_WORDS_OF_A_REFERENCE.sub(r"\1>", _spaced(text)))


def text_hash(text: str) -> str:
    """Return the hash by which an edit of a text is noticed: twelve hexadecimal digits.

    Typography makes no difference either: what ``kb fmt`` does is no edit by hand.

    >>> text_hash("C’est « ici » !") == text_hash("C'est « ici »!")
    True
    """
    return _digest(_BESIDE_SIGNS.sub(r"\1", _spaced(text).translate(_QUOTES)))


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
