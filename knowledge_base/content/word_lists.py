"""The word lists of a language: how it says numbers, what it counts, how it denies and obliges.

They stand in ``knowledge_base/word_lists/<language>.yml``; their entries are regular expressions of
whole words. A language without a list is not read by the checks that need one.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parents[1] / "word_lists"
# A space that an author or a typographer may have set.
SPACE = "[ \u00a0\u202f]"

# The first word of a form where nothing in it is optional or one of several.
_FIRST_WORD = re.compile(r"\w+(?=[ ’'-]|$)")
# The plain letters of a form up to the first that is optional or one of several.
_STEM = re.compile(r"(?:[^\\\[({.*?](?![?*]))*")


@cache
def word_list(language: str) -> dict[str, Any] | None:
    """Return the lists of a language by name, or None where it has none."""
    path = FOLDER / f"{language}.yml"
    if not path.exists():
        return None
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


def one_of(forms: Iterable[str]) -> str:
    """Return an expression that matches any of the forms, the longest first."""
    return "|".join(sorted(forms, key=len, reverse=True))


def stems(forms: list[str]) -> tuple[str, ...]:
    """Return the letters that each form starts with, to see at once that a sentence has none.

    >>> stems(["mois", "années?"])
    ('mois', 'année')
    """
    return tuple(_STEM.match(form)[0].lower() for form in forms)  # type: ignore[index]  # fits any text, the empty one too


class WholeWords:
    """Finds any of some forms where they are whole words.

    ``joined``: others may stand before them in the same word, as in "dreimonatig".

    >>> [match[0] for match in WholeWords(["no", "not yet"]).found_in("Not yet, no, nothing")]
    ['Not yet', 'no']
    """

    def __init__(self, forms: list[str], *, joined: bool = False) -> None:
        self.forms = tuple(forms)
        firsts = [_FIRST_WORD.match(form) for form in forms]
        self._first_words = frozenset(each[0].lower() for each in firsts if each)
        others = [form for form, first in zip(forms, firsts, strict=True) if first is None]
        self._starts = tuple({re.split(r"\W", stem)[0] for stem in stems(others)})
        self._parts = (*self._first_words, *self._starts) if joined else ()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        alternatives = one_of(self.forms) if self.forms else "(?!)"  # the latter matches nowhere
        return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)

    def found_in(self, sentence: str) -> list[re.Match[str]]:
        """Return the matches in their order."""
        return list(self._pattern.finditer(sentence))

    def holds(self, words: str) -> bool:
        """Return whether some words are one of the forms."""
        return self._pattern.fullmatch(words) is not None

    def may_begin_at(self, word: str) -> bool:
        """Return whether a form may begin at a word, given in small letters."""
        if word in self._first_words or word.startswith(self._starts):
            return True
        return any(part in word for part in self._parts)


class Index:
    """Tells which of many lists a sentence may hold a form of, without trying each of them.

    Words come again and again: what a word may belong to is looked up once.
    """

    def __init__(self, lists: Iterable[WholeWords]) -> None:
        self._lists = tuple(lists)
        self._seen: set[str] = set()
        self._telling: set[str] = set()  # those of them at which a form may begin
        self._by_word: dict[str, tuple[WholeWords, ...]] = {}

    def lists_for(self, words: frozenset[str]) -> set[WholeWords]:
        """Return the lists that have a form that may begin at one of some words."""
        for word in words - self._seen:
            if lists := tuple(each for each in self._lists if each.may_begin_at(word)):
                self._by_word[word] = lists
                self._telling.add(word)
            self._seen.add(word)
        return {each for word in words & self._telling for each in self._by_word[word]}
