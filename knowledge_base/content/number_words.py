"""Numbers in a sentence, in digits and in words, with what they count, measure or date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from knowledge_base.content.word_lists import SPACE, one_of, stems

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

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
        forms: dict[int, list[str]] = lists["numbers"]
        self._values = [
            (re.compile(one_of(words), re.IGNORECASE), Decimal(number))
            for number, words in forms.items()
        ]
        self._months = [re.compile(month, re.IGNORECASE) for month in lists["months"]]
        self._first = re.compile(one_of(lists["first"]), re.IGNORECASE)
        self._articles = re.compile(one_of(lists["articles"]), re.IGNORECASE)
        self._hints = {
            "noun": stems([form for key in nouns for form in lists["nouns"].get(key, ())]),
            "percent": ("%", *stems(lists["percent"])),
            "money": ("chf", "eur", "€", "$", *stems(lists["money"])),
        }
        self._nouns = {
            key: re.compile(one_of(lists["nouns"][key]), re.IGNORECASE)
            for key in nouns
            if key in lists["nouns"]
        }
        words = one_of([word for each in forms.values() for word in each])
        several = one_of([word for each, words in forms.items() if each > 1 for word in words])
        self._several = _pattern(rf"(?<![\w.-])(?:{DIGITS}|{several})(?![\w’-])")
        number = rf"(?<![\w-])(?P<number>{DIGITS}|{words})"
        counted = one_of([each.pattern for each in self._nouns.values()])
        self._counted = _pattern(
            rf"(?<![\w-])(?P<number>{DIGITS}|{words}|{one_of(lists['articles'])})[-’]?"
            rf"(?:{SPACE}(?:{one_of(lists['between'])})(?!\w)){{0,2}}{SPACE}?(?P<noun>{counted})(?!\w)"
        )
        money = one_of([*_SIGNS, *lists["money"]])
        self._percentage = _pattern(rf"{number}{SPACE}?(?:%|(?:{one_of(lists['percent'])})(?!\w))")
        self._amount = _pattern(
            rf"(?:{one_of(list(_SIGNS))}){SPACE}?(?P<before>{DIGITS})"
            rf"|{number}{SPACE}?(?:[€$]|(?:{money})(?!\w))"
        )
        day = rf"(?P<day>\d{{1,2}}{_DAY_MARKS}|{one_of(lists['first'])}|{words})"
        month = rf"(?P<month>{one_of(lists['months'])})"
        year = r"(?P<year>\d{4})"
        small = rf"(?:{SPACE}(?:{_SMALL_WORDS}))*{SPACE}"
        self._dates = (
            _pattern(rf"(?<![\w-]){day}{small}{month},?{small}{year}(?!\w)"),
            _pattern(rf"(?<!\w){month}{SPACE}(?P<day>\d{{1,2}}){_DAY_MARKS},?{SPACE}{year}(?!\w)"),
            _pattern(rf"(?<!\d)(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./]{year}(?!\d)"),
            _pattern(rf"(?<!\d){year}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d)"),
        )

    def counted(self, sentence: str) -> Iterator[Counted]:
        """Yield each number that stands before a noun of the lists."""
        for match in self._found(self._counted, sentence, "noun"):
            nouns = tuple(key for key, noun in self._nouns.items() if noun.fullmatch(match["noun"]))
            article = self._articles.fullmatch(match["number"]) is not None
            number = Decimal(1) if article else self.value(match["number"])
            yield Counted(match[0], match.start(), number, nouns, article)

    def numbers(self, sentence: str) -> dict[Decimal, int]:
        """Return the numbers of a sentence and where each stands last.

        One in words is left out, as it may be an article.
        """
        found = self._several.finditer(sentence)
        return {self.value(match[0]): match.start() for match in found}

    def percentages(self, sentence: str) -> Iterator[tuple[re.Match[str], Decimal]]:
        """Yield each percentage with its number: 20 for ``20%`` and for "twenty per cent"."""
        for match in self._found(self._percentage, sentence, "percent"):
            yield match, self.value(match["number"])

    def amounts(self, sentence: str) -> Iterator[tuple[re.Match[str], Decimal]]:
        """Yield each amount of money with its number."""
        for match in self._found(self._amount, sentence, "money"):
            yield match, self.value(match["before"] or match["number"])

    def dates(self, sentence: str) -> Iterator[tuple[re.Match[str], date]]:
        """Yield each day that is named with its year."""
        for pattern in self._dates if _YEAR.search(sentence) else ():
            for match in pattern.finditer(sentence):
                month, day = self._month(match["month"]), self._day(match["day"])
                try:
                    yield match, date(int(match["year"]), month, day)
                except ValueError:  # no such day
                    continue

    def _found(self, pattern: re.Pattern[str], sentence: str, hint: str) -> Iterator[re.Match[str]]:
        """Return the matches; the patterns are long, so a sentence without a hint is not read."""
        folded = sentence.casefold()
        if any(each in folded for each in self._hints[hint]):
            return pattern.finditer(sentence)
        return iter(())

    def value(self, words: str) -> Decimal:
        """Return the number that some digits, or one word of the list, stand for."""
        if words[0].isdigit():
            return Decimal(_GROUPING.sub("", words).replace(",", ".")).normalize()
        return next(number for form, number in self._values if form.fullmatch(words))

    def _month(self, words: str) -> int:
        if words.isdigit():
            return int(words)
        names = enumerate(self._months, start=1)
        return next(number for number, name in names if name.fullmatch(words))

    def _day(self, words: str) -> int:
        if words[0].isdigit():
            return int(re.sub(r"\D", "", words))
        return 1 if self._first.fullmatch(words) else int(self.value(words))


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
