"""Finds words and phrases of a list in the prose of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from knowledge_base.content.prose import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge_base.content.prose import Prose


class Found(NamedTuple):
    """A phrase of the list, and where it stands in the prose."""

    start: int
    end: int
    phrase: str


class Phrases:
    """A list of phrases, found where they stand as whole words.

    Where a phrase has capital letters they count, but for the first letter of a sentence: "Support"
    is not "support", and "Two-factor authentication" is "two-factor authentication". With
    ``any_case`` capital letters never count.
    """

    def __init__(self, phrases: Iterable[str], *, any_case: bool = False) -> None:
        self._by_first_word: dict[str, list[tuple[str, str]]] = {}
        self._any_case = any_case
        for phrase in dict.fromkeys(phrases):
            first = words_of(phrase)[0]
            self._by_first_word.setdefault(first, []).append((phrase.lower(), phrase))
        self._first_words = frozenset(self._by_first_word)

    def found_in(self, prose: Prose) -> list[Found]:
        """Return the phrases that stand in a text, in their order; the longer of two that overlap.

        >>> from knowledge_base.content.prose import Prose
        >>> [each.phrase for each in Phrases(["code", "VIP code"]).found_in(Prose("The VIP code"))]
        ['VIP code']
        """
        first_words = self._first_words & prose.words
        if not first_words:
            return []
        found = [
            each
            for word in first_words
            for folded, phrase in self._by_first_word[word]
            if folded in prose.folded
            for each in self._places(prose, folded, phrase)
        ]
        return _longest(found) if len(found) > 1 else found

    def _places(self, prose: Prose, folded: str, phrase: str) -> Iterable[Found]:
        start = -1
        while (start := prose.folded.find(folded, start + 1)) >= 0:
            end = start + len(folded)
            whole = not (
                prose.folded[start - 1 : start].isalnum() or prose.folded[end : end + 1].isalnum()
            )
            if whole and (self._any_case or _same_letters(prose.text[start:end], phrase, folded)):
                yield Found(start, end, phrase)


def _same_letters(text: str, phrase: str, folded: str) -> bool:
    if phrase == folded:
        return True
    letters = zip(text[1:], phrase[1:], strict=True)  # spaces and apostrophes may differ
    same = all(one == other for one, other in letters if other.isalpha())
    return same and text[0] in (phrase[0], phrase[0].upper())


def _longest(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept
