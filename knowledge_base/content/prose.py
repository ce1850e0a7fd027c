"""What an author typed in a text, made ready once for all the checks that look for words in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_PLAIN = (("\u00a0", " "), ("\u202f", " "), ("\n", " "), ("'", "’"))


@dataclass(frozen=True, slots=True)
class Prose:
    """The characters of a text without references, marks and code.

    ``folded`` has the same length: small letters, and one kind of space and of apostrophe.
    """

    text: str
    folded: str = field(init=False)
    words: frozenset[str] = field(init=False)
    has_digits: bool = field(init=False)

    def __post_init__(self) -> None:
        folded = self.text.lower()
        for sign, plain in _PLAIN:
            folded = folded.replace(sign, plain)
        object.__setattr__(self, "folded", folded)
        object.__setattr__(self, "words", frozenset(_WORD.findall(folded)))
        object.__setattr__(self, "has_digits", _DIGIT.search(folded) is not None)


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters.

    >>> words_of("Der Ein-Klick, einmal.")
    ['der', 'ein', 'klick', 'einmal']
    """
    return _WORD.findall(text.lower())
