"""A text file as a tree that still has its comments.

The parser drops comments. What stands between two scalars is only structure and comments, so they
are found there, and each goes with the entry that it stands before or beside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml
from yaml import CLoader

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class Block:
    """Entries in their order, and the comments after the last one."""

    entries: list[Entry] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """An id with its text, or with the entries below it.

    ``before`` are the comments above it, ``beside`` is the one on its line. ``start`` is where the
    id starts in the file, ``column`` where in its line, ``span`` where its text stands.
    """

    key: str
    start: int
    column: int
    text: str | None = None
    span: tuple[int, int] = (0, 0)
    below: Block = field(default_factory=Block)
    before: list[str] = field(default_factory=list)
    beside: str = ""


@dataclass(slots=True)
class TextTree:
    """A file: ``head`` are the comments before its first entry, which stay on top."""

    head: list[str]
    root: Block


@dataclass(frozen=True, slots=True)
class _Comment:
    text: str
    start: int
    line_start: int
    alone: bool  # nothing else stands on its line

    @property
    def column(self) -> int:
        return self.start - self.line_start


def read_tree(source: str) -> TextTree:
    """Return the tree of a text file that the strict reader found sound."""
    root, gaps = _parse(source)
    tree = TextTree([], root)
    chain = list(_in_order(root))
    for comment in _comments(source, gaps):
        _attach(comment, tree, chain)
    return tree


def put(block: Block, key: str, text: str) -> None:
    """Set the text under a dotted key; a new id stands behind the others, until they are sorted."""
    name, _, rest = key.partition(".")
    entry = next((each for each in block.entries if each.key == name), None)
    if entry is None:
        entry = Entry(name, 0, 0)
        block.entries.append(entry)
    if rest:
        entry.text = None
        put(entry.below, rest, text)
    else:
        entry.text = text


def take_out(block: Block, key: str) -> None:
    """Take out the text under a dotted key, and ids above it that have none left below them.

    Comments above it stay where they are.
    """
    name, _, rest = key.partition(".")
    place = next((n for n, each in enumerate(block.entries) if each.key == name), None)
    if place is None:
        return
    entry = block.entries[place]
    if rest:
        take_out(entry.below, rest)
        if entry.below.entries:
            return
    del block.entries[place]
    comments = [*entry.before, *entry.below.after]
    if place < len(block.entries):
        block.entries[place].before[:0] = comments
    else:
        block.after[:0] = comments


def _parse(source: str) -> tuple[Block, list[tuple[int, int]]]:
    """Return the entries, and from where to where no scalar stands."""
    root = Block()
    open_blocks: list[Block] = []
    entry: Entry | None = None  # an id that waits for its value
    gaps, position = [], 0
    for event in yaml.parse(source, Loader=CLoader):
        if isinstance(event, yaml.MappingStartEvent):
            open_blocks.append(root if entry is None else entry.below)
            entry = None
        elif isinstance(event, yaml.MappingEndEvent):
            open_blocks.pop()
        elif isinstance(event, yaml.ScalarEvent):
            start, end = event.start_mark, event.end_mark
            if start is None or end is None:
                continue  # the parser marks every event
            gaps.append((position, start.index))
            if event.style in ("|", ">"):  # its first line may end in a comment
                gaps.append((start.index, source.find("\n", start.index)))
            position = end.index
            if entry is None:
                entry = Entry(event.value, start.index, start.column)
                open_blocks[-1].entries.append(entry)
            else:
                entry.text, entry.span = event.value, (start.index, end.index)
                entry = None
    gaps.append((position, len(source)))
    return root, gaps


def _in_order(
    block: Block, above: tuple[Block, ...] = ()
) -> Iterator[tuple[Entry, tuple[Block, ...]]]:
    """Yield each entry with the blocks that it stands in, the outermost first."""
    inside = (*above, block)
    for entry in block.entries:
        yield entry, inside
        yield from _in_order(entry.below, inside)


_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)


def _comments(source: str, gaps: list[tuple[int, int]]) -> Iterator[_Comment]:
    for start, end in gaps:
        if "#" not in source[start:end]:
            continue
        for found in _COMMENT.finditer(source, start, end):
            line = source.rfind("\n", 0, found.start()) + 1
            alone = not source[line : found.start()].strip()
            yield _Comment(found[0].rstrip(), found.start(), line, alone)


def _attach(
    comment: _Comment, tree: TextTree, chain: list[tuple[Entry, tuple[Block, ...]]]
) -> None:
    earlier = [each for each in chain if each[0].start < comment.start]
    if not earlier:
        tree.head.append(comment.text)
        return
    last, blocks = earlier[-1]
    if not comment.alone:
        _attach_beside(comment, [entry for entry, _ in earlier])
        return
    if last.text is not None and comment.start < last.span[0]:  # between an id and its text
        last.before.append(comment.text)
        return
    following = chain[len(earlier)][0] if len(earlier) < len(chain) else None
    if following is not None and comment.column <= following.column:
        following.before.append(comment.text)
        return
    inside = [block for block in blocks if block.entries[0].column <= comment.column]
    (inside or blocks)[-1].after.append(comment.text)


def _attach_beside(comment: _Comment, earlier: list[Entry]) -> None:
    """Give a comment to the first entry on its line; a second one there goes above it."""
    on_line = [
        entry
        for entry in earlier
        if entry.start >= comment.line_start or entry.span[1] > comment.line_start
    ]
    owner = (on_line or earlier[-1:])[0]
    if owner.beside:
        owner.before.append(comment.text)
    else:
        owner.beside = comment.text
