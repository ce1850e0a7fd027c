"""What travels between the text files and a translation tool, whatever the format."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from knowledge_base.translation.typography import normalised

if TYPE_CHECKING:
    from knowledge_base.content.units import Unit

Format = Literal["po", "xliff"]

# Of all that a format offers for it, tools keep notes best.
_BASE_NOTE = "Made beside (leave as it is): "
_NOTHING = "none"
_BASE = re.compile(rf"([0-9a-f]{{12}}|{_NOTHING})((?: [\w-]+=[0-9a-f]+)*)")


@dataclass(frozen=True, slots=True)
class Base:
    """What a message was exported beside.

    ``translation`` is the digest of the text the language had (empty: it had none), ``logic`` the
    digest of the logic of each rule that the text depends on. The English text needs no digest:
    it is in the message.
    """

    translation: str = ""
    logic: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        rules = (f"{rule}={digest}" for rule, digest in sorted(self.logic.items()))
        return " ".join([self.translation or _NOTHING, *rules])

    @classmethod
    def read(cls, written: str) -> Base | None:
        """Return the base that ``str`` gives this form; None where it is none.

        >>> Base.read("none leave=0a1b")
        Base(translation='', logic={'leave': '0a1b'})
        """
        found = _BASE.fullmatch(written.strip())
        if found is None:
            return None
        logic = dict(each.split("=") for each in found[2].split())
        return cls("" if found[1] == _NOTHING else found[1], logic)


@dataclass(frozen=True, slots=True)
class Message:
    """One text: the English one, what the language has, and what helps to translate it.

    ``previous`` is the English text that the translation was made from where that is another one.
    An ``unfinished`` translation is to be looked at again; a ``machine`` one was read by nobody.
    ``location`` is the file and line of the English text. ``line`` is where the translation stands
    in the file that was read.
    """

    unit: Unit
    source: str
    translation: str = ""
    previous: str = ""
    unfinished: bool = False
    machine: bool = False
    notes: tuple[str, ...] = ()
    location: str = ""
    base: Base | None = None
    line: int = 0


def written_notes(message: Message) -> tuple[str, ...]:
    """Return the notes of a message as a file has them: the base is the last one."""
    return (*message.notes, f"{_BASE_NOTE}{message.base}") if message.base else message.notes


def read_notes(notes: Iterable[str]) -> tuple[tuple[str, ...], Base | None]:
    """Return the notes of a file without the base, and the base."""
    found = [each.strip() for each in notes if each.strip()]
    bases = [each.removeprefix(_BASE_NOTE) for each in found if each.startswith(_BASE_NOTE)]
    kept = tuple(each for each in found if not each.startswith(_BASE_NOTE))
    return kept, Base.read(bases[0]) if bases else None


@dataclass(frozen=True, slots=True)
class Catalog:
    """Messages into one language, in the order of the site."""

    language: str
    messages: tuple[Message, ...]


def translation_digest(text: str) -> str:
    """Return the digest by which a change of a translation is noticed: twelve hexadecimal digits.

    Every character counts that ``kb fmt`` keeps; none at all has no digest.
    """
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:12] if text else ""
