"""Text files: strings under ids, read into one flat mapping of dotted keys.

``docs/de/guides/organization/add-user.yml`` and ``docs/de/labels.yml`` differ only in the keys that
are expected in them, so both are read by the same few lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge_base.content.file_characters import has_unseen
from knowledge_base.content.file_faults import (
    Edited,
    line_starts,
    position,
    problems_of,
    readable,
)
from knowledge_base.content.file_lines import file_faults
from knowledge_base.content.places import Place
from knowledge_base.content.prose import Prose
from knowledge_base.content.references import parse
from knowledge_base.content.written import Written, prose
from rules_engine.reading import nodes
from rules_engine.reading.strict_yaml import MAX_BYTES, read_bytes, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from rules_engine.problems import Problem


@dataclass(frozen=True)
class SourceText:
    """One translatable string: as written, parsed, and where it stands."""

    text: str
    written: Written
    place: Place

    @cached_property
    def prose(self) -> Prose:
        """What the author typed in it."""
        return Prose(prose(self.written))


@dataclass(frozen=True, slots=True)
class TextFile:
    """The texts of one file by dotted key, such as ``switch.choose``."""

    place: Place
    texts: Mapping[str, SourceText]

    @property
    def exists(self) -> bool:
        """Whether there is such a file; a language may lack it."""
        return self.place.line > 0

    def get(self, key: str) -> SourceText | None:
        """Return the text under a dotted key, or None."""
        return self.texts.get(key)

    def under(self, prefix: str) -> list[str]:
        """Return the ids that follow ``prefix.`` in the order of the file, each once."""
        start = f"{prefix}." if prefix else ""
        found = [key[len(start) :].split(".")[0] for key in self.texts if key.startswith(start)]
        return list(dict.fromkeys(found))


def read_texts(path: Path, shown: str) -> tuple[TextFile, list[Problem]]:
    """Return the texts of a file (none where it cannot be read) and the problems found."""
    try:
        data = path.read_bytes()
    except OSError:
        return TextFile(Place(path, shown, 1, 1), {}), read_file(path, shown)[1]
    return read_text_bytes(data, path, shown)


def read_text_bytes(data: bytes, path: Path, shown: str) -> tuple[TextFile, list[Problem]]:
    """Return the texts of the bytes of a file, see ``read_texts``.

    Where lines are broken, all of them are told, and the others are read all the same.
    """
    root, problems = read_bytes(data, shown)
    whole = Place(path, shown, 1, 1)
    file, found = _texts_of(root, whole)
    source = _decoded(data)
    if source is None or not (
        problems
        or any(each.code == "KB206" for each in found)
        or has_unseen(source)
        or _OPEN_QUOTE.search(source)
        or not all(map(_KEY.fullmatch, file.texts))
    ):
        return file, [*problems, *found]
    faults = file_faults(source)
    if not faults:
        return file, [*problems, *found]
    reading = readable(source, faults)
    root, problems = read_bytes(reading.text.encode("utf-8"), shown)
    before = _Positions(source, reading)
    if root is not None:
        before.move(root)
    file, found = _texts_of(root, whole)
    told = problems_of(shown, source, faults)
    # with nothing that can be read, the file is not therefore empty
    others = (before.moved(each) for each in problems if each.code != "KB111")
    return file, [*told, *others, *found]


_KEY = re.compile(r"[\w.-]+")
# It may be a text of several lines, or one that takes the next entry for its own words.
_OPEN_QUOTE = re.compile(r"""^ *[\w.-]+ *: *(?:"(?:[^"\\\n]|\\.)*|'[^'\n]*)$""", re.MULTILINE)


def _decoded(data: bytes) -> str | None:
    """Return the text of a file; None where it is none, or too long to look at each line."""
    try:
        return data.decode("utf-8") if len(data) <= MAX_BYTES else None
    except UnicodeDecodeError:
        return None


class _Positions:
    """Puts positions in what was read for the file back to where they stand in the file."""

    def __init__(self, source: str, reading: Edited) -> None:
        self.origin = reading.origin
        self.old, self.new = line_starts(source), line_starts(reading.text)

    def move(self, node: nodes.Node) -> None:
        """Move a node and all below it."""
        node.line, node.column = self._back(node.line, node.column)
        if isinstance(node, nodes.Mapping):
            for key, value in node.items():
                key.line, key.column = self._back(key.line, key.column)
                self.move(value)
        elif isinstance(node, nodes.Sequence):
            for item in node:
                self.move(item)

    def moved(self, problem: Problem) -> Problem:
        """Return a problem where it stands in the file."""
        if not problem.line:
            return problem
        line, column = self._back(problem.line, problem.column)
        return problem._replace(line=line, column=column)

    def _back(self, line: int, column: int) -> tuple[int, int]:
        start = self.new[min(line, len(self.new)) - 1]
        offset = min(start + column - 1, len(self.origin) - 1)
        return position(self.old, self.origin[offset])


def _texts_of(root: nodes.Node | None, whole: Place) -> tuple[TextFile, list[Problem]]:
    texts: dict[str, SourceText] = {}
    problems: list[Problem] = []
    if isinstance(root, nodes.Mapping):
        _collect(root, "", whole, texts, problems)
    elif root is not None:
        problems.append(
            whole.problem("KB206", "a text file is a mapping of ids to texts", 'Write id: "text".')
        )
    return TextFile(whole, texts), problems


def _collect(
    node: nodes.Mapping,
    prefix: str,
    whole: Place,
    texts: dict[str, SourceText],
    problems: list[Problem],
) -> None:
    for key, value in node.items():
        name = f"{prefix}{key.text}"
        place = Place(whole.path, whole.shown, value.line, value.column)
        if isinstance(value, nodes.Mapping):
            _collect(value, f"{name}.", whole, texts, problems)
        elif isinstance(value, nodes.Sequence):
            problems.append(
                place.problem(
                    "KB206",
                    f"{name!r} is a list; texts stand under ids",
                    "Give each text an id of its own.",
                )
            )
        elif value.plain or not value.text.strip():
            what = "is empty" if not value.text.strip() else "is not quoted"
            problems.append(
                place.problem("KB206", f"the text {name!r} {what}", "Write it in double quotes.")
            )
        else:
            written, faults = parse(value.text)
            texts[name] = SourceText(value.text, written, place)
            problems.extend(
                place.problem(each.code, each.message, each.remedy, offset=each.offset)
                for each in faults
            )
