"""Regular expressions that hold where a text has the references and places of its source.

They mean the same in JavaScript and in Python: nothing is escaped that needs no escape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.references import REFERENCE_CLASSES
from knowledge_base.content.written import PLACE, references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_base.content.text_files import SourceText
    from knowledge_base.content.written import Reference

_OPENING = f"<(?:{'|'.join(REFERENCE_CLASSES)}):"
# Whatever stands before a reference; a backslash takes the meaning from the character after it.
_BEFORE = r"^(?:[^\\]|\\[\s\S])*?"
# A character that begins no reference.
_ELSE = rf"[^<\\]|\\[\s\S]|\\$|<(?!{_OPENING[1:]})"


def patterns(source: SourceText, *, places: bool) -> Iterator[tuple[str, str]]:
    """Yield the patterns of a translation, each with what is wrong where it does not match.

    ``places``: words in braces are filled in when the page is built, so they too must stay.
    """
    wanted = {_reference(each): each for each in references(source.written)}
    for pattern, reference in wanted.items():
        yield (
            f"{_BEFORE}{pattern}",
            f"The text lost {reference}, which the English text has. "
            "Put it where it belongs in the sentence.",
        )
    allowed = "".join(f"|{pattern}" for pattern in wanted)
    listed = ", ".join(str(each) for each in wanted.values())
    yield (
        f"^(?:{_ELSE}{allowed})*$",
        f"The text has a reference that the English text has not. It has {listed or 'none'}.",
    )
    if places:
        yield from _places(source.text)


def _places(text: str) -> Iterator[tuple[str, str]]:
    found = list(dict.fromkeys(PLACE.findall(text)))
    for place in found:
        lost = f"The text lost the place {place}, which is filled in later."
        yield f"[{{]{place[1:-1]}[}}]", lost
    names = "|".join(place[1:-1] for place in found)
    known = f"|[{{](?:{names})[}}]" if found else ""
    yield (
        f"^(?:[^{{]|[{{](?![a-z][a-z-]*[}}]){known})*$",
        f"The text has a place that the English text has not. It has {', '.join(found) or 'none'}.",
    )


def _reference(reference: Reference) -> str:
    """Return what matches a reference to the same thing; words may be each language's own."""
    start = f"<{reference.kind}:{reference.id.replace('.', '[.]')}"
    if reference.kind == "value":
        return f"{start}[|]{reference.words}>" if reference.words else f"{start}>"
    return rf"{start}(?:[|][^<>\n]*)?>"
