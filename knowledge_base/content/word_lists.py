"""The word lists of a language: how it says numbers, what it counts, how it denies and obliges.

They stand in ``knowledge_base/word_lists/<language>.yml``; their entries are regular expressions of
whole words. A language without a list is not read by the checks that need one.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[1] / "word_lists"
# A space that an author or a typographer may have set.
SPACE = "[ \u00a0\u202f]"

# The plain letters of a form up to the first that is optional or one of several.
_STEM = re.compile(r"(?:[^\\\[({.*?](?![?*]))*")


@cache
def word_list(language: str) -> dict[str, Any] | None:
    """Return the lists of a language by name, or None where it has none."""
    path = FOLDER / f"{language}.yml"
    if not path.exists():
        return None
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


def one_of(forms: list[str]) -> str:
    """Return an expression that matches any of the forms, the longest first."""
    return "|".join(sorted(forms, key=len, reverse=True))


def stems(forms: list[str]) -> tuple[str, ...]:
    """Return the letters that each form starts with, to see at once that a sentence has none.

    >>> stems(["mois", "années?"])
    ('mois', 'année')
    """
    return tuple(_STEM.match(form)[0].casefold() for form in forms)  # type: ignore[index]


def whole_words(forms: list[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the forms where they are whole words.

    >>> whole_words(["no", "not"]).findall("Not now, and no more")
    ['Not', 'no']
    """
    return re.compile(rf"(?<!\w)(?:{one_of(forms)})(?!\w)", re.IGNORECASE)
