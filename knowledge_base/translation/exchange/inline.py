"""References as inline elements, so that a translation tool moves them and cannot break them.

``<label:save>`` is one element that is replaced as a whole. ``<guide:id|words>`` and every
reference to a term are a pair of elements around their words: those are translated. Everything
else of a text, marks and escapes included, stays the characters that were typed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.references import parse
from knowledge_base.content.written import PLACE, references

if TYPE_CHECKING:
    from collections.abc import Iterator

_WITH_WORDS = ("guide", "term")


@dataclass(frozen=True, slots=True)
class Tag:
    """A reference, or a place such as ``{date}``, in a text.

    The same thing has the same ``id`` in a text and in its translation. ``shown`` is how it is
    typed without words. ``words`` is None where it takes none.
    """

    id: str
    shown: str
    words: str | None = None

    def __str__(self) -> str:
        return f"{self.shown[:-1]}|{self.words}>" if self.words else self.shown


Piece = str | Tag


class Tagger:
    """Cuts a text and its translation into pieces with the same ids.

    ``places``: words in braces are filled in later, as in the furniture of the site.
    """

    def __init__(self, *, places: bool) -> None:
        self._places = places
        self._given: dict[str, list[str]] = defaultdict(list)
        self._count = 0

    def source(self, text: str) -> list[Piece]:
        """Return the pieces of the English text."""
        pieces = list(self._pieces(text))
        numbered: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, Tag):
                self._given[piece.shown].append(self._next())
                piece = Tag(self._given[piece.shown][-1], piece.shown, piece.words)  # noqa: PLW2901
            numbered.append(piece)
        return numbered

    def translation(self, text: str) -> list[Piece]:
        """Return the pieces of its translation."""
        left = {shown: list(ids) for shown, ids in self._given.items()}
        numbered: list[Piece] = []
        for piece in self._pieces(text):
            if isinstance(piece, Tag):
                known = left.get(piece.shown)
                numbered.append(
                    Tag(known.pop(0) if known else self._next(), piece.shown, piece.words)
                )
            else:
                numbered.append(piece)
        return numbered

    def _next(self) -> str:
        self._count += 1
        return str(self._count)

    def _pieces(self, text: str) -> Iterator[Piece]:
        position = 0
        for each in references(parse(text)[0]):
            yield from self._typed(text[position : each.offset])
            takes_words = each.kind in _WITH_WORDS
            yield (
                Tag("", f"<{each.kind}:{each.id}>", each.words or "")
                if takes_words
                else Tag("", str(each))
            )
            position = each.offset + len(str(each))
        yield from self._typed(text[position:])

    def _typed(self, text: str) -> Iterator[Piece]:
        position = 0
        for place in PLACE.finditer(text) if self._places else ():
            if place.start() > position:
                yield text[position : place.start()]
            yield Tag("", place[0])
            position = place.end()
        if position < len(text):
            yield text[position:]
