"""The languages of the site: found on disk, English first."""

from __future__ import annotations

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
