"""Screens as drawings: well-formed, one target, no word outside its box."""

from __future__ import annotations

import re
from typing import get_args
from xml.etree import ElementTree

import pytest

from knowledge_base.content.blocks import Block, Item, Text
from knowledge_base.content.screens import (
    PARTS,
    REGIONS,
    LabelKind,
    Region,
    Screen,
    Shape,
    View,
)
from knowledge_base.pages.html import Place, body
from knowledge_base.pages.lettering import fitted, width
from knowledge_base.pages.screens import drawing

PLACES = [(view, region) for view, regions in REGIONS.items() for region in regions]
HOSTILE = "<script>alert(\"x\")</script> & 'y'"
LONG = "Rechnungsanschriftenverwaltungseinstellungen jetzt vollständig bearbeiten"
SVG = "{http://www.w3.org/2000/svg}"


def screen(
    view: View,
    region: Region,
    shape: Shape,
    label: str | None = None,
    heading: str | None = None,
    heading_kind: LabelKind | None = None,
) -> Screen:
    return Screen(view, region, heading, heading_kind, shape, label, "Ansicht", "de")


def every_screen(view: View, region: Region) -> list[Screen]:
    """Return each part and each kind of label that may stand there, the words far too long."""
    found = []
    for part in PARTS[region]:
        found.append(screen(view, region, part))
        found.append(screen(view, region, part, heading=LONG, heading_kind="box"))
    for kind in get_args(LabelKind):
        found.append(screen(view, region, kind, LONG))
        found.append(screen(view, region, kind, LONG, LONG, "tab"))
    return found


def parsed(svg: str) -> ElementTree.Element:
    """Return a drawing as XML; HTML needs no name space, XML does."""
    named = svg.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1)
    return ElementTree.fromstring(named)  # noqa: S314 - our own


def targets(root: ElementTree.Element) -> list[ElementTree.Element]:
    return root.findall(f".//{SVG}g[@class='kbs-target']")


@pytest.mark.parametrize(("view", "region"), PLACES)
def test_a_drawing_is_well_formed_and_has_one_target(view: View, region: Region) -> None:
    for shown in every_screen(view, region):
        svg = drawing(shown)
        root = parsed(svg)
        assert root.get("role") == "img"
        assert root.get("aria-label") == "Ansicht"
        assert len(targets(root)) == 1, shown
        assert "\n" not in svg
        assert not re.search(r" (style|href|src|id|on\w+)=", svg)


@pytest.mark.parametrize(("view", "region"), PLACES)
def test_targets_stay_inside_the_drawing_and_words_inside_the_target(
    view: View, region: Region
) -> None:
    for shown in every_screen(view, region):
        root = parsed(drawing(shown))
        _, _, wide, high = map(float, str(root.get("viewBox")).split())
        (group,) = targets(root)
        x, y = _moved(group)
        for part in group.iter(f"{SVG}rect"):
            left, top, length, height = (
                float(part.get(name, "0")) for name in ("x", "y", "width", "height")
            )
            assert 0 <= x + left <= x + left + length <= wide, shown
            assert 0 <= y + top <= y + top + height <= high, shown
        _assert_words_fit(group)
        assert all(width(words.text or "") <= wide for words in root.iter(f"{SVG}text"))


def _assert_words_fit(group: ElementTree.Element) -> None:
    box = group.find(f"{SVG}rect")
    for words in group.iter(f"{SVG}text"):
        assert box is not None
        length, start = width(words.text or ""), float(words.get("x", "0"))
        start -= length / 2 if words.get("text-anchor") == "middle" else 0
        assert 0 <= start <= start + length <= float(box.get("width", "0"))


def _moved(group: ElementTree.Element) -> tuple[float, float]:
    found = re.fullmatch(r"translate\((-?[\d.]+) (-?[\d.]+)\)", group.get("transform", ""))
    assert found
    return float(found[1]), float(found[2])


def test_words_are_escaped_wherever_they_stand() -> None:
    shown = Screen("manager", "card", HOSTILE, "box", "button", HOSTILE, HOSTILE, "de")
    svg = drawing(shown)
    assert "<script" not in svg
    assert parsed(svg).get("aria-label") == HOSTILE


def test_the_target_carries_its_label_as_text() -> None:
    shown = screen("manager", "top-right", "menu", "Mein Konto verwalten")
    (group,) = targets(parsed(drawing(shown)))
    assert "".join(group.itertext()) == "Mein Konto verwalten"


def test_long_labels_break_into_lines_before_they_are_cut() -> None:
    assert fitted("Produktzugriffe bearbeiten", 110, 2) == ("Produktzugriffe", "bearbeiten")
    for room in (20, 60, 110, 160):
        lines = fitted(LONG, room, 2)
        assert len(lines) <= 2
        assert all(width(line) <= room for line in lines)
        assert lines[-1].endswith("…")


def test_what_is_read_has_no_pointer_and_a_phone_is_touched() -> None:
    assert "kbs-pointer" not in drawing(screen("manager", "page", "value"))
    assert "kbs-pointer" in drawing(screen("manager", "page", "button"))
    phone = drawing(screen("phone", "page", "button"))
    assert "kbs-pointer" not in phone
    assert "kbs-touch" in phone


def test_an_icon_that_no_source_shows_is_a_place_and_no_icon() -> None:
    (group,) = targets(parsed(drawing(screen("manager", "list", "icon"))))
    assert [part.get("class") for part in group] == ["kbs-box", "kbs-lost"]


@pytest.mark.parametrize(
    ("kind", "around"), [("steps", r"<li .*<figure .*</figure></li>"), ("text", r"</p><figure ")]
)
def test_a_screen_stands_below_what_it_shows(kind: str, around: str) -> None:
    shown = screen("manager", "page", "button", "Sichern")
    item = Item("save", (Text("Sichern Sie."),), None, "de", shown)
    block = Block("b", "steps" if kind == "steps" else "text", None, None, (item,), "de")
    place = Place("de", {}, lambda guide: guide)
    html = body(block, place)
    assert re.search(around, html)
    assert ' lang="' not in html


def test_labels_in_another_language_say_so() -> None:
    item = Item("save", (Text("Sichern"),), None, "de", screen("login", "page", "button", "Save"))
    block = Block("b", "steps", None, None, (item,), "de")
    assert '<svg class="kbs-drawing" role="img" aria-label="Ansicht" lang="de"' in body(
        block, Place("fr", {}, lambda guide: guide)
    )
