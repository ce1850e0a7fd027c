"""Which text of a guide a reader saw: a hash of its words in one language."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_base.content.blocks import GuidePage

_LENGTH = 12


def text_revision(page: GuidePage) -> str:
    """Return twelve hexadecimal digits that change when title, summary or blocks do.

    A value that changes is a change of the text too; another date of review is none.
    """
    words = hashlib.sha256()
    for each in _strings((page.title, page.summary, page.blocks)):
        words.update(each.encode())
        words.update(b"\0")
    return words.hexdigest()[:_LENGTH]


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from _strings(each)
    elif dataclasses.is_dataclass(node):
        for field in dataclasses.fields(node):
            yield from _strings(getattr(node, field.name))
