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
class Entry:
    """An id with its text, or with the entries below it.

    ``before`` are the comments above it, ``beside`` is the one on its line.
    """

    key: str
    line: int
    column: int
    text: str | None = None
    end: int = 0
    below: Block = field(default_factory=lambda: Block())
    before: list[str] = field(default_factory=list)
    beside: str = ""


@dataclass(slots=True)
class Block:
    """Entries in their order, and the comments after the last one."""

    entries: list[Entry] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TextTree:
    """A file: ``head`` are the comments before its first entry, which stay on top."""

    head: list[str]
    root: Block


@dataclass(frozen=True, slots=True)
class _Comment:
    text: str
    line: int
    column: int
    alone: bool  # nothing else stands on its line


def read_tree(source: str) -> TextTree:
    """Return the tree of a text file that the strict reader found sound."""
    root, gaps = _parse(source)
    tree = TextTree([], root)
    chain = list(_in_order(root))
    for comment in _comments(source, gaps):
        _attach(comment, tree, chain)
    return tree


def _parse(source: str) -> tuple[Block, list[tuple[int, int]]]:
    """Return the entries, and from where to where no scalar stands."""
    root = Block()
    open_blocks: list[Block] = []
    entry: Entry | None = None  # a key that waits for its value
    gaps, position = [], 0
    for event in yaml.parse(source, Loader=CLoader):
        if isinstance(event, yaml.MappingStartEvent):
            open_blocks.append(root if entry is None else entry.below)
            entry = None
        elif isinstance(event, yaml.MappingEndEvent):
            open_blocks.pop()
        elif isinstance(event, yaml.ScalarEvent):
            start, end = event.start_mark, event.end_mark
            if event.style in ("|", ">"):  # its first line may end in a comment
                gaps += [(position, start.index), (start.index, source.index("\n", start.index))]
            else:
                gaps.append((position, start.index))
            position = end.index
            if entry is None:
                entry = Entry(event.value, start.line, start.column)
                open_blocks[-1].entries.append(entry)
            else:
                entry.text, entry.end = event.value, start.line
                entry = None
    gaps.append((position, len(source)))
    return root, gaps


def _in_order(block: Block, above: tuple[Block, ...] = ()) -> Iterator[tuple[Entry, tuple[Block, ...]]]:
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
            at = source.rfind("\n", 0, found.start()) + 1
            yield _Comment(
                found[0].rstrip(),
                source.count("\n", 0, at),
                found.start() - at,
                not source[at : found.start()].strip(),
            )


def _attach(
    comment: _Comment, tree: TextTree, chain: list[tuple[Entry, tuple[Block, ...]]]
) -> None:
    earlier = [each for each in chain if each[0].line <= comment.line]
    if not earlier:
        tree.head.append(comment.text)
        return
    last, blocks = earlier[-1]
    if not comment.alone:
        same = [each for each, _ in earlier if comment.line in (each.line, each.end)]
        owner = same[0] if same else last
        if owner.beside:
            owner.before.append(comment.text)
        else:
            owner.beside = comment.text
        return
    if last.text is not None and comment.line < last.end:  # between a key and its text
        last.before.append(comment.text)
        return
    following = next((each for each, _ in chain if each.line > comment.line), None)
    if following is not None and comment.column <= following.column:
        following.before.append(comment.text)
        return
    columns = [block.entries[0].column for block in blocks]
    inside = [block for block, column in zip(blocks, columns, strict=True) if column <= comment.column]
    (inside or blocks)[-1].after.append(comment.text)
