"""The outline of a view: its window, what stands at its edges, and the room for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.pages.screen_shapes import bars, box, glyph, person

if TYPE_CHECKING:
    from knowledge_base.content.screens import Region, View

_WIDE, _HIGH, _BAR = 320, 152, 28
_PHONE = 144


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a drawing."""

    x: int
    y: int
    wide: int
    high: int

    def lower(self, by: int) -> Area:
        """Return the part below a height."""
        return Area(self.x, self.y + by, self.wide, self.high - by)


def around(view: View, region: Region) -> tuple[int, int, str, Area]:
    """Return width and height of a view, its outline, and the room for what the region shows."""
    if view == "phone":
        return _PHONE, _HIGH, _phone(), Area(15, 30, 114, 112)
    window = box(1, 1, _WIDE - 2, _HIGH - 2, 9, "window")
    rule = glyph(f"M1 {_BAR}h{_WIDE - 2}", "line")
    if view == "manager":
        frame, area = _manager(region)
    else:
        frame, area = _browser(view, region)
    if region == "dialog":
        dialog = Area(52, 38, 216, 104)
        inner = Area(dialog.x + 14, dialog.y + 14, dialog.wide - 28, dialog.high - 26)
        return _WIDE, _HIGH, window + rule + frame + _raised(dialog), inner
    return _WIDE, _HIGH, window + rule + frame, area


def _raised(area: Area) -> str:
    return box(area.x, area.y, area.wide, area.high, 9, "raised")


def _manager(region: Region) -> tuple[str, Area]:
    """Return the top bar with Organization and avatar, and the menu on the left."""
    page = Area(76, 42, 230, 98)
    name = "" if region == "top-left" else box(14, 10, 8, 8, 2, "dot") + bars((29, 14, 56))
    avatar = "" if region == "top-right" else person(301, 14, 8)
    bar = name + avatar
    if region == "left-menu":
        return bar + glyph("M142 28v123", "line"), Area(158, 42, 148, 98)
    menu = bars((14, 46, 32), (14, 62, 24), (14, 78, 34), (14, 94, 22))
    menu += glyph("M60 28v123", "line")
    if region == "card":
        return bar + menu + box(72, 38, 236, 104, 8), Area(86, 52, 208, 78)
    if region in ("left-card", "right-card"):
        return bar + menu, Area(70, 38, 242, 104)
    if region == "side-panel":
        behind = bars((76, 46, 60), kind="title") + bars((76, 68, 70), (76, 84, 56), (76, 100, 66))
        panel = glyph("M164 28h155v114a9 9 0 0 1-9 9H164z", "raised")
        return bar + menu + behind + panel, Area(178, 44, 128, 94)
    if region == "dialog":
        return bar + menu + bars((76, 46, 60), kind="title"), page
    return bar + menu, page


def _browser(view: View, region: Region) -> tuple[str, Area]:
    """Return a browser with its address bar; the login page has its form in the middle."""
    dots = "".join(f'<circle class="kbs-dot" cx="{x}" cy="14" r="3"/>' for x in (14, 25, 36))
    bar = dots + box(52, 7, 216, 14, 7, "dot")
    if view == "login":
        card = box(66, 38, 188, 104, 8)
        return bar + card, Area(80, 46 if region == "list" else 52, 160, 84)
    menu = bars((14, 46, 32), (14, 62, 24), (14, 78, 30)) + glyph("M60 28v123", "line")
    return bar + menu, Area(76, 42, 230, 98)


def _phone() -> str:
    """Return the upper part of a phone."""
    outline = f"M2 {_HIGH - 1}V18a16 16 0 0 1 16-16h108a16 16 0 0 1 16 16V{_HIGH - 1}"
    return glyph(outline, "window") + bars((60, 13, 24))
