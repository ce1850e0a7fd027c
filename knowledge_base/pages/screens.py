"""A screen as an inline SVG: the window in outline, and one target that stands out.

Colours come from the style sheet, so light and dark need no second drawing. What the product shows
around the target is not drawn after it: grey bars stand for words nobody needs here.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from knowledge_base.pages.lettering import fitted, width
from knowledge_base.pages.screen_frames import Area, around
from knowledge_base.pages.screen_shapes import (
    ICON,
    ROW,
    Drawn,
    bars,
    box,
    glyph,
    person,
    shape,
    words,
)
from knowledge_base.pages.shared_frames import framed

if TYPE_CHECKING:
    from knowledge_base.content.screens import Region, Screen, Shape

_ICONS: frozenset[Shape] = frozenset({"bin", "pencil", "more", "icon"})
_LINES: frozenset[Shape] = frozenset({"menu", "box", "section", "option", "last-option", "row"})
# What one reads, or types into, has no pointer on it.
_NOT_CLICKED: frozenset[Shape] = frozenset(
    {
        "box",
        "field",
        "form",
        "inactive-button",
        "list",
        "mark",
        "message",
        "organization",
        "page",
        "section",
        "status",
        "value",
    }
)
_POINTER = "M0 0v14.5l3.6-3.3l2.4 5.3l2.7-1.2l-2.4-5.2h4.9z"
_FOOT: frozenset[Region] = frozenset({"page-bottom", "dialog", "side-panel"})


@dataclass(frozen=True, slots=True)
class _Target:
    """The one thing that stands out, still without a place."""

    kind: Shape
    drawn: Drawn
    touched: bool

    def at(self, x: int, y: int) -> str:
        """Return it with its corner at a point."""
        wide, high = self.drawn.width, self.drawn.height
        pointer = ""
        if self.kind not in _NOT_CLICKED:
            # A small shape would vanish under the pointer.
            back, up = (14, 8) if wide > 2 * ICON else (7, 4)
            right, low = x + wide - back, y + high - up
            pointer = (
                f'<circle class="kbs-touch" cx="{right}" cy="{low}" r="9"/>'
                if self.touched
                else f'<g transform="translate({right} {low})">'
                f'<path class="kbs-pointer" d="{_POINTER}"/></g>'
            )
        return (
            f'<g class="kbs-target" transform="translate({x} {y})">{self.drawn.markup}</g>{pointer}'
        )

    def right_of(self, x: int, y: int) -> str:
        """Return it with its right upper corner at a point."""
        return self.at(x - self.drawn.width, y)


def drawing(screen: Screen, lang: str = "") -> str:
    """Return a screen as SVG; ``lang`` is the attribute of words in another language."""
    wide, high, frame, area = around(screen.view, screen.region)
    return (
        f'<svg class="kbs-drawing" role="img" aria-label="{escape(screen.description)}"'
        f'{lang} viewBox="0 0 {wide} {high}">'
        f"{framed(frame)}{_inside(screen, area)}</svg>"
    )


def _inside(screen: Screen, area: Area) -> str:
    match screen.region:
        case "top-left":
            return _page_of_bars(area) + _target(screen, area.wide).at(7, 5)
        case "top-right":
            return _top_right(screen, area)
        case "left-menu":
            return _left_menu(screen, area)
        case "page-top":
            return _page_top(screen, area)
        case "list":
            return _list(screen, area)
        case "action-menu":
            return _action_menu(screen, area)
        case "left-card" | "right-card":
            return _two_cards(screen, area)
        case "notification":
            return _page_of_bars(area.lower(56)) + _target(screen, area.wide).at(area.x, area.y + 2)
        case _:
            return _panel(screen, area)


def _target(screen: Screen, room: int) -> _Target:
    drawn = shape(screen.shape, screen.label, room)
    return _Target(screen.shape, drawn, touched=screen.view == "phone")


def _page_of_bars(area: Area) -> str:
    lengths = (0.62, 0.9, 0.74, 0.84, 0.5, 0.8)
    lines = [
        (area.x, y, round(area.wide * length))
        for y, length in zip(range(area.y + 22, area.y + area.high, 14), lengths, strict=False)
    ]
    return bars((area.x, area.y + 4, area.wide // 3), kind="title") + bars(*lines)


def _heading(screen: Screen, x: int, y: int, room: int) -> str:
    """Return the name of what is around the target, or a bar where no source gives it."""
    if screen.heading is None:
        return bars((x, y + 5, min(88, room // 2)), kind="title")
    (line,) = fitted(screen.heading, room)
    named = words((line,), x, y + 10, "heading")
    if screen.heading_kind != "tab":
        return named
    wide = round(width(line))
    rest = bars((x + wide + 22, y + 6, 40)) if x + wide + 70 < x + room else ""
    rule = glyph(f"M{x} {y + 18}h{room}", "line")
    return named + rest + rule + glyph(f"M{x} {y + 18}h{wide}", "edge")


def _panel(screen: Screen, area: Area) -> str:
    """Return a heading, some bars and the target: at the foot, or where reading arrives."""
    target = _target(screen, area.wide)
    high = target.drawn.height
    right, bottom = area.x + area.wide, area.y + area.high
    top = area.y + 24
    if screen.shape in _ICONS:
        head = _heading(screen, area.x, area.y, area.wide - ICON - 8)
        text = bars((area.x, top + 10, area.wide * 2 // 3), (area.x, top + 26, area.wide // 2))
        return head + text + target.right_of(right, area.y - 7)
    head = _heading(screen, area.x, area.y, area.wide)
    if screen.shape == "switch":
        text = bars((area.x, top + 12, area.wide // 2), (area.x, top + 24, area.wide // 3))
        rule = glyph(f"M{area.x} {top + 42}h{area.wide}", "line")
        rest = bars((area.x, top + 58, area.wide // 2)) if top + 58 < bottom else ""
        return head + text + rule + rest + target.right_of(right, top + 8)
    if screen.region in _FOOT and screen.shape in ("button", "link"):
        text = bars((area.x, top + 6, area.wide * 4 // 5), (area.x, top + 20, area.wide // 2))
        return head + text + target.right_of(right, bottom - high)
    room = bottom - top - high
    above = bars((area.x, top + 4, area.wide * 4 // 5)) if room >= 16 else ""
    y = top + (16 if above else 0)
    lines = [
        (area.x, line, round(area.wide * share))
        for line, share in zip(range(y + high + 16, bottom, 14), (0.7, 0.85, 0.4), strict=False)
    ]
    return head + above + (bars(*lines) if lines else "") + target.at(area.x, y)


def _top_right(screen: Screen, area: Area) -> str:
    target = _target(screen, 172)
    if screen.shape == "avatar":
        return _page_of_bars(area) + target.at(290, 3)
    x, y, wide, high = 128, 29, 184, target.drawn.height
    menu = box(x, y, wide, high + 62, 8, "raised")
    above = bars((x + 16, y + 14, 84), kind="title") + bars((x + 16, y + 27, 112))
    below = bars((x + 16, y + high + 50, 96))
    behind = _page_of_bars(area)
    return behind + person(301, 14, 9) + menu + above + below + target.at(x + 6, y + 36)


def _left_menu(screen: Screen, area: Area) -> str:
    target = _target(screen, 128)
    x, y, high = 7, 62, target.drawn.height
    lines = bars(
        (x + 10, 44, 72), (x + 10, 54 + high + 22, 88), (x + 10, 54 + high + 42, 64),
    )  # fmt: skip
    return _page_of_bars(area) + lines + target.at(x, y)


def _page_top(screen: Screen, area: Area) -> str:
    target = _target(screen, area.wide - 60)
    right = area.x + area.wide
    head = _heading(screen, area.x, area.y + 2, area.wide - target.drawn.width - 12)
    y = area.y + max(34, target.drawn.height + 10)
    return head + _rows(area, y) + target.right_of(right, area.y - 4)


def _rows(area: Area, top: int, taken: tuple[int, ...] = (), wide: int = 0) -> str:
    """Return the rows of a list, without those that the target takes."""
    wide = wide or area.wide
    drawn = []
    for number, share in enumerate((0.44, 0.36, 0.5)):
        y = top + ROW * number
        if y + 18 > area.y + area.high + 4:
            break
        if number not in taken:
            drawn.append(f'<circle class="kbs-dot" cx="{area.x + 14}" cy="{y + 12}" r="4"/>')
            drawn.append(bars((area.x + 28, y + 12, round(wide * share))))
    return "".join(drawn)


def _list(screen: Screen, area: Area) -> str:
    right, top = area.x + area.wide, area.y + 20
    target = _target(screen, area.wide)
    if screen.shape == "filter":
        head = _heading(screen, area.x, area.y, area.wide - target.drawn.width - 12)
        return head + _rows(area, top + 8) + target.right_of(right, area.y - 6)
    head = _heading(screen, area.x, area.y, area.wide)
    if screen.shape in _LINES:
        number = 2 if screen.shape == "last-option" else 1
        y = top + ROW * number
        return head + _rows(area, top, (number,)) + target.at(area.x, y)
    if screen.shape == "list":
        return head + _rows(area, top, (0, 1, 2)) + target.at(area.x, top)
    y = top + ROW + (ROW - target.drawn.height) // 2
    if screen.shape == "mark":
        return head + _rows(area, top) + target.at(area.x + 28 + area.wide * 2 // 5, y)
    if target.drawn.height > ROW or target.drawn.width > area.wide // 2:
        return head + _rows(area, top, (1, 2)) + target.at(area.x, top + ROW)
    return head + _rows(area, top) + target.right_of(right, y)


def _action_menu(screen: Screen, area: Area) -> str:
    """Return a menu that hangs from ⋮, or from the button that ``heading`` names."""
    target = _target(screen, 186)
    high, right = target.drawn.height, area.x + area.wide
    x, y = right - 198, area.y + 21
    above = shape("button" if screen.heading else "more", screen.heading, 186)
    opener = f'<g transform="translate({right - above.width} {area.y - 7})">{above.markup}</g>'
    if not screen.heading:
        opener += f'<circle class="kbs-dot" cx="{area.x + 14}" cy="{area.y + 5}" r="4"/>'
        opener += bars((area.x + 28, area.y + 5, 84))
    menu = box(x, y, 198, high + 40, 8, "raised")
    first, second = y + 13, y + 30 + high
    place = y + 21
    if screen.shape == "last-option":
        second, place = y + 28, y + 38
    lines = bars((x + 16, first, 92), (x + 16, second, 74))
    return opener + _rows(area, area.y + 17, (0,)) + menu + lines + target.at(x + 6, place)


def _two_cards(screen: Screen, area: Area) -> str:
    wide = (area.wide - 10) // 2
    left = Area(area.x, area.y, wide, area.high)
    right = Area(area.x + wide + 10, area.y, wide, area.high)
    chosen, other = (left, right) if screen.region == "left-card" else (right, left)
    outlines = "".join(box(each.x, each.y, wide, each.high, 8) for each in (left, right))
    inner = Area(chosen.x + 7, chosen.y + 8, wide - 14, chosen.high - 16)
    lines = bars(
        (other.x + 8, other.y + 34, wide - 30), (other.x + 8, other.y + 48, wide - 44),
    )  # fmt: skip
    ghost = bars((other.x + 10, other.y + 14, 44), kind="title")
    button = box(other.x + 8, other.y + 62, 64, ROW - 2)
    return outlines + ghost + lines + button + _panel(screen, inner)
