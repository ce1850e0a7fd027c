"""The languages of the site: found on disk, English first."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "en"
# Made from the source by `kb build --pseudo`; the code is one that BCP 47 leaves to private use.
PSEUDO = "qps"
_ORDER = ("en", "fr", "de", "it", "es")


def find_languages(docs: Path) -> tuple[str, ...]:
    """Return the languages that have a ``docs/<language>/site.yml``.

    The source comes first, then the languages in the order readers know from the company, then
    any further one by its code.
    """
    found = {path.parent.name for path in docs.glob("*/site.yml")}
    known = [language for language in _ORDER if language in found]
    return (*known, *sorted(found.difference(_ORDER)))


def only_begun(path: Path) -> bool:
    """Return whether a file is furniture of which nothing is translated yet: comments alone.

    It makes a language, as ``kb new language`` begins one; any other file has to hold something.
    """
    if path.name != "site.yml" or path.parent.name == SOURCE:
        return False
    lines = path.read_bytes().split(b"\n")
    return any(lines) and all(line.startswith(b"#") or not line.strip() for line in lines)


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
