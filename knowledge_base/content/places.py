"""Where a text stands in its YAML file, down to the character."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rules_engine.problems import Problem, Severity
from rules_engine.reading import nodes

if TYPE_CHECKING:
    from pathlib import Path

_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column (from 1) where a node starts in the file shown as ``shown``."""

    path: Path
    shown: str
    line: int
    column: int

    def problem(
        self,
        code: str,
        message: str,
        remedy: str,
        *,
        offset: int | None = None,
        severity: Severity = "error",
    ) -> Problem:
        """Return a problem here, or at a character of the text that starts here."""
        line, column = self.line, self.column
        if offset is not None:
            line, column = self._of_character(offset)
        return Problem(self.shown, line, column, code, message, remedy, severity)

    def _of_character(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character of the text.

        The file is read again: problems are rare, and the tree need not carry its source.
        """
        try:
            lines = self.path.read_text(encoding="utf-8").split("\n")[self.line - 1 :]
        except (OSError, UnicodeDecodeError):
            return self.line, self.column
        first = lines[0][self.column - 1 :] if lines else ""
        if first[:1] in ("|", ">"):
            return self._in_block(lines[1:], offset)
        quote = first[:1] if first[:1] in ('"', "'") else ""
        return self._in_flow(lines, quote, offset)

    def _in_block(self, lines: list[str], offset: int) -> tuple[int, int]:
        filled = [line for line in lines if line.strip()]
        indent = len(filled[0]) - len(filled[0].lstrip(" ")) if filled else 0
        for number, line in enumerate(lines):
            length = max(0, len(line) - indent) + 1
            if offset < length:
                return self.line + 1 + number, indent + offset + 1
            offset -= length
        return self.line, self.column

    def _in_flow(self, lines: list[str], quote: str, offset: int) -> tuple[int, int]:
        number, column = 0, self.column - 1 + len(quote)
        while offset > 0:
            line = lines[number]
            if column >= len(line.rstrip()):  # a line break inside quotes is read as one space
                if number + 1 >= len(lines):
                    break
                number += 1
                column = len(lines[number]) - len(lines[number].lstrip())
            elif quote == '"' and line[column] == "\\":
                column += _ESCAPE_LENGTHS.get(line[column + 1 : column + 2], 2)
            else:
                column += 2 if quote == "'" and line.startswith("''", column) else 1
            offset -= 1
        return self.line + number, column + 1


@dataclass(frozen=True, slots=True)
class Mention:
    """An id, and the place in a file where it is named."""

    id: str
    place: Place


def place_of(node: nodes.Node, whole: Place) -> Place:
    """Return where a node of the file ``whole`` stands."""
    return Place(whole.path, whole.shown, node.line, node.column)


def mention_of(node: nodes.Node | None, whole: Place) -> Mention | None:
    """Return the id that a node names; None where it names none."""
    return Mention(node.text, place_of(node, whole)) if isinstance(node, nodes.Scalar) else None


def mentions_of(node: nodes.Node | None, whole: Place) -> tuple[Mention, ...]:
    """Return the ids that a list names."""
    if not isinstance(node, nodes.Sequence):
        return ()
    return tuple(
        Mention(each.text, place_of(each, whole)) for each in node if isinstance(each, nodes.Scalar)
    )


def child_of(node: nodes.Node | None, key: str) -> nodes.Node | None:
    """Return what a map holds under a key; None where it is no map, or has no such key."""
    return node.get(key) if isinstance(node, nodes.Mapping) else None


def text_of(node: nodes.Node | None, key: str) -> str:
    """Return the text that a map holds under a key, or an empty one."""
    found = child_of(node, key)
    return found.text if isinstance(found, nodes.Scalar) else ""
