"""The structure of the guides: sections, guides, blocks and items by id. No sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from knowledge_base.content.blocks import BlockKind, GuideKind
from knowledge_base.content.exempts import Exempt
from knowledge_base.content.places import Mention, Place
from knowledge_base.content.screen_structure import ScreenStructure

if TYPE_CHECKING:
    from typing import Literal


@dataclass(frozen=True, slots=True)
class LabelStructure:
    """A label of the product, and what it stands on: a button, a tab.

    ``seen`` maps a language to the step of a source that shows the label in it.
    """

    id: str
    kind: str
    place: Place
    seen: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ItemStructure:
    """One item of a written block, what it tells of the fact sheet, and what it shows.

    ``passage``: its text is one that several guides share.
    """

    id: str
    says: tuple[Mention, ...]
    screen: ScreenStructure | None
    passage: Mention | None


@dataclass(frozen=True, slots=True)
class BlockStructure:
    """One block. ``items`` where authors wrote it, ``rule`` where it comes from one.

    ``passage``: its title and intro are shared by several guides.
    """

    id: str
    kind: BlockKind | Literal["conditions", "decision-table", "example"]
    place: Place
    items: tuple[ItemStructure, ...]
    rule: Mention | None
    examples: tuple[Mention, ...]
    says: tuple[Mention, ...]
    passage: Mention | None


@dataclass(frozen=True, slots=True)
class GuideStructure:
    """One guide without its texts.

    ``former``: addresses that lead to it though they are not, or no longer, its own.
    """

    id: str
    section: str
    place: Place
    number: int
    kind: GuideKind
    audience: tuple[str, ...]
    reviewed: date
    rules: tuple[Mention, ...]
    says: tuple[Mention, ...]
    blocks: tuple[BlockStructure, ...]
    related: tuple[Mention, ...]
    former: tuple[Mention, ...]
    exempts: tuple[Exempt, ...]

    @property
    def path(self) -> str:
        """The address of its pages, without a language: ``organization/add-user``."""
        return f"{self.section}/{self.id}"

    def all_says(self) -> tuple[Mention, ...]:
        """Return every mention of a fact in the guide."""
        items = (item.says for block in self.blocks for item in block.items)
        blocks = (block.says for block in self.blocks)
        return tuple(each for group in (self.says, *blocks, *items) for each in group)

    def screen_labels(self) -> Iterator[Mention]:
        """Yield every label that a screen of the guide shows."""
        for item in (item for block in self.blocks for item in block.items):
            yield from item.screen.labels() if item.screen else ()


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything in ``docs/guides``: the sections in order, the guides, and which labels exist.

    ``former_sections`` maps a section that is gone to the one that took its place.
    """

    sections: Mapping[str, tuple[str, ...]]
    former_sections: Mapping[str, Mention]
    guides: Mapping[str, GuideStructure]
    labels: Mapping[str, LabelStructure]
    unreadable: frozenset[str]  # guides that exist, but whose problems leave none to work with
