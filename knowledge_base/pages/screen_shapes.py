"""What can be clicked, typed into or read on a screen: one shape each, drawn from its own corner.

A shape is as wide as its words, up to the room it has. Where no source gives the words, a bar
stands for them; where none tells which icon it is, a dashed ring marks its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from knowledge_base.pages.lettering import LINE, fitted, width

if TYPE_CHECKING:
    from knowledge_base.content.screens import Shape

ROW = 24
ICON = 24
_PAD = 10
# Half of the thickness that the style sheet gives to bars.
_BAR_END, _TITLE_END = 2.5, 3.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape at the origin: its size, and its markup."""

    width: int
    height: int
    markup: str


def box(x: int, y: int, wide: int, high: int, radius: int = 6, kind: str = "box") -> str:
    """Return a rectangle."""
    corner = (f' x="{x}"' if x else "") + (f' y="{y}"' if y else "")
    return f'<rect class="kbs-{kind}"{corner} width="{wide}" height="{high}" rx="{radius}"/>'


def bars(*each: tuple[int, int, int], kind: str = "ghost") -> str:
    """Return bars that stand for words nobody needs to read: x, y and length of each.

    The length counts the round ends, so bars line up with the boxes above and below them.
    """
    end = _TITLE_END if kind == "title" else _BAR_END
    lines = "".join(f"M{x + end:g} {y}h{length - 2 * end:g}" for x, y, length in each)
    return f'<path class="kbs-{kind}" d="{lines}"/>'


def glyph(path: str, kind: str = "ink") -> str:
    """Return thin strokes."""
    return f'<path class="kbs-{kind}" d="{path}"/>'


