"""Which texts a guide shows where: the units of its head, of its blocks and of their items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.units import Unit

if TYPE_CHECKING:
    from knowledge_base.content.structure import BlockStructure, GuideStructure, ItemStructure


def page_units(guide: GuideStructure) -> tuple[Unit, ...]:
    """Return title and summary."""
    return Unit(f"guides/{guide.id}", "title"), Unit(f"guides/{guide.id}", "summary")


def head_units(guide: GuideStructure, block: BlockStructure) -> tuple[Unit, ...]:
    """Return title and intro of a block, whether there are such texts or not."""
    file = "passages" if block.passage else f"guides/{guide.id}"
    name = block.passage.id if block.passage else block.id
    return Unit(file, f"{name}.title"), Unit(file, f"{name}.intro")


def item_units(
    guide: GuideStructure, block: BlockStructure, item: ItemStructure
) -> tuple[Unit, ...]:
    """Return the text of an item; of a definition, its name and its text."""
    file, key = f"guides/{guide.id}", f"{block.id}.{item.id}"
    if block.kind == "definitions":
        return Unit(file, f"{key}.name"), Unit(file, f"{key}.text")
    return (Unit("passages", item.passage.id) if item.passage else Unit(file, key),)
