"""Faults in how a text file is written, and the edits that mend them.

A fault has two readings: ``mend`` is what is safe to write into the file, and ``reading`` is what
is supposed where nothing is, so that the rest of the file can be read and its faults be told at
once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rules_engine.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters from ``start`` to ``end``, excluded, that become ``new``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class FileFault:
    """What is wrong at a character of a file.

    Without ``mend`` only a person can say what is meant.
    """

    at: int
    code: str
    message: str
    remedy: str
    mend: tuple[Edit, ...] = ()
    reading: tuple[Edit, ...] = ()
    severity: Severity = "error"

    def moved(self, origin: list[int]) -> FileFault:
        """Return the fault in the characters of the file that a text was made from."""

        def back(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
            return tuple(
                Edit(
                    origin[each.start],
                    origin[each.end - 1] + 1 if each.end > each.start else origin[each.end],
                    each.new,
                )
                for each in edits
            )

        return FileFault(
            origin[self.at],
            self.code,
            self.message,
            self.remedy,
            back(self.mend),
            back(self.reading),
            self.severity,
        )


@dataclass(frozen=True, slots=True)
class Edited:
    """A text after edits.

    ``origin`` says where each of its characters, and its end, stood before.
    """

    text: str
    origin: list[int]


def mended(source: str, faults: Iterable[FileFault]) -> Edited:
    """Return a file with what is safe to mend."""
    return _edited(source, [each.mend for each in faults])


def readable(source: str, faults: Iterable[FileFault]) -> Edited:
    """Return a file as it is supposed to be, to read on; never to be written."""
    return _edited(source, [each.mend or each.reading for each in faults])


def problems_of(shown: str, source: str, faults: Iterable[FileFault]) -> list[Problem]:
    """Return faults as problems of the file shown as ``shown``."""
    starts = line_starts(source)
    return [
        Problem(
            shown, *position(starts, each.at), each.code, each.message, each.remedy, each.severity
        )
        for each in faults
    ]


def line_starts(source: str) -> list[int]:
    """Return where each line starts; lines end as editors show them."""
    return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", source))]


def position(starts: list[int], offset: int) -> tuple[int, int]:
    """Return line and column, from 1, of a character."""
    from bisect import bisect_right  # only problems need it

    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def _edited(source: str, groups: list[tuple[Edit, ...]]) -> Edited:
    """Apply edits; of two faults that edit the same characters the second waits."""
    taken: set[int] = set()
    chosen: list[Edit] = []
    for edits in groups:
        touched = {index for each in edits for index in range(each.start, each.end)}
        if not touched & taken:
            taken |= touched
            chosen += edits
    parts: list[str] = []
    origin: list[int] = []
    at = 0
    for each in sorted(chosen, key=lambda edit: (edit.start, edit.end)):
        parts += (source[at : each.start], each.new)
        origin += (*range(at, each.start), *([each.start] * len(each.new)))
        at = each.end
    parts.append(source[at:])
    origin += range(at, len(source) + 1)
    return Edited("".join(parts), origin)
