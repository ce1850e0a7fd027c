"""Numbers in a sentence, in digits and in words, with what they count, measure or date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge_base.content.word_lists import SPACE, Index, WholeWords, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from knowledge_base.content.prose import Prose

DIGITS = r"\d{1,3}(?:[’'\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_SIGNS = ("CHF", "EUR", "€", r"\$")
_GROUPING = re.compile("[’'\u00a0\u202f]")
_YEAR = re.compile(r"\d{4}")
_DAY_MARKS = r"(?:er|st|nd|rd|th|\.|º|°)?"
_SMALL_WORDS = "of|de|del|di|the"


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and the noun it counts; ``nouns`` are the keys of the lists that hold the noun.

    ``article``: it may be no number at all, but "a" or "an".
    """

    words: str
    start: int
    number: Decimal
    nouns: tuple[str, ...]
    article: bool


class NumberWords:
    """Finds numbers by the word lists of a language; ``nouns`` names the lists to look for."""

    def __init__(self, lists: Mapping[str, Any], nouns: Iterable[str] = ()) -> None:
        self._lists = lists
        forms: dict[int, list[str]] = lists["numbers"]
        self._words = one_of([word for each in forms.values() for word in each])
        self.several = WholeWords([
            word for number, words in forms.items() if number > 1 for word in words
        ])  # fmt: skip
        self._nouns = {
            key: WholeWords(lists["nouns"][key], joined=True)
            for key in nouns
            if key in lists["nouns"]
        }
        self._percent = WholeWords(lists["percent"])
        self._money = WholeWords(["chf", "eur", *lists["money"]])
        self._index = Index([*self._nouns.values(), self._percent, self._money])

    def counted(self, prose: Prose) -> Iterator[Counted]:
        """Yield each number that stands before a noun of the lists."""
        named = self._index.lists_for(prose.words)
        if named.isdisjoint(self._nouns.values()):  # much faster than the pattern
            return
        for match in self._counted.finditer(prose.text):
            nouns = tuple(key for key, noun in self._nouns.items() if noun.holds(match["noun"]))
            article = self._articles.fullmatch(match["number"]) is not None
            number = Decimal(1) if article else self.value(match["number"])
            yield Counted(match[0], match.start(), number, nouns, article)

    def numbers(self, sentence: str) -> dict[Decimal, int]:
        """Return the numbers of a sentence and where each stands last.

        One in words is left out, as it may be an article.
        """
        found = self._several.finditer(sentence)
        return {self.value(match[0]): match.start() for match in found}

    def percentages(self, prose: Prose) -> Iterator[tuple[re.Match[str], Decimal]]:
        """Yield each percentage with its number: 20 for ``20%`` and for "twenty per cent"."""
        if "%" in prose.text or self._percent in self._index.lists_for(prose.words):
            for match in self._percentage.finditer(prose.text):
                yield match, self.value(match["number"])

    def amounts(self, prose: Prose) -> Iterator[tuple[re.Match[str], Decimal]]:
        """Yield each amount of money with its number."""
        signed = "€" in prose.text or "$" in prose.text
        if signed or self._money in self._index.lists_for(prose.words):
            for match in self._amount.finditer(prose.text):
                yield match, self.value(match["before"] or match["number"])

    def dates(self, prose: Prose) -> Iterator[tuple[re.Match[str], date]]:
        """Yield each day that is named with its year."""
        for pattern in self._dates if prose.has_digits and _YEAR.search(prose.text) else ():
            for match in pattern.finditer(prose.text):
                month, day = self._month(match["month"]), self._day(match["day"])
                try:
                    yield match, date(int(match["year"]), month, day)
                except ValueError:  # no such day
                    continue

    def value(self, words: str) -> Decimal:
        """Return the number that some digits, or one word of the list, stand for."""
        if words[0].isdigit():
            return Decimal(_GROUPING.sub("", words).replace(",", ".")).normalize()
        return next(number for form, number in self._values if form.fullmatch(words))

    def _month(self, words: str) -> int:
        if words.isdigit():
            return int(words)
        names = enumerate(self._lists["months"], start=1)
        return next(number for number, name in names if _pattern(name).fullmatch(words))

    def _day(self, words: str) -> int:
        if words[0].isdigit():
            return int(re.sub(r"\D", "", words))
        first = _pattern(one_of(self._lists["first"]))
        return 1 if first.fullmatch(words) else int(self.value(words))

    # Long patterns take milliseconds to make, and a language may need none of them.

    @cached_property
    def _values(self) -> list[tuple[re.Pattern[str], Decimal]]:
        forms: dict[int, list[str]] = self._lists["numbers"]
        return [(_pattern(one_of(words)), Decimal(number)) for number, words in forms.items()]

    @cached_property
    def _articles(self) -> re.Pattern[str]:
        return _pattern(one_of(self._lists["articles"]))

    @cached_property
    def _several(self) -> re.Pattern[str]:
        several = one_of(self.several.forms)
        return _pattern(rf"(?<![\w.-])(?:{DIGITS}|{several})(?![\w’-])")

    @cached_property
    def _counted(self) -> re.Pattern[str]:
        between, articles = one_of(self._lists["between"]), one_of(self._lists["articles"])
        nouns = one_of([form for each in self._nouns.values() for form in each.forms])
        return _pattern(
            rf"(?<![\w-])(?P<number>{DIGITS}|{self._words}|{articles})[-’]?"
            rf"(?:{SPACE}(?:{between})(?!\w)){{0,2}}{SPACE}?(?P<noun>{nouns})(?!\w)"
        )

    @cached_property
    def _percentage(self) -> re.Pattern[str]:
        percent = one_of(self._lists["percent"])
        return _pattern(rf"{self._number}{SPACE}?(?:%|(?:{percent})(?!\w))")

    @cached_property
    def _amount(self) -> re.Pattern[str]:
        money = one_of([*_SIGNS, *self._lists["money"]])
        return _pattern(
            rf"(?:{one_of(list(_SIGNS))}){SPACE}?(?P<before>{DIGITS})"
            rf"|{self._number}{SPACE}?(?:[€$]|(?:{money})(?!\w))"
        )

    @cached_property
    def _dates(self) -> tuple[re.Pattern[str], ...]:
        day = rf"(?P<day>\d{{1,2}}{_DAY_MARKS}|{one_of(self._lists['first'])}|{self._words})"
        month = rf"(?P<month>{one_of(self._lists['months'])})"
        year = r"(?P<year>\d{4})"
        small = rf"(?:{SPACE}(?:{_SMALL_WORDS}))*{SPACE}"
        return (
            _pattern(rf"(?<![\w-]){day}{small}{month},?{small}{year}(?!\w)"),
            _pattern(rf"(?<!\w){month}{SPACE}(?P<day>\d{{1,2}}){_DAY_MARKS},?{SPACE}{year}(?!\w)"),
            _pattern(rf"(?<!\d)(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./]{year}(?!\d)"),
            _pattern(rf"(?<!\d){year}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d)"),
        )

    @property
    def _number(self) -> str:
        return rf"(?<![\w-])(?P<number>{DIGITS}|{self._words})"


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
