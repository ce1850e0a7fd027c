"""A screen in the reader's language: its labels, and the description read instead of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from knowledge_base.content.languages import SOURCE
from knowledge_base.content.screens import LabelKind, Screen, Shape

if TYPE_CHECKING:
    from knowledge_base.content.places import Mention
    from knowledge_base.content.screen_structure import ScreenStructure
    from knowledge_base.content.wording import Said, Wording


def screen_in_words(screen: ScreenStructure, wording: Wording) -> Screen:
    """Return a screen in the language of ``wording``."""
    heading, heading_kind = _label(screen.heading, wording)
    label, kind = _label(screen.label, wording)
    shape: Shape | None = kind or screen.part
    if shape is None:
        raise ValueError("a target has a label or a part: the schema asks for one of them")
    if label:
        target = wording.site(f"screens.labels.{shape}", {"label": label.text})
    else:
        target = wording.site(f"screens.parts.{shape}")
    filled = {
        "view": wording.site(f"screens.views.{screen.view}"),
        "region": wording.site(f"screens.regions.{screen.region}"),
        "heading": heading.text if heading else "",
        "target": target,
    }
    return Screen(
        view=screen.view,
        region=screen.region,
        heading=heading.text if heading else None,
        heading_kind=heading_kind,
        shape=shape,
        label=label.text if label else None,
        description=wording.site(f"screens.{'within' if heading else 'description'}", filled),
        language=_language((label, heading), wording.language),
    )


def _label(mention: Mention | None, wording: Wording) -> tuple[Said | None, LabelKind | None]:
    if mention is None:
        return None, None
    kind = wording.sources.structure.labels[mention.id].kind
    return wording.need(lambda texts: texts.labels, mention.id), cast("LabelKind", kind)


def _language(said: tuple[Said | None, ...], default: str) -> str:
    return SOURCE if any(each and each.language == SOURCE for each in said) else default
