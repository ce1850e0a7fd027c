"""A text as Markdown for an editor: its marks stay, its references are seen as they are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_base.content.written import Reference, WrittenCode, WrittenText

if TYPE_CHECKING:
    from knowledge_base.content.written import Written, WrittenNode

# What a viewer of Markdown would take for markup, or for the start of a list or heading.
_MARKUP = re.compile(r"[\\`*_\[\]<>&#|~]|^[-+](?=\s)|^(\d+)[.)]", re.MULTILINE)


def markdown(written: Written) -> str:
    r"""Return a text as Markdown; references, which would vanish as tags, are code.

    >>> from knowledge_base.content.references import parse
    >>> markdown(parse("Click **<label:save>** twice_")[0])
    'Click **`<label:save>`** twice\\_'
    """
    return "".join(_node(node) for node in written)


def escaped(text: str) -> str:
    """Return plain characters in a form that a viewer of Markdown shows unchanged."""
    return _MARKUP.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)


def _node(node: WrittenNode) -> str:
    if isinstance(node, WrittenText):
        return escaped(node.text)
    if isinstance(node, Reference):
        return f"`{node}`"
    if isinstance(node, WrittenCode):
        return f"`{node.text}`"
    mark = "**" if node.strong else "*"
    return f"{mark}{markdown(node.children)}{mark}"
