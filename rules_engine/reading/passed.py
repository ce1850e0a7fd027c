"""Which trees a schema let pass before, kept on disk, so that they need not be tried again.

Trying all structures and rules takes longer than reading them. Kept is a digest of the schema, of
what tries and of the tree: another tree has another one, and nothing else is believed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rules_engine.cache_folder import cache_folder
from rules_engine.reading.nodes import Scalar, Sequence

if TYPE_CHECKING:
    from rules_engine.reading.nodes import Node

_MOST = 1_048_576  # bytes; a longer list is begun anew


class PassedTrees:
    """The digests in a file, one a line. A file that cannot be read or written is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._digests: set[str] = set()
        with contextlib.suppress(OSError, UnicodeDecodeError):
            if path.stat().st_size > _MOST:
                path.unlink()
            self._digests.update(path.read_text(encoding="ascii").split())

    def __contains__(self, digest: str) -> bool:
        return digest in self._digests

    def add(self, digest: str) -> None:
        """Keep one more."""
        self._digests.add(digest)
        with contextlib.suppress(OSError):  # a read-only machine tries all again
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="ascii") as file:
                file.write(f"{digest}\n")


def passed_trees() -> PassedTrees:
    """Return what this user's cache holds."""
    return _opened(Path(cache_folder()) / "passed-trees")


@cache
def _opened(path: Path) -> PassedTrees:
    return PassedTrees(path)


def tree_digest(node: Node, schema_file: Path) -> str:
    """Return the digest of a tree, of its schema and of the code that tries one by the other."""
    tree = json.dumps(_bare(node), ensure_ascii=True)
    return hashlib.sha256(f"{_trier(schema_file)}\n{tree}".encode()).hexdigest()


def _bare(node: Node) -> object:
    """Return what a schema sees of a tree: no positions, but whether a text stood in quotes."""
    if isinstance(node, Scalar):
        return f"={node.text}" if node.plain else f'"{node.text}'
    if isinstance(node, Sequence):
        return [_bare(each) for each in node]
    return {key: _bare(value) for key, value in node.entries.items()}


@cache
def _trier(schema_file: Path) -> str:
    """Return what a schema holds, and when what reads it was last changed."""
    library = find_spec("jsonschema")
    code = [Path(__file__).with_name("schema.py"), Path((library and library.origin) or __file__)]
    times = [(each.stat().st_size, each.stat().st_mtime_ns) for each in code]
    return f"{times} {schema_file.read_text(encoding='utf-8')}"
