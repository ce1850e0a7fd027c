r"""The markup of a text: bold, emphasis, code and references. Nothing else is let through.

A text is parsed once, when it is read, into *written* nodes; a reference in them is resolved later,
for a language and a date. Raw HTML, bare addresses, images, Markdown links, unknown classes and
marks that are never closed are faults with the offset where they start, so that the place in the
YAML file can be shown. Marks do not nest; a backslash takes its meaning from the character after
it (``\*``, ``\<``).
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass

from knowledge_base.content.written import (
    Reference,
    Written,
    WrittenCode,
    WrittenMark,
    WrittenNode,
    WrittenText,
)
from rules_engine.problems import near

REFERENCE_CLASSES = ("value", "label", "guide", "term", "example")
# `<value:id|number>` leaves the unit away; `<guide:…|…>` and `<term:…|…>` carry words.
VALUE_FORMS = ("number",)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a text that is not allowed, and what to do about it."""

    offset: int
    code: str
    message: str
    remedy: str


def parse(text: str) -> tuple[Written, tuple[Fault, ...]]:
    """Return the nodes of a text and its faults; with faults the nodes show only what was sound.

    >>> nodes, faults = parse("Click <label:save>.")
    >>> nodes[1], faults
    (Reference(kind='label', id='save', words=None, offset=6), ())
    """
    if not _special(text).search(text):
        return ((WrittenText(text),) if text else ()), ()
    return _Parser(text).run()


_MARKS = re.compile(r"[\\`*<&\[\n]")
_SPECIAL = re.compile(r"[\\`*<&\[\n]|https?://|\bwww\.", re.IGNORECASE)
_REFERENCE = re.compile(r"<([A-Za-z][\w-]*):([^<>|\n]*)(?:\|([^<>\n]*))?>")
_ADDRESS = re.compile(r"https?://|www\.|<(?:https?|mailto|ftp|tel):", re.IGNORECASE)
_HTML = re.compile(r"</?[A-Za-z][^>]*>?|<!|&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\[[^\]\n]*\][(\[]")
_CODE = re.compile(r"`([^`\n]+)`")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ID = re.compile(r"[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*")


def _special(text: str) -> re.Pattern[str]:
    """Return what to look for in a text: hardly any holds an address, and marks are found fast."""
    return _SPECIAL if "://" in text or "www." in text.lower() else _MARKS


