"""The screen of an item as its guide has it: ids, no words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from knowledge_base.content.places import Mention, Place, child_of, mention_of, place_of, text_of
from knowledge_base.content.screens import PARTS, REGIONS, LabelKind, Part, Region, View
from rules_engine.problems import near
from rules_engine.reading import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rules_engine.problems import Problem


@dataclass(frozen=True, slots=True)
class ScreenStructure:
    """What to draw: the target is a label or, without one, a part."""

    view: View
    region: Region
    place: Place
    heading: Mention | None
    label: Mention | None
    part: Part | None

    def labels(self) -> Iterator[Mention]:
        """Yield the labels that the drawing shows."""
        yield from (each for each in (self.heading, self.label) if each)


def read_screen(node: nodes.Node | None, whole: Place) -> ScreenStructure | None:
    """Return the screen that an item has; the schema has checked its words."""
    if not isinstance(node, nodes.Mapping):
        return None
    target = child_of(node, "target")
    return ScreenStructure(
        view=cast("View", text_of(node, "view")),
        region=cast("Region", text_of(node, "region")),
        place=place_of(node.entries["region"], whole),
        heading=mention_of(child_of(node, "heading"), whole),
        label=mention_of(child_of(target, "label"), whole),
        part=cast("Part | None", text_of(target, "part") or None),
    )


def check_screen(screen: ScreenStructure, labels: Mapping[str, str]) -> Iterator[Problem]:
    """Yield why a screen cannot be drawn. ``labels`` maps the known labels to their kinds."""
    regions = REGIONS[screen.view]
    if screen.region not in regions:
        yield screen.place.problem(
            "KB236",
            f"a {screen.view!r} has no {screen.region!r}.{near(screen.region, regions)}",
            f"Regions: {', '.join(regions)}.",
        )
    parts = PARTS[screen.region]
    if screen.part and screen.part not in parts:
        yield screen.place.problem(
            "KB236",
            f"{screen.region!r} cannot hold {screen.part!r}.{near(screen.part, parts)}",
            f"Parts: {', '.join(parts)}; or a label.",
        )
    for label in screen.labels():
        kind = labels.get(label.id)
        if kind is None:
            yield label.place.problem(
                "KB221",
                f"there is no label {label.id!r}.{near(label.id, labels)}",
                "Add it to docs/guides/labels.yml and to labels.yml of every language.",
            )
        elif kind not in get_args(LabelKind):
            yield label.place.problem(
                "KB236",
                f"{label.id!r} is of kind {kind!r}, which cannot be drawn",
                f"Kinds: {', '.join(get_args(LabelKind))}.",
            )
