"""Countries that a sentence names one after the other."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge_base.content.formats import Formats
    from knowledge_base.content.prose import Prose

_CAPITALIZED = re.compile(r"(?<!\w)[^\W\d_a-zà-ÿ]\w+")
# Between two names of a row: a comma, a conjunction, prepositions and articles.
_IN_A_ROW = re.compile(r"[\s,/]*(?:(?!\d)[\w]{1,4}[\s’]){0,3}\s*")


class NamedCountries:
    """Finds two or more countries named in a row, or two of one parameter in a sentence."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats
        self._parameters: dict[str, frozenset[str]] = {}

    def learn(self, parameter: str, codes: Iterable[str]) -> None:
        """Remember which countries a parameter names."""
        self._parameters[parameter] = frozenset(self._formats.country(code) for code in codes)

    @cached_property
    def _by_first_word(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in sorted(self._formats.countries(), key=len, reverse=True):
            found.setdefault(re.split(r"\W", name)[0], []).append(name)
        return found

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(word.lower() for word in self._by_first_word)

    def found_in(self, prose: Prose) -> Iterator[tuple[str, int, str | None]]:
        """Yield the names, where the first one starts, and the parameter that holds them."""
        if not self._parameters or self._first_words.isdisjoint(prose.words):
            return
        sentence = prose.text
        named = list(self._names(sentence))
        if len(named) < 2:
            return
        names = [name for name, _ in named]
        for parameter, held in self._parameters.items():
            if len(held.intersection(names)) > 1:
                yield ", ".join(names), named[0][1], parameter
                return
        for (name, start), (other, after) in pairwise(named):
            if _IN_A_ROW.fullmatch(sentence[start + len(name) : after]):
                yield f"{name}, {other}", start, None
                return

    def _names(self, sentence: str) -> Iterator[tuple[str, int]]:
        end = 0
        for word in _CAPITALIZED.finditer(sentence):
            start = word.start()
            for name in self._by_first_word.get(word[0], ()) if start >= end else ():
                after = start + len(name)
                if sentence.startswith(name, start) and not sentence[after : after + 1].isalpha():
                    end = after
                    yield name, start
                    break
