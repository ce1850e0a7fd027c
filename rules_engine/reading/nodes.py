"""The tree that the strict reader returns: scalars, sequences and mappings with their positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Scalar:
    """A text. ``plain`` is true where it was written without quotes."""

    text: str
    plain: bool
    line: int
    column: int

    @property
    def is_null(self) -> bool:
        """True for an unquoted ``null``; the quoted word is a text."""
        return self.plain and self.text == "null"


@dataclass(slots=True)
class Sequence:
    """A list of nodes."""

    items: list[Node]
    line: int
    column: int

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(slots=True)
class Mapping:
    """A mapping with unique keys in the order of the file."""

    entries: dict[str, Node]
    keys: dict[str, Scalar] = field(repr=False)
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """Return the node under ``key``, or None."""
        return self.entries.get(key)

    def items(self) -> Iterator[tuple[Scalar, Node]]:
        """Yield (key, value) with the position of each key."""
        for key, value in self.entries.items():
            yield self.keys[key], value


Node = Scalar | Sequence | Mapping


def mapping(node: Node | None) -> Mapping:
    """Return a node that is a mapping; an empty one where it is none, which a schema reports."""
    return node if isinstance(node, Mapping) else Mapping({}, {}, 0, 0)


def items(node: Node | None) -> list[Node]:
    """Return the items of a list; none where it is no list."""
    return node.items if isinstance(node, Sequence) else []


def text(node: Mapping, key: str) -> str | None:
    """Return the text under a key, or None."""
    found = node.get(key)
    return found.text if isinstance(found, Scalar) else None


def texts(node: Node | None) -> tuple[str, ...]:
    """Return the texts of a list; a single text counts as a list of one."""
    if isinstance(node, Scalar):
        return (node.text,)
    return tuple(item.text for item in items(node) if isinstance(item, Scalar))


def at(node: Node, path: list[str | int]) -> Node:
    """Return the deepest node that exists along ``path``."""
    here = node
    for step in path:
        if isinstance(here, Mapping) and step in here.entries:
            here = here.entries[str(step)]
        elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here.items):
            here = here.items[step]
        else:
            break
    return here