class _Parser:
    """Goes over a text once, from one special character to the next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.faults: list[Fault] = []
        self.levels: list[list[WrittenNode]] = [[]]
        self.mark: tuple[str, int] | None = None  # the open mark and its offset

    def run(self) -> tuple[Written, tuple[Fault, ...]]:
        special = _special(self.text)
        while found := special.search(self.text, self.position):
            self._add_text(self.text[self.position : found.start()])
            self.position = found.start()
            self._special(self.text[self.position])
        self._add_text(self.text[self.position :])
        if self.mark:
            self._fault(
                "KB214", f"{self.mark[0]} is never closed", "Close it, or write \\*.", self.mark[1]
            )
        return tuple(self.levels[0]), tuple(self.faults)

    def _special(self, character: str) -> None:
        if character == "\\":
            escaped = self.text[self.position + 1 : self.position + 2]
            literal = escaped if escaped and escaped in string.punctuation else ""
            self._take_text(1 + len(literal), literal or "\\")
        elif character == "`":
            self._code()
        elif character == "*":
            self._star()
        elif character == "\n":
            self._line_break()
        elif match := _ADDRESS.match(self.text, self.position):
            self._fault(
                "KB212",
                "an address stands bare in the text",
                "Refer to a guide with <guide:…>, or set what is to be typed in `code`.",
            )
            self._take_text(len(match[0]))
        elif match := _MARKDOWN_LINK.match(self.text, self.position):
            image = self.text[self.position - 1 : self.position] == "!"
            self._fault(
                "KB213",
                f"a Markdown {'image' if image else 'link'} is not allowed",
                "Refer to a guide with <guide:id|words>.",
                self.position - image,
            )
            self._take_text(len(match[0]))
        elif match := _REFERENCE.match(self.text, self.position):
            self._reference(match)
        elif match := _HTML.match(self.text, self.position):
            self._fault(
                "KB211",
                f"raw HTML {match[0]!r} is not allowed",
                "Write the character itself, **bold**, `code` or a reference.",
            )
            self._take_text(len(match[0]))
        else:
            self._take_text(1)

    def _code(self) -> None:
        match = _CODE.match(self.text, self.position)
        if match is None:
            self._fault("KB214", "a ` is never closed", "Close it on the same line, or write \\`.")
            self._take_text(1)
            return
        inner = _REFERENCE.search(match[1])
        if inner and inner[1] in REFERENCE_CLASSES:
            self._fault(
                "KB216",
                f"{inner[0]} stands inside code, where it would be shown raw",
                "Take it out of the backticks.",
                match.start(1) + inner.start(),
            )
        self.position = match.end()
        self.levels[-1].append(WrittenCode(match[1]))

    def _star(self) -> None:
        start = self.position
        if self.mark and self.text.startswith(self.mark[0], start):
            mark, opened = self.mark
            children = tuple(self.levels.pop())
            inside = self.text[opened + len(mark) : start]
            if inside != inside.strip() or not inside:
                self._fault(
                    "KB214",
                    f"{mark} must touch the words it marks",
                    "Remove the space inside the mark.",
                    opened,
                )
            self.levels[-1].append(WrittenMark(mark == "**", children))
            self.mark = None
            self.position += len(mark)
            return
        mark = "**" if self.text.startswith("**", start) else "*"
        if self.mark:
            self._fault("KB214", f"{mark} stands inside {self.mark[0]}", "Close the first mark.")
            self._take_text(len(mark))
            return
        self.mark = (mark, start)
        self.levels.append([])
        self.position += len(mark)

    def _line_break(self) -> None:
        if _BLANK_LINE.match(self.text, self.position):
            self._fault(
                "KB217",
                "a text is one paragraph; a blank line ends it",
                "Make the second paragraph an item of its own.",
            )
        self._take_text(1)

    def _reference(self, match: re.Match[str]) -> None:
        kind, identifier, words = match[1], match[2], match[3]
        fault = _reference_fault(kind, identifier, words)
        if fault:
            self._fault(*fault)
        else:
            self.levels[-1].append(Reference(kind, identifier, words, match.start()))
        self.position = match.end()

    def _take_text(self, length: int, shown: str | None = None) -> None:
        self._add_text(
            self.text[self.position : self.position + length] if shown is None else shown
        )
        self.position += length

    def _add_text(self, text: str) -> None:
        if not text:
            return
        level = self.levels[-1]
        if level and isinstance(level[-1], WrittenText):
            level[-1] = WrittenText(level[-1].text + text)
        else:
            level.append(WrittenText(text))

    def _fault(self, code: str, message: str, remedy: str, offset: int | None = None) -> None:
        at = self.position if offset is None else offset
        self.faults.append(Fault(at, code, message, remedy))


def _reference_fault(kind: str, identifier: str, words: str | None) -> tuple[str, str, str] | None:
    shown = f"<{kind}:{identifier}{'' if words is None else '|' + words}>"
    if kind not in REFERENCE_CLASSES:
        known = ", ".join(REFERENCE_CLASSES)
        return (
            "KB215",
            f"{shown}: there is no reference of class {kind!r}.{near(kind, REFERENCE_CLASSES)}",
            f"Use one of {known}.",
        )
    if not _ID.fullmatch(identifier):
        return "KB216", f"{shown}: {identifier!r} is not an id", "Write <class:id> without spaces."
    if words is None or kind in ("guide", "term"):
        if words is not None and words != words.strip():
            return "KB216", f"{shown}: spaces around the words", "Remove them."
        return ("KB216", f"{shown}: no words after |", "Add them.") if words == "" else None
    if kind == "value" and words in VALUE_FORMS:
        return None
    return "KB216", f"{shown}: nothing may follow {identifier!r}", f"Write <{kind}:{identifier}>."
