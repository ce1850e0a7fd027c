"""Values of parameters that somebody typed into a sentence instead of referring to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from knowledge_base.content.formats import is_duration
from knowledge_base.content.named_countries import NamedCountries
from knowledge_base.content.number_words import DIGITS, NumberWords
from knowledge_base.content.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from knowledge_base.content.number_words import Counted
    from knowledge_base.content.prose import Prose
    from knowledge_base.content.wording import Wording
    from rules_engine.model.parameters import Parameter
    from rules_engine.model.value_types import Value

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){3,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b")
_BARE = re.compile(rf"(?<![\w.,])(?:{DIGITS})(?![\w%])")
_SPACES = re.compile(r"[ \u00a0\u202f]")
_MAKE_IT_ONE = "Make it a parameter under rules/parameters, and refer to it."
# Below it, a number of nothing in particular (OAuth 2.0, 2 of 3) is no value of a parameter.
_LEAST_BARE = 100


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, where in the prose, and what to do."""

    words: str
    start: int
    remedy: str


@dataclass(frozen=True, slots=True)
class _Count:
    number: Decimal
    parameter: str
    named: bool  # the parameter names what is counted; the number is how many it names


class TypedValues:
    """Finds typed values in the sentences of one language, on one day."""

    def __init__(self, wording: Wording) -> None:
        self._measures: dict[Decimal, str] = {}  # amounts and percentages
        self._bare: dict[Decimal, str] = {}
        self._ibans: dict[str, str] = {}  # without spaces
        self._dates: dict[date, str] = {}
        self._counts: dict[str, list[_Count]] = {}  # by what is counted
        self._countries = NamedCountries(wording.formats)
        for parameter in wording.ruleset.parameters.values():
            period = parameter.period_at(wording.as_of)
            if period is not None and period.value is not None:
                self._learn(parameter, period.value)
        lists = word_list(wording.language)
        self._words = NumberWords(lists, self._counts) if lists else None

    def _learn(self, parameter: Parameter, value: Value) -> None:
        kind, name = parameter.type.kind, parameter.id
        if kind == "amounts":
            for currency, amount in cast("Mapping[str, Decimal]", value).items():
                self._measures[amount.normalize()] = f"{name}.{currency}"
        elif kind == "decimal":
            factor = 100 if parameter.unit == "ratio" else 1
            self._measures[(cast("Decimal", value) * factor).normalize()] = name
        elif kind == "date":
            self._dates[cast("date", value)] = name
        elif kind == "integer" and parameter.unit is not None:
            self._count(parameter.unit, _Count(Decimal(cast("int", value)), name, named=False))
        elif kind == "integer" and cast("int", value) >= _LEAST_BARE:
            self._bare[Decimal(cast("int", value)).normalize()] = name
        elif kind == "iban":
            self._ibans[cast("str", value)] = name
        elif kind == "list" and parameter.type.item is not None:
            items, item = cast("tuple[str, ...]", value), parameter.type.item
            self._count(item.choice_set or item.kind, _Count(Decimal(len(items)), name, named=True))
            if item.kind == "country":
                self._countries.learn(name, items)

    def _count(self, noun: str, count: _Count) -> None:
        self._counts.setdefault(noun, []).append(count)

    def found_in(self, prose: Prose, shown: frozenset[str]) -> Iterator[Typed]:
        """Yield what was typed; ``shown`` are the parameters that the page or the rule is about."""
        if prose.has_digits:
            yield from self._in_digits(prose.text)
        for words, start, parameter in self._countries.found_in(prose):
            yield Typed(words, start, _refer(parameter))
        if self._words is None:
            return
        for reader in (self._words.percentages, self._words.amounts):
            for match, number in reader(prose):
                yield Typed(match[0], match.start(), _refer(self._measures.get(number)))
        for match, day in self._words.dates(prose):
            yield Typed(match[0], match.start(), _refer(self._dates.get(day)))
        for counted in self._words.counted(prose):
            if remedy := self._remedy(counted, shown):
                yield Typed(counted.words, counted.start, remedy)

    def _in_digits(self, sentence: str) -> Iterator[Typed]:
        for match in _IBAN.finditer(sentence):
            parameter = self._ibans.get(_SPACES.sub("", match[0]))
            yield Typed(match[0], match.start(), _refer(parameter))
        for match in _BARE.finditer(sentence) if self._bare else ():
            number = Decimal(re.sub(r"[’'\u00a0\u202f]", "", match[0]).replace(",", "."))
            if found := self._bare.get(number.normalize()):
                yield Typed(match[0], match.start(), f"Write <value:{found}>.")

    def _remedy(self, counted: Counted, shown: frozenset[str]) -> str | None:
        """Return what to do about a number that states or contradicts a parameter, else None.

        A duration, or how many countries or currencies there are, states a parameter on any page.
        Other nouns (users, methods) and numbers that contradict count only where the parameter is
        shown, an article only for durations there.
        """
        counts = [each for noun in counted.nouns for each in self._counts[noun]]
        here = [each for each in counts if each.parameter in shown]
        plain = any(is_duration(noun) for noun in counted.nouns)
        if (counted.article or (counted.number == 1 and not counted.words[0].isdigit())) and not (
            plain and here
        ):
            return None
        telling = plain or any(noun in ("country", "currency") for noun in counted.nouns)
        same = [each for each in (counts if telling else here) if each.number == counted.number]
        found = next(iter(sorted(same, key=lambda each: each.parameter not in shown)), None)
        if found is not None:
            which = ", which names them, and no number" if found.named else ""
            return f"Write <value:{found.parameter}>{which}."
        if not here:
            return None
        return f"Write <value:{here[0].parameter}>, or `exempt` it with the reason why it differs."


def _refer(parameter: str | None) -> str:
    return f"Write <value:{parameter}>." if parameter else _MAKE_IT_ONE
