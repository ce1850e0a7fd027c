"""What a page draws or says more than once is written once and used again, to keep it light.

A guide holds up to a dozen drawings of the same few windows, and a checker for each of its rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

_FRAME = re.compile(r'<g class="kbs-frame">(.*?)</g>')
_SVG = re.compile(r"<svg\b.*?</svg>")
# The parts of a target are coloured by where they stand: they are left as they are.
_TARGET = re.compile(r'(<g class="kbs-target".*?</g>)')
_PART = re.compile(r"<(?:path|circle) [^>]*/>")
_STROKES = re.compile(r'(<path class="kbs-(?:ghost|line)" d=)"[^"]*"/>(?:\1"[^"]*"/>)+')
_STROKE = re.compile(r' d="([^"]*)"')
_MOVED = re.compile(r'<g transform="translate\((\S+) (\S+)\)"><use ([^>]*)/></g>')
_CHECKER = re.compile(r"(<kb-checker [^>]*>)<button.*?(</kb-checker>)")
# What a reference takes, and the name that the part has to get for it.
_REFERENCE, _NAME = len('<use href="#kbs-00"/>'), len(' id="kbs-00"')


def framed(outline: str) -> str:
    """Return an outline, marked as one that drawings of a page may share; it holds no group."""
    return f'<g class="kbs-frame">{outline}</g>'


def share_frames(page: str) -> str:
    """Return a page in which every outline stands once, and so do long parts of drawings and icons.

    The words of a checker stay in the first one, where the script of the others finds them.

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

    page = _FRAME.sub(shared, page)
    page = _around_targets(page, lambda drawn: _STROKES.sub(_one_stroke, drawn))
    return _share_words(_share_parts(page, names))


def _around_targets(page: str, change: Callable[[str], str]) -> str:
    """Return a page with its drawings and icons changed, but for their targets."""

    def changed(svg: re.Match[str]) -> str:
        pieces = _TARGET.split(svg[0])
        return "".join(
            piece if number % 2 else change(piece) for number, piece in enumerate(pieces)
        )

    return _SVG.sub(changed, page)


def _one_stroke(found: re.Match[str]) -> str:
    return f'{found[1]}"{"".join(_STROKE.findall(found[0]))}"/>'


def _share_parts(page: str, names: dict[str, str]) -> str:
    counted: Counter[str] = Counter()

    def count(drawn: str) -> str:
        counted.update(_PART.findall(drawn))
        return drawn

    _around_targets(page, count)
    often = {
        part for part, times in counted.items() if (times - 1) * (len(part) - _REFERENCE) > _NAME
    }

    def shared(found: re.Match[str]) -> str:
        part = found[0]
        if part not in often:
            return part
        if part in names:
            return f'<use href="#{names[part]}"/>'
        names[part] = f"kbs-{len(names)}"
        tag, _, rest = part.partition(" ")
        return f'{tag} id="{names[part]}" {rest}'

    page = _around_targets(page, lambda drawn: _PART.sub(shared, drawn))
    return _MOVED.sub(r'<use \3 x="\1" y="\2"/>', page)


def _share_words(page: str) -> str:
    first = _CHECKER.search(page)
    if not first:
        return page
    return page[: first.end()] + _CHECKER.sub(r"\1\2", page[first.end() :])