def words(lines: tuple[str, ...], x: int, y: int, kind: str = "words", anchor: str = "") -> str:
    """Return lines of words, the first one on the baseline ``y``."""
    where = f' text-anchor="{anchor}"' if anchor else ""
    return "".join(
        f'<text class="kbs-{kind}" x="{x}" y="{y + LINE * number}"{where}>{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def person(x: int, y: int, radius: int) -> str:
    """Return the outline of head and shoulders in a circle around a point."""
    head, shoulders = radius * 0.3, radius * 0.55
    return (
        f'<circle class="kbs-box" cx="{x}" cy="{y}" r="{radius}"/>'
        f'<path class="kbs-ink" d="M{x - head:g} {y - radius * 0.2:g}a{head:g} {head:g} 0 '
        f"1 1 {2 * head:g} 0a{head:g} {head:g} 0 1 1 {-2 * head:g} 0M{x - shoulders:g} "
        f'{y + radius * 0.62:g}a{shoulders:g} {shoulders * 0.8:g} 0 0 1 {2 * shoulders:g} 0"/>'
    )


def shape(kind: Shape, label: str | None, room: int) -> Drawn:
    """Return a shape; ``label`` is what stands on it."""
    return _SHAPES[kind](label, room)


def _button(label: str | None, room: int, kind: str = "box") -> Drawn:
    if label is None:
        return Drawn(76, ROW, box(0, 0, 76, ROW, kind=kind) + bars((20, 12, 36), kind="bar"))
    lines = fitted(label, room - 2 * _PAD, 2)
    wide = max(52, round(max(map(width, lines))) + 2 * _PAD)
    high = _height(lines)
    middle = words(lines, wide // 2, 16, anchor="middle")
    return Drawn(wide, high, box(0, 0, wide, high, kind=kind) + middle)


def _height(lines: tuple[str, ...]) -> int:
    return ROW + LINE * (len(lines) - 1)


def _entry(label: str | None, room: int) -> Drawn:
    """Return a line of a menu or list, as wide as its room."""
    if label is None:
        return Drawn(room, ROW, box(0, 0, room, ROW) + bars((_PAD, 12, room // 2), kind="bar"))
    lines = fitted(label, room - 2 * _PAD, 2)
    high = _height(lines)
    return Drawn(room, high, box(0, 0, room, high) + words(lines, _PAD, 16))


def _link(label: str | None, room: int) -> Drawn:
    if label is None:
        under = glyph("M8 18h76", "underline")
        return Drawn(92, ROW, box(0, 0, 92, ROW) + bars((10, 11, 72), kind="bar") + under)
    (line,) = fitted(label, room - 16)
    wide = round(width(line)) + 16
    under = glyph(f"M8 19h{wide - 16}", "underline")
    return Drawn(wide, ROW, box(0, 0, wide, ROW) + words((line,), 8, 15) + under)


def _tab(label: str | None, room: int) -> Drawn:
    drawn = _button(label, room, "soft")
    return Drawn(
        drawn.width, drawn.height, drawn.markup + glyph(f"M0 {drawn.height}h{drawn.width}", "edge")
    )


def _icon(path: str, _label: str | None, _room: int) -> Drawn:
    return Drawn(ICON, ICON, box(0, 0, ICON, ICON) + glyph(path))


def _lost_icon(_label: str | None, _room: int) -> Drawn:
    ring = '<circle class="kbs-lost" cx="12" cy="12" r="6.5"/>'
    return Drawn(ICON, ICON, box(0, 0, ICON, ICON) + ring)


def _avatar(_label: str | None, _room: int) -> Drawn:
    return Drawn(22, 22, person(11, 11, 11))


def _organization(_label: str | None, _room: int) -> Drawn:
    inner = box(7, 5, 8, 8, 2, "mark") + bars((22, 9, 56), kind="bar")
    return Drawn(104, 18, box(0, 0, 104, 18, 5) + inner + glyph("M89 7.5l3.5 3.5l3.5-3.5"))


def _switch(_label: str | None, _room: int) -> Drawn:
    knob = '<circle class="kbs-mark" cx="24" cy="10" r="6"/>'
    return Drawn(34, 20, box(0, 0, 34, 20, 10) + knob)


def _field(_label: str | None, room: int) -> Drawn:
    wide = min(room, 168)
    return Drawn(wide, ROW, box(0, 0, wide, ROW) + glyph("M9 6v12"))


def _drop_down(_label: str | None, room: int) -> Drawn:
    wide = min(room, 132)
    arrow = glyph(f"M{wide - 20} 10l4 4l4-4")
    return Drawn(wide, ROW, box(0, 0, wide, ROW) + bars((12, 12, wide // 2), kind="bar") + arrow)


def _option(_label: str | None, room: int) -> Drawn:
    ring = '<circle class="kbs-ring" cx="14" cy="12" r="5"/>'
    dot = '<circle class="kbs-mark" cx="14" cy="12" r="2.5"/>'
    line = bars((30, 12, min(room // 2, 96)), kind="bar")
    return Drawn(room, ROW, box(0, 0, room, ROW) + ring + dot + line)


def _form(_label: str | None, room: int) -> Drawn:
    wide = min(room, 184)
    fields = box(8, 8, wide - 16, 18, 4, "line") + box(8, 32, wide - 16, 18, 4, "line")
    inner = bars((16, 17, wide // 3), (16, 41, wide // 4), kind="bar")
    return Drawn(wide, 58, box(0, 0, wide, 58) + fields + inner)


def _filter(_label: str | None, room: int) -> Drawn:
    wide = min(room, 128) // 2 * 2
    half = wide // 2
    line = glyph(f"M{half} 5v14", "line") + glyph(f"M{half - 16} 10l4 4l4-4M{wide - 16} 10l4 4l4-4")
    names = bars((10, 12, half - 36), (half + 10, 12, half - 36), kind="bar")
    return Drawn(wide, ROW, box(0, 0, wide, ROW) + line + names)


def _row(_label: str | None, room: int) -> Drawn:
    dot = '<circle class="kbs-mark" cx="14" cy="12" r="4"/>'
    line = bars((28, 12, min(room // 2, 110)), kind="bar")
    return Drawn(room, ROW, box(0, 0, room, ROW) + dot + line)


def _list(_label: str | None, room: int) -> Drawn:
    dots = "".join(f'<circle class="kbs-mark" cx="14" cy="{y}" r="4"/>' for y in (13, 35, 57))
    half = room // 2
    lines = bars((28, 13, half), (28, 35, half - 24), (28, 57, half - 8), kind="bar")
    return Drawn(room, 70, box(0, 0, room, 70) + dots + lines)


def _mark(_label: str | None, _room: int) -> Drawn:
    return Drawn(18, 18, box(0, 0, 18, 18, 9) + '<circle class="kbs-mark" cx="9" cy="9" r="4"/>')


def _message(_label: str | None, room: int) -> Drawn:
    wide = min(room, 190)
    dot = '<circle class="kbs-mark" cx="16" cy="16" r="5"/>'
    lines = bars((30, 14, wide // 2), (30, 26, wide // 2 - 22), kind="bar")
    return Drawn(wide, 40, box(0, 0, wide, 40, 8) + dot + lines)


def _picture(_label: str | None, _room: int) -> Drawn:
    return Drawn(52, 52, person(26, 26, 26))


def _value(_label: str | None, room: int) -> Drawn:
    wide = min(room, 150)
    return Drawn(wide, ROW, box(0, 0, wide, ROW) + bars((_PAD, 12, wide - 2 * _PAD), kind="bar"))


def _page(_label: str | None, room: int) -> Drawn:
    lines = bars(
        (14, 16, room // 3), (14, 32, room - 40), (14, 46, room - 70), kind="bar"
    )  # fmt: skip
    return Drawn(room, 62, box(0, 0, room, 62) + lines)


_BIN = "M7 8.5h10M10 8.5v-2h4v2M8.5 8.5l.7 9h5.6l.7-9M10.8 11.5v3.5M13.2 11.5v3.5"
_PENCIL = "M7 17l.8-3.2l7-7l2.4 2.4l-7 7zM13 8.5l2.4 2.4"
_MORE = "M12 7v.1M12 12v.1M12 17v.1"

_SHAPES: Mapping[Shape, Callable[[str | None, int], Drawn]] = MappingProxyType(
    {
        "button": _button,
        "menu": _entry,
        "tab": _tab,
        "box": _entry,
        "link": _link,
        "status": _button,
        "section": _entry,
        "avatar": _avatar,
        "organization": _organization,
        "bin": partial(_icon, _BIN),
        "pencil": partial(_icon, _PENCIL),
        "more": partial(_icon, _MORE),
        "icon": _lost_icon,
        "inactive-button": partial(_button, kind="off"),
        "switch": _switch,
        "field": _field,
        "drop-down": _drop_down,
        "option": _option,
        "last-option": _option,
        "form": _form,
        "filter": _filter,
        "row": _row,
        "list": _list,
        "mark": _mark,
        "message": _message,
        "picture": _picture,
        "value": _value,
        "page": _page,
    }
)
