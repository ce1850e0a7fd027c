"""How much room words take in a drawing, before a browser has set them.

A drawing is made when the site is built, in a font the reader may not have; so the estimate is on
the wide side, and a test in a real browser holds it there.
"""

from __future__ import annotations

SIZE = 12  # of every word in a drawing, in its own units
LINE = 15
_NARROW = frozenset("iljtfrIÌÍÎ.,:;!|()[]'’-/ \u00a0")
_WIDE = frozenset("mwMWÆŒæœ@%…⋮")
_EM = {"narrow": 0.35, "wide": 0.9, "capital": 0.76, "other": 0.58}


def width(words: str) -> float:
    """Return the estimated width of semi-bold words of ``SIZE``.

    >>> width("OK") < width("Weiter") < width("Wiederherstellung")
    True
    """
    return SIZE * sum(_EM[_kind(character)] for character in words)


def _kind(character: str) -> str:
    if character in _NARROW:
        return "narrow"
    if character in _WIDE:
        return "wide"
    return "capital" if character.isupper() else "other"


def fitted(words: str, room: float, lines: int = 1) -> tuple[str, ...]:
    """Return words in at most ``lines`` that fit the room; an ellipsis ends what is too long.

    >>> fitted("Produktzugriffe bearbeiten", 110, 2)
    ('Produktzugriffe', 'bearbeiten')
    >>> fitted("Wiederherstellungstelefon", 100)
    ('Wiederherstell…',)
    """
    found = [""]
    for word in words.split(" "):
        longer = f"{found[-1]} {word}" if found[-1] else word
        if width(longer) <= room or len(found) == lines or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    return tuple(_shortened(line, room) for line in found)


def _shortened(line: str, room: float) -> str:
    if width(line) <= room:
        return line
    while line and width(f"{line}…") > room:
        line = line[:-1].rstrip()
    return f"{line}…"
