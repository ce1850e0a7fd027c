"""Hashes of texts, blind to what makes no difference to a translator."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_WORDS_OF_A_REFERENCE = re.compile(r"(?<!\\)(<[a-z]+:[^<>|\n]*)\|[^<>\n]*>")
_QUOTES = str.maketrans({**dict.fromkeys("’‘ʼ", "'"), **dict.fromkeys("«»“”„", '"')})


def source_hash(text: str) -> str:
    """Return the hash of a text that is translated: twelve hexadecimal digits.

    Unicode forms, white space and the words of a reference (which each language inflects) make no
    difference.

    >>> source_hash("See  <term:role|roles>.") == source_hash("See <term:role>.")
    True
    """
    folded = unicodedata.normalize("NFC", " ".join(text.split()))
    return _digest(_WORDS_OF_A_REFERENCE.sub(r"\1>", folded) if "|" in folded else folded)


def text_hash(text: str) -> str:
    """Return the hash by which an edit of a text is noticed: twelve hexadecimal digits.

    Typography, which ``kb fmt`` sets right, makes no difference: no spaces count.

    >>> text_hash("C’est « ici » !") == text_hash("C'est « ici »!")
    True
    """
    bare = "".join(text.split())
    if not bare.isascii():
        bare = unicodedata.normalize("NFC", bare).translate(_QUOTES)
    return _digest(bare)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
