"""Characters of a text file that nobody sees: marks, line ends, blanks, letters in two parts."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from knowledge_base.content.file_faults import Edit, FileFault

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_UNSEEN = re.compile("(?<!^)\ufeff|[\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069]")
_SEPARATOR = re.compile("[\u2028\u2029]")
_BLANKS_AT_END = re.compile(r"[ \t]+(?=\r?$)", re.MULTILINE)
_LINE_END = re.compile(r"\r\n?")
_ANY = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]"
    "|[ \t](?=\r?\n|$)"
)


def has_unseen(source: str) -> bool:
    """Return whether a file needs a closer look; quick, for every file is asked."""
    return bool(_ANY.search(source)) or not unicodedata.is_normalized("NFC", source)


def character_faults(source: str) -> Iterator[FileFault]:
    """Yield what is wrong with single characters, wherever they stand."""
    if source.startswith("\ufeff"):
        yield FileFault(
            0,
            "KB103",
            "the file starts with a byte-order mark",
            "Save the file as UTF-8 without one.",
            (Edit(0, 1, ""),),
        )
    ends = [*_LINE_END.finditer(source)]
    if ends:
        lines = "a line ends" if len(ends) == 1 else f"{len(ends)} lines end"
        yield FileFault(
            ends[0].start(),
            "KB298",
            f"{lines} in CR LF, as on Windows",
            "Set the editor to LF.",
            tuple(Edit(each.start(), each.end(), "\n") for each in ends),
            severity="warning",
        )
    for found in _BLANKS_AT_END.finditer(source):
        yield FileFault(
            found.start(),
            "KB298",
            "blanks at the end of the line",
            "Remove them.",
            (Edit(found.start(), found.end(), ""),),
            severity="warning",
        )
    yield from _controls(source)
    for pattern, new in ((_UNSEEN, ""), (_SEPARATOR, " ")):
        for found in pattern.finditer(source):
            name = unicodedata.name(found[0], "a format character").lower()
            yield FileFault(
                found.start(),
                "KB298",
                f"an invisible character: {name} (U+{ord(found[0]):04X})",
                "Remove it.",
                (Edit(found.start(), found.end(), new),),
            )
    if not unicodedata.is_normalized("NFC", source):
        yield from _decomposed(source)


def _controls(source: str) -> Iterator[FileFault]:
    for found in _CONTROL.finditer(source):
        at, number = found.start(), ord(found[0])
        between = source[at - 1 : at].strip() and source[at + 1 : at + 2].strip()
        # a line or page break of a word processor parts words; others stand between letters
        edit = Edit(at, at + 1, " " if number in (0x0B, 0x0C) and between else "")
        safe = number < 0x80
        yield FileFault(
            at,
            "KB113",
            f"a control character (U+{number:04X}) is not allowed",
            "Remove it; it is invisible in most editors."
            if safe
            else "Write the character that was meant: it comes from a file in another encoding.",
            (edit,) if safe else (),
            () if safe else (Edit(at, at + 1, "?"),),
        )


def _decomposed(source: str) -> Iterator[FileFault]:
    """Yield one fault a line that has letters and their accents apart."""
    start = 0
    for line in source.split("\n"):
        edits = tuple(_compositions(line, start))
        if edits:
            new = edits[0].new
            yield FileFault(
                edits[0].start,
                "KB297",
                f"{new!r} is written in two parts, which search and terms do not find",
                "Type it again, or let kb fmt compose it (NFC).",
                edits,
                severity="warning",
            )
        start += len(line) + 1


def _compositions(line: str, start: int) -> Iterator[Edit]:
    if unicodedata.is_normalized("NFC", line):
        return
    for found in re.finditer(r"[^\r][\u0300-\u036f]*", line):
        composed = unicodedata.normalize("NFC", found[0])
        if composed != found[0]:
            yield Edit(start + found.start(), start + found.end(), composed)
