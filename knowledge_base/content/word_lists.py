"""The word lists of a language: how it says numbers, what it counts, how it denies and obliges.

They stand in ``knowledge_base/word_lists/<language>.yml``; their entries are regular expressions of
whole words. A language without a list is not read by the checks that need one.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parents[1] / "word_lists"
# A space that an author or a typographer may have set.
SPACE = "[ \u00a0\u202f]"

_WORD = re.compile(r"\w+")
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


def one_of(forms: list[str]) -> str:
    """Return an expression that matches any of the forms, the longest first."""
    return "|".join(sorted(forms, key=len, reverse=True))


def stems(forms: list[str]) -> tuple[str, ...]:
    """Return the letters that each form starts with, to see at once that a sentence has none.

    >>> stems(["mois", "années?"])
    ('mois', 'année')
    """
    return tuple(_STEM.match(form)[0].casefold() for form in forms)  # type: ignore[index]  # fits any text, the empty one too


def words_of(sentence: str) -> list[str]:
    """Return the words of a sentence without regard to capital letters."""
    return _WORD.findall(sentence.casefold())


class WholeWords:
    """Finds any of some forms where they are whole words.

    >>> [match[0] for match in WholeWords(["no", "not yet"]).found_in("Not yet, no, nothing")]
    ['Not yet', 'no']
    """

    def __init__(self, forms: list[str]) -> None:
        alternatives = one_of(forms) if forms else "(?!)"  # the latter matches nowhere
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
        self._starts = tuple({re.split(r"\W", stem)[0] for stem in stems(forms)})

    def found_in(self, sentence: str) -> list[re.Match[str]]:
        """Return the matches in their order."""
        return list(self._pattern.finditer(sentence))

    def may_start_with(self, word: str) -> bool:
        """Return whether a form may start with a word, given without capital letters."""
        return word.startswith(self._starts)


class Index:
    """Tells which of many lists a sentence may hold a form of, without trying each of them.

    Words come again and again: what a word may belong to is looked up once.
    """

    def __init__(self, lists: Iterable[WholeWords]) -> None:
        self._lists = tuple(lists)
        self._by_word: dict[str, tuple[WholeWords, ...]] = {}

    def lists_for(self, sentence: str) -> set[WholeWords]:
        """Return the lists that have a form that starts with a word of the sentence."""
        found: set[WholeWords] = set()
        for word in words_of(sentence):
            lists = self._by_word.get(word)
            if lists is None:
                lists = tuple(each for each in self._lists if each.may_start_with(word))
                self._by_word[word] = lists
            found.update(lists)
        return found
