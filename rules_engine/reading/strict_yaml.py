"""Strict YAML on the C parser.

YAML's own guesses are not taken: ``NO`` is a text, ``12:30`` is a text, ``010`` is a text; a schema
or the type of an input says what a scalar means. Duplicate keys, anchors, aliases, tags, several
documents and files that are not UTF-8 are refused; size and depth are limited. All problems of a
file are returned together (after a syntax error nothing more can be read).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import yaml

try:
    from yaml import CLoader
except ImportError as error:  # the pure one is ten times slower, and its messages differ
    raise ImportError("PyYAML was built without libyaml; install a wheel that has it") from error

from rules_engine.problems import Problem
from rules_engine.reading.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_BYTES = 1_048_576
MAX_DEPTH = 32
_TAGGED = (yaml.ScalarEvent, yaml.CollectionStartEvent)


def read_file(path: Path, shown: str) -> tuple[Node | None, list[Problem]]:
    """Read a file and return its tree (None where it has none) and the problems found.

    ``shown`` is the path that problems name.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return None, [
            _file(
                shown, "KB101", f"the file cannot be read: {reason}", "Check its path and rights."
            )
        ]
    return read_bytes(data, shown)


def read_bytes(data: bytes, shown: str) -> tuple[Node | None, list[Problem]]:
    """Read the bytes of a file; see ``read_file``."""
    if len(data) > MAX_BYTES:
        return None, [
            _file(shown, "KB102", f"the file is larger than {MAX_BYTES} bytes", "Split it.")
        ]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        return None, [Problem(shown, line, column, "KB103", message, "Save the file as UTF-8.")]
    if text.startswith("\ufeff"):
        return None, [
            Problem(
                shown,
                1,
                1,
                "KB103",
                "the file starts with a byte-order mark",
                "Save the file as UTF-8 without one.",
            )
        ]
    return _Builder(shown).build(text)


def _file(shown: str, code: str, message: str, remedy: str) -> Problem:
    return Problem(shown, 0, 0, code, message, remedy)


class _Builder:
    """Builds the tree from the parser's events."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.problems: list[Problem] = []

    def build(self, text: str) -> tuple[Node | None, list[Problem]]:
        root: Node | None = None
        documents = 0
        try:
            # None would come after the end of the stream only
            self._next = cast("Callable[[], yaml.Event]", CLoader(text).get_event)
            while not isinstance(event := self._next(), yaml.StreamEndEvent):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._report(
                            event,
                            "KB110",
                            "a second document starts here",
                            "Keep one document a file; remove the '---'.",
                        )
                        break
                elif isinstance(event, yaml.NodeEvent):
                    root = self._node(event, 1)
        except yaml.YAMLError as error:
            self.problems.append(self._syntax(error, text))
            return None, self.problems
        except _TooDeep:
            return None, self.problems
        if root is None and not self.problems:
            self.problems.append(
                Problem(
                    self.shown,
                    1,
                    1,
                    "KB111",
                    "the file is empty",
                    "Write its content or remove it.",
                )
            )
        return root, self.problems

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line, column = _position(event)
        if type(event) is yaml.ScalarEvent and event.anchor is None and event.tag is None:
            return Scalar(event.value, not event.style, line, column)  # nearly always
        if isinstance(event, yaml.AliasEvent):
            self._report(
                event, "KB106", f"alias *{event.anchor} is not allowed", "Write the value out."
            )
            return Scalar("", False, line, column)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._report(
                event,
                "KB105",
                f"anchor &{event.anchor} is not allowed",
                "Remove it, and write repeated values out.",
            )
        if isinstance(event, _TAGGED) and event.tag is not None:
            self._report(
                event,
                "KB107",
                f"tag {event.tag} is not allowed",
                "Remove it: the schema says what a value is.",
            )
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, not event.style, line, column)
        if depth >= MAX_DEPTH:
            self._report(event, "KB108", f"nested deeper than {MAX_DEPTH} levels", "Flatten it.")
            raise _TooDeep
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(depth, line, column)
        return self._mapping(depth, line, column)

    def _sequence(self, depth: int, line: int, column: int) -> Sequence:
        items: list[Node] = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return Sequence(items, line, column)

    def _mapping(self, depth: int, line: int, column: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                self._report(event, "KB109", "a key must be a text", "Use a short id as the key.")
            elif key.text in entries:
                first = keys[key.text]
                self._report(
                    event,
                    "KB104",
                    f"key {key.text!r} stands a second time (first on line {first.line})",
                    "Remove or rename one of the two.",
                )
            else:
                entries[key.text] = value
                keys[key.text] = key
        return Mapping(entries, keys, line, column)

    def _report(self, event: yaml.Event, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.shown, *_position(event), code, message, remedy))

    def _syntax(self, error: yaml.YAMLError, text: str) -> Problem:
        if isinstance(error, yaml.MarkedYAMLError):
            mark, what = error.problem_mark, error.problem or "it cannot be parsed"
            if "end of stream" in what:  # where it began says more
                mark, what = error.context_mark, f"{error.context}, it never ends"
            line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
            return Problem(
                self.shown,
                line,
                column,
                "KB112",
                f"not YAML: {what}",
                "Check quotes, indentation and colons here and on the line before.",
            )
        position = getattr(error, "position", 0)
        before = text[:position]
        line, column = before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
        return Problem(
            self.shown,
            line,
            column,
            "KB113",
            "a control character is not allowed",
            "Remove it; it is invisible in most editors.",
        )


def _position(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


class _TooDeep(Exception):
    """Stops the building at the depth limit; the problem is recorded already."""
