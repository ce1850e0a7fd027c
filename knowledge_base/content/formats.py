"""Values as a reader of a language expects them, on CLDR.

One language serves readers in several countries; the forms are those of Switzerland where CLDR has
them (``de_CH``, ``fr_CH``, ``it_CH``): the company bills from there, and the forms (CHF 347.20,
1’347.20) are read without doubt in the neighbouring countries too, while 1.347,20 is not read
without doubt in Switzerland. English follows Great Britain (day before month, no comma before
"and"), Portuguese Portugal, any other its own language.

Babel is imported at the first value that is formatted: it costs tens of milliseconds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from knowledge_base.content.languages import PSEUDO

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_LOCALES = {"en": "en_GB", "de": "de_CH", "fr": "fr_CH", "it": "it_CH", "pt": "pt_PT",
            PSEUDO: "en_GB"}  # fmt: skip
_NO_BREAK = "\u00a0"
_DURATIONS = {"years": "year", "months": "month", "weeks": "week", "days": "day",
              "hours": "hour", "minutes": "minute", "seconds": "second"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Formats:
    """Formats values for one language. Every method returns plain characters."""

    language: str

    @property
    def locale(self) -> str:
        """The CLDR locale of the language."""
        return _LOCALES.get(self.language, self.language)

    def date(self, day: date) -> str:
        """Return a date in words: ``1 December 2023``."""
        from babel.dates import format_date

        words = format_date(day, "long", locale=self.locale)
        if self.language == "fr" and day.day == 1:  # CLDR has no ordinal
            words = re.sub(r"^1\b", "1er", words)
        # The day number stays with its month.
        return re.sub(r"^(\d+(?:er|\.)?) ", rf"\1{_NO_BREAK}", words)

    def number(self, number: int | Decimal) -> str:
        """Return a number with all its digits, grouped."""
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self.locale, decimal_quantization=False)

    def fixed(self, number: Decimal, places: int) -> str:
        """Return a number with at least so many decimals."""
        from babel.numbers import format_decimal

        shown = max(places, _places(number))
        pattern = "#,##0" + ("." + "0" * shown if shown else "")
        return format_decimal(number, format=pattern, locale=self.locale)

    def money(self, amount: Decimal, currency: str) -> str:
        """Return an amount with its currency; no digit is lost, cents are always shown."""
        from babel.numbers import format_currency, get_currency_precision

        exact = _places(amount) > get_currency_precision(currency)
        words = format_currency(
            amount, currency, locale=self.locale, decimal_quantization=not exact
        )
        # A code stands off its amount; CLDR joins it in English.
        return re.sub(rf"({re.escape(currency)})(?=\d)", rf"\1{_NO_BREAK}", words)

    def percentage(self, ratio: Decimal) -> str:
        """Return a ratio as a percentage: 0.20 is ``20%``."""
        from babel.numbers import format_percent

        words = format_percent(ratio, locale=self.locale, decimal_quantization=False)
        if self.language == "fr":  # CLDR joins the sign in fr_CH; French typography does not
            words = re.sub(r"(?<=\d)%", f"{_NO_BREAK}%", words)
        return words

    def duration(self, count: int | Decimal, unit: str) -> str:
        """Return a number of ``months``, ``days`` and so on, in words."""
        from babel.units import format_unit

        name = f"duration-{_DURATIONS[unit]}"
        words = format_unit(count, name, "long", locale=self.locale)
        if name in words:  # CLDR leaves the long form out where it equals the short one (it)
            words = format_unit(count, name, "short", locale=self.locale)
        return words.replace(" ", _NO_BREAK)

    def country(self, code: str) -> str:
        """Return the name of a country."""
        from babel import Locale

        return str(Locale.parse(self.locale).territories.get(code, code))

    def countries(self) -> list[str]:
        """Return the names of all countries."""
        from babel import Locale

        territories = Locale.parse(self.locale).territories
        return [name for code, name in territories.items() if code.isalpha()]

    def currency(self, code: str) -> str:
        """Return the name of a currency with its code: ``Swiss franc (CHF)``."""
        from babel.numbers import get_currency_name

        return f"{get_currency_name(code, locale=self.locale)} ({code})"

    def iban(self, iban: str) -> str:
        """Return an IBAN in groups of four that stay on one line."""
        return _NO_BREAK.join(iban[start : start + 4] for start in range(0, len(iban), 4))

    def labelled(self, label: str, value: str) -> str:
        """Return ``label: value``; French sets a space before the colon."""
        return f"{label}{_NO_BREAK if self.language == 'fr' else ''}: {value}"

    def all_of(self, parts: Sequence[str]) -> str:
        """Return a list joined by "and"."""
        return self._list(parts, "standard")

    def any_of(self, parts: Sequence[str]) -> str:
        """Return a list joined by "or"."""
        return self._list(parts, "or")

    def _list(self, parts: Sequence[str], style: str) -> str:
        from babel.lists import format_list

        return format_list(list(parts), style, locale=self.locale)  # type: ignore[arg-type]  # style is one of those that Babel knows


def is_duration(unit: str | None) -> bool:
    """Return whether ``duration`` knows the unit."""
    return unit in _DURATIONS


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
