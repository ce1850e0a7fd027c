"""The canonical form of a text file: every text has one way to be written.

One entry a line, in double quotes; a text with line breaks as a ``|-`` block; indentation of two;
no blank lines; comments kept with what they stand before or beside; the typography of the language.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from knowledge_base.translation.form_order import sort
from knowledge_base.translation.form_tree import Block, Entry, TextTree, put, read_tree, take_out

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_](?:[\w.-]*\w)?", re.ASCII)
_UNPRINTABLE = re.compile(
    "[^\t\n\\x20-\\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def formed(
    source: str,
    order: Sequence[str],
    set_text: Callable[[str], str],
    texts: Mapping[str, str] | None = None,
    without: Collection[str] = (),
) -> str:
    """Return a text file in its form.

    Args:
        source: The file, which the strict reader found sound.
        order: Dotted keys in the order in which they are to stand.
        set_text: Returns a text in the typography of its language.
        texts: Texts by dotted key that are to stand there, new ones or instead of others.
        without: Dotted keys of texts that are to go.
    """
    tree = read_tree(source.replace("\r\n", "\n").replace("\r", "\n"))
    for key, text in (texts or {}).items():
        put(tree.root, key, text)
    for key in without:
        take_out(tree.root, key)
    sort(tree.root, order)
    return "".join(f"{line}\n" for line in _lines(tree, set_text))


def _lines(tree: TextTree, set_text: Callable[[str], str]) -> Iterator[str]:
    yield from (_composed(comment) for comment in tree.head)
    yield from _block(tree.root, "", set_text)


def _block(block: Block, indent: str, set_text: Callable[[str], str]) -> Iterator[str]:
    for entry in block.entries:
        yield from (f"{indent}{_composed(comment)}" for comment in entry.before)
        yield from _entry(entry, indent, set_text)
    yield from (f"{indent}{_composed(comment)}" for comment in block.after)


def _entry(entry: Entry, indent: str, set_text: Callable[[str], str]) -> Iterator[str]:
    key = _composed(entry.key)
    head = f"{indent}{key if _PLAIN_KEY.fullmatch(key) else _quoted(key)}:"
    beside = f"  {_composed(entry.beside)}" if entry.beside else ""
    if entry.text is None:
        empty = "" if entry.below.entries else " {}"
        yield f"{head}{empty}{beside}"
        yield from _block(entry.below, f"{indent}  ", set_text)
        return
    text = set_text(entry.text)
    if "\n" not in text or _UNPRINTABLE.search(text):
        yield f"{head} {_quoted(text)}{beside}"
        return
    yield f"{head} |-{beside}"
    yield from (f"{indent}  {line}" if line else "" for line in text.split("\n"))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{_UNPRINTABLE.sub(_escape, escaped)}"'


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def _composed(words: str) -> str:
    return unicodedata.normalize("NFC", words)
