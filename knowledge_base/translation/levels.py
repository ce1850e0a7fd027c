"""How much a text changed, proposed from its words alone.

Words are read, not sentences: what looks like a slip of the pen is ``minor``, what touches
something that a reader acts on is ``major``, all else ``medium``. Where the author of the change
knows better, the author says so (``kb translate level``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE
from knowledge_base.content.references import parse
from knowledge_base.content.second_reading import MOODS, Reading, reader_of
from knowledge_base.content.written import PLACE, WrittenCode, WrittenMark, prose, references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_base.content.standing import Level
    from knowledge_base.content.written import Written

RANKS: dict[Level, int] = {"minor": 0, "medium": 1, "major": 2}

# Signs that a reader passes over. A question mark, a per cent sign or an ampersand says something.
_PUNCTUATION = re.compile(r"[.,:;!…'’‘\"“”„«»()\[\]–—-]")
# In a shorter word, or at its ends, another letter makes another word: on and off, user and users.
_SPELT = 5


def level_of(old: str, new: str, language: str = SOURCE) -> Level:
    """Return how much a text of ``language`` changed.

    ``major``: numbers and dates, words that deny, demand, advise, limit or allow, references, code
    and ``{places}``. ``minor``: punctuation, spaces, marks, one capital letter in a word, the
    spelling of one word.

    >>> level_of("Wait 14 days.", "Wait 30 days.")
    'major'
    >>> level_of("Chose a password.", "Choose a password.")
    'minor'
    >>> level_of("Open the page.", "Open the overview.")
    'medium'
    """
    before, after = (parse(unicodedata.normalize("NFC", each))[0] for each in (old, new))
    if _fixed(old, before) != _fixed(new, after) or _facts_differ(before, after, language):
        return "major"
    return "minor" if _same_words(_words(before), _words(after)) else "medium"


def higher(one: Level, other: Level) -> Level:
    """Return the level that says that more changed."""
    return max(one, other, key=RANKS.__getitem__)


def _fixed(text: str, written: Written) -> Counter[str]:
    """Return what stands in every language as it is: references, places and code."""
    found = [f"{each.kind}:{each.id}" for each in references(written)]
    return Counter([*found, *PLACE.findall(text), *_code(written)])


def _code(written: Written) -> Iterator[str]:
    for node in written:
        if isinstance(node, WrittenCode):
            yield f"`{node.text}`"
        elif isinstance(node, WrittenMark):
            yield from _code(node.children)


def _facts_differ(before: Written, after: Written, language: str) -> bool:
    """Return whether the words differ by which a text counts, denies, demands or allows."""
    old, new = prose(before), prose(after)
    if _with_digits(old) != _with_digits(new):
        return True
    reader = reader_of(language)
    return reader is not None and _facts(reader.read(old)) != _facts(reader.read(new))


def _with_digits(text: str) -> list[str]:
    """Return the words that hold a digit, in their order, without the signs around them."""
    return [word.strip(".,:;!?()") for word in text.split() if any(map(str.isdigit, word))]


def _facts(reading: Reading) -> tuple[object, ...]:
    moods = [(reading.moods[mood].certain, reading.moods[mood].open) for mood in MOODS]
    words = [tuple(each) for pair in moods for each in pair] + [reading.permission]
    folded = [Counter(each.casefold() for each in found) for found in words]
    return list(reading.numbers), reading.pair, folded


def _words(written: Written) -> list[str]:
    bare = (_PUNCTUATION.sub("", word) for word in prose(written).split())
    return [word for word in bare if word]


def _same_words(old: list[str], new: list[str]) -> bool:
    """Return whether two texts have the same words but for slips of the pen."""
    if "".join(old) == "".join(new):  # a space too many, or one that was missing
        return True
    if len(old) != len(new):
        return False
    other = [pair for pair in zip(old, new, strict=True) if not _one_capital(*pair)]
    return not other or (len(other) == 1 and _is_spelling(*other[0]))


def _one_capital(old: str, new: str) -> bool:
    if old.casefold() != new.casefold() or len(old) != len(new):
        return False
    return sum(one != other for one, other in zip(old, new, strict=True)) <= 1


def _is_spelling(old: str, new: str) -> bool:
    """Return whether a word is another one misspelt: one slip inside it, its ends in place."""
    one, other = old.casefold(), new.casefold()
    if min(len(one), len(other)) < _SPELT or (one[0], one[-1]) != (other[0], other[-1]):
        return False
    return _is_one_slip(one, other)


def _is_one_slip(one: str, other: str) -> bool:
    """Return whether a letter too many, too few, another one, or two swapped make the difference.

    >>> [_is_one_slip("receive", each) for each in ("recieve", "recive", "receeve", "retrieve")]
    [True, True, True, False]
    """
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rests = one[start:], other[start:]
    short, long = sorted(rests, key=len)
    if len(long) == len(short) + 1:
        return long[1:] == short
    swapped = long[1:2] + long[:1] + long[2:]
    return len(long) == len(short) and (long[1:] == short[1:] or swapped == short)
