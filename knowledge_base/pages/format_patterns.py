"""How a language writes values, as patterns for the scripts of the pages.

They come from ``content.formats``, so that a page and a script on it write a value alike.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rules_engine.model.iso_codes import CURRENCIES

if TYPE_CHECKING:
    from knowledge_base.content.formats import Formats

_UNITS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
# One number of each kind that a language of Europe inflects a unit by.
_COUNTS = (0, 1, 2, 3, 5, 11, 100, 1_000_000)


def format_patterns(formats: Formats) -> dict[str, Any]:
    """Return the patterns of a language; ``#`` stands for a number, ``¤`` for a currency."""
    from babel import Locale

    locale = Locale.parse(formats.locale)
    symbols = locale.number_symbols["latn"]
    return {
        "group": symbols["group"],
        "decimal": symbols["decimal"],
        "percent": formats.percentage(Decimal(0)).removeprefix("0"),
        "money": _money(formats),
        "date": _date(formats, locale),
        "list": {part: locale.list_patterns["standard"][part] for part in _LIST},
        "durations": {unit: _duration(formats, locale, unit) for unit in _UNITS},
        "labelled": formats.labelled("{label}", "{value}"),
    }


_LIST = ("2", "start", "middle", "end")


def _money(formats: Formats) -> dict[str, Any]:
    """Return the patterns of amounts; ``signs`` and ``places`` hold what is not code and 2."""
    from babel.numbers import format_currency, get_currency_precision, get_currency_symbol

    signs = {code: get_currency_symbol(code, formats.locale) for code in sorted(CURRENCIES)}
    places = {code: get_currency_precision(code) for code in sorted(CURRENCIES)}

    def pattern(amount: int) -> str:
        words = str(format_currency(amount, "CHF", locale=formats.locale)).replace("CHF", "¤")
        return f"{words.partition('8')[0]}#{words.rpartition('0')[2]}"

    return {
        "positive": pattern(8),
        "negative": pattern(-8),
        "signs": {code: sign for code, sign in signs.items() if sign != code},
        "places": {code: each for code, each in places.items() if each != 2},
    }


def _date(formats: Formats, locale: Any) -> dict[str, Any]:
    from datetime import date

    months = [locale.months["format"]["wide"][month] for month in range(1, 13)]
    pattern = formats.date(date(2222, 12, 11))
    for shown, place in (("2222", "{year}"), (months[-1], "{month}"), ("11", "{day}")):
        pattern = pattern.replace(shown, place)
    first = formats.date(date(2222, 12, 1)).partition("\u00a0")[0].removesuffix(".")
    return {"pattern": pattern, "months": months, "first": first}


def _duration(formats: Formats, locale: Any, unit: str) -> dict[str, str]:
    """Return a pattern for each plural of the language."""
    found = {}
    for count in _COUNTS:
        words = formats.duration(count, unit)
        found[locale.plural_form(count)] = words.replace(
            formats.number(count).replace(" ", "\u00a0"), "#"
        )
    return found
