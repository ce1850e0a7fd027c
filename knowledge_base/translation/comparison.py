"""Two versions of a text word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# A reference is one word, and so is a place such as {date}.
_WORDS = re.compile(r"<[a-z]+:[^<>\n]*>|\{[a-z-]+\}|\w+|\s+|.")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that follow each other and had the same fate."""

    fate: Literal["kept", "gone", "new"]
    text: str


def compared(before: str, now: str) -> tuple[Stretch, ...]:
    """Return the stretches of two versions, what went before what came in its place.

    >>> [str(each.fate) + " " + each.text for each in compared("Four days.", "Five days.")]
    ['gone Four', 'new Five', 'kept  days.']
    """
    old, new = _WORDS.findall(before), _WORDS.findall(now)
    found: list[Stretch] = []
    gone = came = ""
    for fate, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        kept = "".join(new[j1:j2])
        if fate != "equal":
            gone, came = gone + "".join(old[i1:i2]), came + kept
        elif (gone or came) and kept.isspace() and i2 < len(old) and j2 < len(new):
            gone, came = gone + kept, came + kept  # a blank between two changes is no stretch
        else:
            found += _changed(gone, came)
            gone = came = ""
            found.append(Stretch("kept", kept))
    return (*found, *_changed(gone, came))


def marked(stretches: tuple[Stretch, ...]) -> str:
    """Return both versions in one line, changes in brackets.

    >>> marked(compared("Four days.", "Five days."))
    '[-Four-]{+Five+} days.'
    """
    signs = {"kept": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
    return "".join(each.text.join(signs[each.fate]) for each in stretches)


def _changed(gone: str, came: str) -> list[Stretch]:
    found = [Stretch("gone", gone)] if gone else []
    return [*found, Stretch("new", came)] if came else found
