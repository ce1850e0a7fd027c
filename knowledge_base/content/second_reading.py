"""A second reading by the tool: what a text denies, demands, advises, limits, allows and counts.

Two texts that say the same agree in it. Words are read, not sentences, so a difference is a reason
to look, and no proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal

from knowledge_base.content.number_words import NumberWords
from knowledge_base.content.prose import Prose
from knowledge_base.content.word_lists import Index, WholeWords, word_list

if TYPE_CHECKING:
    from typing import Any

    from knowledge_base.content.exempts import ExemptFrom

Mood = Literal["negation", "obligation", "advice", "limit"]
MOODS: tuple[Mood, ...] = ("negation", "obligation", "advice", "limit")
_TWO = Decimal(2)
_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one mood; ``start`` is where the first certain one stands in the prose."""

    certain: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    start: int = 0

    def agree(self, other: Words) -> bool:
        """Return whether two sentences may say the same: an open word agrees with either."""
        if bool(self.certain) == bool(other.certain):
            return True
        return bool(other.open if self.certain else self.open)

    def __str__(self) -> str:
        return ", ".join([*self.certain, *(f"({each})" for each in self.open)]) or "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence says, by its words.

    ``numbers`` has where each stands; ``pair``: a word such as "both" may say two, or not.
    """

    start: int
    numbers: Mapping[Decimal, int]
    pair: bool
    moods: Mapping[Mood, Words]
    permission: tuple[str, ...]

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing in it to compare."""
        return self.moods is _NO_MOODS and not self.numbers


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in which a translation and its source do not agree, and where in its prose."""

    what: ExemptFrom
    code: str
    message: str
    start: int


class Reader:
    """Reads texts of one language by its word lists."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        self._numbers = NumberWords(lists)
        self._pairs = WholeWords(lists["pairs"])
        self._names = WholeWords([*lists["names"], *lists["percent"]])
        self._permission = WholeWords(lists["permission"])
        self._certain = {mood: WholeWords(lists[mood]["certain"]) for mood in MOODS}
        self._open = {mood: WholeWords(lists[mood]["open"]) for mood in MOODS}
        self._index = Index([
            self._numbers.several, self._pairs, self._names, self._permission,
            *self._certain.values(), *self._open.values(),
        ])  # fmt: skip
        self._silent = {self._numbers.several, self._pairs, self._names, self._permission}
        # "ne … que" limits; its "ne" denies nothing.
        between = lists["limit"].get("between")
        self._limiting = re.compile(between, re.IGNORECASE) if between else None

    def read(self, sentence: str, start: int = 0) -> Reading:
        """Return what a sentence says that stands at ``start`` of its text."""
        return self.read_prose(Prose(sentence), start)

    def read_prose(self, prose: Prose, start: int = 0) -> Reading:
        """Return what a sentence says that stands at ``start`` of its text."""
        sentence, lists = prose.text, self._index.lists_for(prose.words)
        moods: Mapping[Mood, Words] = _NO_MOODS
        if not self._silent.issuperset(lists):
            moods = {mood: self._mood(mood, sentence, lists, start) for mood in MOODS}
        if self._limiting and (found := self._limiting.search(sentence)):
            rest = _without(sentence, list(self._limiting.finditer(sentence)))
            limit = moods["limit"]
            moods = {
                **moods,
                "negation": self._mood("negation", rest, lists, start),
                "limit": Words((*limit.certain, found[0]), limit.open, start + found.start()),
            }
        return Reading(
            start=start,
            numbers=self._numbers_of(prose, lists, start),
            pair=bool(_found(self._pairs, sentence, lists)),
            moods=moods,
            permission=tuple(each[0] for each in _found(self._permission, sentence, lists)),
        )

    def _numbers_of(
        self, prose: Prose, lists: set[WholeWords], start: int
    ) -> Mapping[Decimal, int]:
        if not prose.has_digits and self._numbers.several not in lists:
            return _NO_NUMBERS
        unnamed = _without(prose.text, _found(self._names, prose.text, lists))
        return {number: start + at for number, at in self._numbers.numbers(unnamed).items()}

    def _mood(self, mood: Mood, sentence: str, lists: set[WholeWords], start: int) -> Words:
        opened = _found(self._open[mood], sentence, lists)
        found = _found(self._certain[mood], _without(sentence, opened), lists)
        if not (opened or found):
            return _NO_WORDS
        return Words(
            tuple(each[0] for each in found),
            tuple(each[0] for each in opened),
            start + (found[0].start() if found else 0),
        )


_NO_WORDS = Words()
_NO_MOODS: Mapping[Mood, Words] = dict.fromkeys(MOODS, _NO_WORDS)
_NO_NUMBERS: Mapping[Decimal, int] = {}


@cache
def reader_of(language: str) -> Reader | None:
    """Return the reader of a language, or None where it has no word lists."""
    lists = word_list(language)
    return Reader(lists) if lists else None


class ReadText:
    """A text and what its sentences say, each read once, when it is first asked for."""

    def __init__(self, prose: Prose, reader: Reader) -> None:
        self._prose = prose
        self._reader = reader
        self._starts = [0, *(each.end() for each in _END.finditer(prose.text))]

    @cached_property
    def whole(self) -> Reading:
        """What the text says, taken as one sentence."""
        return self._reader.read_prose(self._prose)

    @cached_property
    def sentences(self) -> list[Reading]:
        """What each sentence says."""
        if len(self._starts) == 1:
            return [self.whole]
        text = self._prose.text
        parts = zip(self._starts, [*self._starts[1:], len(text)], strict=True)
        return [self._reader.read(text[start:end], start) for start, end in parts]

    def beside(self, translation: ReadText) -> Iterator[tuple[Reading, Reading]]:
        """Yield the sentences of both pairwise; the wholes where one has more of them."""
        if len(self._starts) != len(translation._starts):
            yield self.whole, translation.whole
            return
        yield from zip(self.sentences, translation.sentences, strict=True)


def differences(source: Reading, translation: Reading) -> Iterator[Difference]:
    """Yield in what a sentence differs from its source.

    What it allows is not compared: "you can read it there" and "it stands there" say the same. A
    permission that became a duty shows as an obligation that the source has not.
    """
    if source.says_nothing and translation.says_nothing:
        return
    loose = {_TWO} if source.pair or translation.pair else set()
    there, here = (set(each.numbers) - loose for each in (source, translation))
    if there != here:
        message = f"numbers: {_all(source)}, here {_all(translation)}"
        places = [translation.numbers[each] for each in here - there]
        yield Difference("numbers", "KB261", message, min(places, default=translation.start))
    for mood in MOODS:
        original, words = source.moods[mood], translation.moods[mood]
        if not original.agree(words):
            yield Difference(
                "negation" if mood == "negation" else "strength",
                "KB262" if mood == "negation" else "KB263",
                f"{mood}: {original}, here {words}",
                words.start if words.certain else translation.start,
            )


def _all(reading: Reading) -> str:
    return ", ".join(str(each) for each in sorted(reading.numbers)) or "none"


def _found(wanted: WholeWords, sentence: str, lists: set[WholeWords]) -> list[re.Match[str]]:
    return wanted.found_in(sentence) if wanted in lists else []


def _without(sentence: str, found: list[re.Match[str]]) -> str:
    """Return a sentence with blanks in place of what was found, so that positions stay."""
    for match in found:
        blanks = " " * (match.end() - match.start())
        sentence = sentence[: match.start()] + blanks + sentence[match.end() :]
    return sentence
