"""The languages of the site: found on disk, English first."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "en"
_ORDER = ("en", "fr", "de", "it", "es")


def find_languages(docs: Path) -> tuple[str, ...]:
    """Return the languages that have a ``docs/<language>/site.yml``.

    The source comes first, then the languages in the order readers know from the company, then
    any further one by its code.
    """
    found = {path.parent.name for path in docs.glob("*/site.yml")}
    known = [language for language in _ORDER if language in found]
    return (*known, *sorted(found.difference(_ORDER)))


@cache
def language_name(language: str) -> str:
    """Return the name of a language in itself, as a list shows it; the code of an unknown one.

    >>> language_name("fr"), language_name("pt")
    ('Français', 'Português')
    """
    from babel import Locale, UnknownLocaleError  # slow to load, and few commands need it

    try:
        name = Locale.parse(language).get_display_name(language) or language
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:]
