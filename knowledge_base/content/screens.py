"""Where to click, as data: what of the product a step shows, and what of it stands out.

The vocabulary is small and closed. A guide names a *view*, a *region* of it and a *target*; the
rest of the drawing is made from that, so it has one style and is in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

View = Literal["manager", "login", "browser", "phone"]
Region = Literal[
    "top-left",
    "top-right",
    "left-menu",
    "page-top",
    "page",
    "page-bottom",
    "card",
    "left-card",
    "right-card",
    "list",
    "action-menu",
    "dialog",
    "side-panel",
    "notification",
]
# What a target without a label is. ``icon`` is the place of an icon that no source shows.
Part = Literal[
    "avatar",
    "organization",
    "bin",
    "pencil",
    "more",
    "icon",
    "button",
    "inactive-button",
    "link",
    "switch",
    "field",
    "drop-down",
    "option",
    "last-option",
    "form",
    "filter",
    "row",
    "list",
    "mark",
    "message",
    "picture",
    "value",
    "page",
]
# What a label stands on; the kinds of ``docs/guides/labels.yml`` that can be drawn.
LabelKind = Literal["button", "menu", "tab", "box", "link", "status", "section"]
Shape = Part | LabelKind

REGIONS: Mapping[View, tuple[Region, ...]] = MappingProxyType(
    {
        "manager": tuple(each for each in get_args(Region) if each != "notification"),
        "login": ("page", "page-bottom", "list", "dialog"),
        "browser": ("page", "list", "dialog"),
        "phone": ("page", "page-bottom", "list", "notification"),
    }
)
_ANYWHERE: tuple[Part, ...] = tuple(each for each in get_args(Part) if each != "page")
# What each region can hold; some hold one thing only.
PARTS: Mapping[Region, tuple[Part, ...]] = MappingProxyType(
    {
        **dict.fromkeys(get_args(Region), _ANYWHERE),
        "page": get_args(Part),
        "top-left": ("organization",),
        "top-right": ("avatar",),
        "left-menu": ("option",),
        "action-menu": ("option", "last-option"),
        "notification": ("message",),
    }
)


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen in one language: all that a drawing needs, and the words that stand in for it.

    ``heading`` is the name of the box, window or tab around the target, or of the button that
    opened the menu; ``heading_kind`` says which. ``label`` is what stands on the target, None
    where no source tells. ``language`` is that of the labels.
    """

    view: View
    region: Region
    heading: str | None
    heading_kind: LabelKind | None
    shape: Shape
    label: str | None
    description: str
    language: str
