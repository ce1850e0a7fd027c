"""Drawings of one page share their outlines: each is written once, and used again by reference.

A guide holds up to a dozen drawings of the same few windows, and a page is to stay light.
"""

from __future__ import annotations

import re
from collections import Counter

_FRAME = re.compile(r'<g class="kbs-frame">(.*?)</g>')


def framed(outline: str) -> str:
    """Return an outline, marked as one that drawings of a page may share; it holds no group."""
    return f'<g class="kbs-frame">{outline}</g>'


def share_frames(page: str) -> str:
    """Return a page in which every outline stands once.

    >>> share_frames(framed("<path/>") + framed("<path/>") + framed("<rect/>"))
    '<g id="kbs-0"><path/></g><use href="#kbs-0"/><rect/>'
    """
    counted = Counter(_FRAME.findall(page))
    names: dict[str, str] = {}

    def shared(found: re.Match[str]) -> str:
        outline = found[1]
        if counted[outline] == 1:
            return outline
        if outline in names:
            return f'<use href="#{names[outline]}"/>'
        names[outline] = f"kbs-{len(names)}"
        return f'<g id="{names[outline]}">{outline}</g>'

    return _FRAME.sub(shared, page)
