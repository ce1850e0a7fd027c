"""Values of parameters that somebody typed into a sentence instead of referring to them."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING, cast

from knowledge_base.content.formats import is_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from knowledge_base.content.wording import Wording
    from rules_engine.model.parameters import Parameter
    from rules_engine.model.value_types import Value

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){3,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b")
_DIGIT = re.compile(r"\d")
_SPACES = re.compile(r"[ \u00a0\u202f]")
_NUMBER = r"\d+(?:[.,]\d+)?"
_PERCENTAGE = re.compile(rf"({_NUMBER})[ \u00a0\u202f]?%")
_AMOUNT = re.compile(
    rf"(?:CHF|EUR|€|\$)[ \u00a0\u202f]?({_NUMBER})|({_NUMBER})[ \u00a0\u202f]?(?:CHF|EUR|€|\$)"
)


class TypedValues:
    """Finds typed values in the sentences of one language, on one day."""

    def __init__(self, wording: Wording) -> None:
        self.numbers: dict[Decimal, str] = {}  # amounts and percentages
        self.phrases: dict[str, str] = {}  # dates and IBANs, without spaces
        self.durations: list[tuple[re.Pattern[str], str]] = []
        self.countries: dict[str, list[str]] = {}
        for parameter in wording.ruleset.parameters.values():
            period = parameter.period_at(wording.as_of)
            if period is not None and period.value is not None:
                self._learn(parameter, period.value, wording)

    def _learn(self, parameter: Parameter, value: Value, wording: Wording) -> None:
        kind, formats = parameter.type.kind, wording.formats
        if kind == "amounts":
            amounts = cast("Mapping[str, Decimal]", value)
            for currency, amount in amounts.items():
                self.numbers[amount.normalize()] = f"{parameter.id}.{currency}"
        elif kind == "decimal":
            factor = 100 if parameter.unit == "ratio" else 1
            self.numbers[(cast("Decimal", value) * factor).normalize()] = parameter.id
        elif kind == "date":
            self._phrase(formats.date(cast("date", value)), parameter.id)
            self._phrase(cast("date", value).isoformat(), parameter.id)
        elif kind == "integer" and parameter.unit is not None and is_duration(parameter.unit):
            pattern = _duration(cast("int", value), parameter.unit, wording)
            self.durations.append((pattern, parameter.id))
        elif kind == "iban":
            self._phrase(cast("str", value), parameter.id)
        elif kind == "list" and parameter.type.item and parameter.type.item.kind == "country":
            codes = cast("tuple[str, ...]", value)
            self.countries[parameter.id] = [formats.country(code) for code in codes]

    def _phrase(self, words: str, parameter: str) -> None:
        self.phrases.setdefault(_SPACES.sub("", words).casefold(), parameter)

    def found_in(self, sentence: str) -> Iterator[tuple[str, str]]:
        """Yield what was typed, and what to do."""
        if _DIGIT.search(sentence):
            yield from self._numbers(sentence)
            yield from self._phrases(sentence)
        for parameter, names in self.countries.items():
            named = [name for name in names if name in sentence]
            if len(named) > 1:
                yield ", ".join(named), f"Write <value:{parameter}>."

    def _numbers(self, sentence: str) -> Iterator[tuple[str, str]]:
        for pattern in (_PERCENTAGE, _AMOUNT):
            for match in pattern.finditer(sentence):
                digits = next(group for group in match.groups() if group)
                number = Decimal(digits.replace(",", ".")).normalize()
                parameter = self.numbers.get(number)
                yield match[0], (
                    f"Write <value:{parameter}>." if parameter else
                    "Make it a parameter under rules/parameters, and refer to it."
                )  # fmt: skip

    def _phrases(self, sentence: str) -> Iterator[tuple[str, str]]:
        for match in _IBAN.finditer(sentence):
            parameter = self.phrases.get(_SPACES.sub("", match[0]).casefold())
            yield match[0], (
                f"Write <value:{parameter}>." if parameter else
                "Make it a parameter under rules/parameters, and refer to it."
            )  # fmt: skip
        for duration, parameter in self.durations:
            if found := duration.search(sentence):
                yield found[0], f"Write <value:{parameter}>."
        joined = _SPACES.sub("", sentence).casefold()
        for phrase, parameter in self.phrases.items():
            found = re.search(rf"(?<!\d){re.escape(phrase)}(?!\w)", joined)
            if found and not _IBAN.search(sentence):
                yield found[0], f"Write <value:{parameter}>."


def _duration(count: int, unit: str, wording: Wording) -> re.Pattern[str]:
    """Return what finds a duration in any form of its unit: ``14 Tage``, ``14 Tagen``."""
    one, several = (wording.formats.duration(each, unit).split("\u00a0")[-1] for each in (1, 2))
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, several, strict=False))
    stem = "".join(letter for letter, _ in same)
    return re.compile(rf"(?<!\d){count}[ \u00a0\u202f-]?{re.escape(stem)}\w*", re.IGNORECASE)
