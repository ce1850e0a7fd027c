"""What an author wrote, parsed: text, marks, code and references not resolved yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Stands where a reference was when only what an author typed is looked at.
OBJECT = "\ufffc"
# A place such as {date} in the furniture of the site: it is filled in when a page is built.
PLACE = re.compile(r"\{[a-z][a-z-]*\}")


@dataclass(frozen=True, slots=True)
class Reference:
    """``<kind:id>`` or ``<kind:id|words>``; ``offset`` is where it starts in the text."""

    kind: str
    id: str
    words: str | None
    offset: int

    def __str__(self) -> str:
        words = "" if self.words is None else f"|{self.words}"
        return f"<{self.kind}:{self.id}{words}>"


@dataclass(frozen=True, slots=True)
class WrittenText:
    """Plain characters, escapes taken away."""

    text: str


@dataclass(frozen=True, slots=True)
class WrittenCode:
    """What stands between two backticks."""

    text: str


@dataclass(frozen=True, slots=True)
class WrittenMark:
    """What stands between two ``**`` (strong) or two ``*``; no mark inside."""

    strong: bool
    children: Written


WrittenNode = WrittenText | WrittenCode | WrittenMark | Reference
Written = tuple[WrittenNode, ...]


def references(written: Written) -> Iterator[Reference]:
    """Yield the references of a text in the order they stand in it."""
    for node in written:
        if isinstance(node, Reference):
            yield node
        elif isinstance(node, WrittenMark):
            yield from references(node.children)


def prose(written: Written) -> str:
    """Return what an author typed: the characters without references, marks and code.

    A reference without words, or code, leaves ``OBJECT``, so that its neighbours do not join.
    """
    parts = []
    for node in written:
        if isinstance(node, WrittenText):
            parts.append(node.text)
        elif isinstance(node, WrittenMark):
            parts.append(prose(node.children))
        elif isinstance(node, Reference) and node.kind == "guide" and node.words:
            parts.append(node.words)
        else:
            parts.append(OBJECT)
    return "".join(parts)


def offset_in_text(text: str, written: Written, position: int) -> int:
    """Return where in a text the character of its prose at ``position`` stands."""
    covered = _CODE.sub(lambda match: OBJECT * len(match[0]), text)
    for each in references(written):
        words = each.words if each.kind == "guide" and each.words else ""
        whole, start = str(each), each.offset
        shown = OBJECT * (len(whole) - len(words) - 1) + words + OBJECT if words else ""
        covered = covered[:start] + (shown or OBJECT * len(whole)) + covered[start + len(whole) :]
    offset = 0
    for character in prose(written)[:position]:
        found = covered.find(character, offset)
        if found < 0:
            return 0
        offset = found + 1
        while character == OBJECT and covered[offset : offset + 1] == OBJECT:
            offset += 1
    wanted = prose(written)[position : position + 1]
    return max(covered.find(wanted, offset), 0)


_CODE = re.compile(r"`[^`\n]+`")
_TO_ESCAPE = re.compile(r"[\\`*<&\[]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def unparse(written: Written) -> str:
    """Return a text that parses to these nodes again."""
    return "".join(_unparse_node(node) for node in written)


def _unparse_node(node: WrittenNode) -> str:
    if isinstance(node, WrittenText):
        return _TO_ESCAPE.sub(r"\\\g<0>", node.text)
    if isinstance(node, WrittenCode):
        return f"`{node.text}`"
    if isinstance(node, WrittenMark):
        mark = "**" if node.strong else "*"
        return f"{mark}{unparse(node.children)}{mark}"
    return str(node)
