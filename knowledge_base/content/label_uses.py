"""Where a label of the product is shown: the texts that refer to it, and the screens with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.check_references import shown_files
from knowledge_base.content.written import references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_base.content.places import Place
    from knowledge_base.content.sources import Sources


@dataclass(frozen=True, slots=True)
class LabelUse:
    """One text, or one screen, that shows a label.

    ``language`` is None for a screen: it is the same in all. ``guides`` are those on which it is
    seen.
    """

    language: str | None
    guides: tuple[str, ...]
    text: str
    place: Place


def label_uses(sources: Sources, label: str) -> Iterator[LabelUse]:
    """Yield what shows a label: its words in each language, texts, and screens."""
    for language, texts in sources.texts.items():
        for name, file in shown_files(texts):
            for key, text in file.texts.items():
                named = (
                    each.kind == "label" and each.id == label for each in references(text.written)
                )
                if (name == "labels" and key == label) or any(named):
                    guides = _guides_with(sources, name, key) if name != "labels" else ()
                    yield LabelUse(language, guides, text.text, text.place)
    for guide in sources.structure.guides.values():
        for mention in guide.screen_labels():
            if mention.id == label:
                yield LabelUse(None, (guide.id,), "screen", mention.place)


def _guides_with(sources: Sources, name: str, key: str) -> tuple[str, ...]:
    """Return the guides that show a text: its own, those of its rule, those of its passage."""
    kind, _, identifier = name.partition("/")
    if kind == "guides":
        return (identifier,)
    found = []
    for guide in sources.structure.guides.values():
        rules = [*guide.rules, *(block.rule for block in guide.blocks if block.rule)]
        passages = [block.passage for block in guide.blocks]
        passages += [item.passage for block in guide.blocks for item in block.items]
        named = rules if kind == "rules" else passages if kind == "passages" else []
        wanted = identifier if kind == "rules" else key.partition(".")[0]
        if any(each is not None and each.id == wanted for each in named):
            found.append(guide.id)
    return tuple(found)
