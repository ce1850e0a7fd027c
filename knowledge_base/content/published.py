"""The list of every address ever published, ``docs/guides/addresses.yml``.

An address stands in it without the language in front: ``organization/add-user`` for the pages of a
guide, ``a/110`` for its permanent address. Nothing is ever taken out of the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.places import Mention, Place, mentions_of, place_of
from knowledge_base.content.structure_files import SCHEMAS
from rules_engine.reading import nodes
from rules_engine.reading.schema import check_schema
from rules_engine.reading.strict_yaml import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.structure import GuideStructure
    from rules_engine.problems import Problem

_HEAD = """\
# yaml-language-server: $schema=../../knowledge_base/schemas/addresses.schema.json
# Every address ever published, guides by their permanent number.
# `kb addresses --write` adds new ones; nothing is ever taken out.
"""


@dataclass(frozen=True, slots=True)
class Published:
    """What was ever published. ``guides`` maps a permanent number to the paths it stood for."""

    place: Place
    languages: tuple[Mention, ...]
    sections: tuple[Mention, ...]
    guides: Mapping[int, tuple[Mention, ...]]
    numbers: Mapping[int, Place]  # where each number stands in the list

    def addresses(self) -> frozenset[str]:
        """Return the addresses of all guides, the permanent ones among them."""
        paths = (each.id for paths in self.guides.values() for each in paths)
        return frozenset((*paths, *(permanent(number) for number in self.guides)))


def permanent(number: int) -> str:
    """Return the address of a permanent number.

    >>> permanent(106)
    'a/106'
    """
    return f"a/{number}"


def number_of(address: str) -> int | None:
    """Return the number of a permanent address; None for the path of a guide.

    >>> number_of("a/106"), number_of("organization/add-user")
    (106, None)
    """
    return int(address[2:]) if address.startswith("a/") else None


def addresses_of(guide: GuideStructure) -> tuple[str, ...]:
    """Return every address that leads to a guide: its path, its number, those it took over."""
    return (guide.path, permanent(guide.number), *(each.id for each in guide.former))


def published_file(docs: Path) -> Path:
    """Return where the list stands."""
    return docs / "guides" / "addresses.yml"


def read_published(docs: Path) -> tuple[Published, list[Problem]]:
    """Return the list, an empty one where there is none, and what is wrong with it."""
    path = published_file(docs)
    whole = Place(path, path.relative_to(docs.parent).as_posix(), 1, 1)
    empty = Published(whole, (), (), {}, {})
    if not path.exists():
        return empty, []
    root, problems = read_file(path, whole.shown)
    if root is not None and not problems:
        problems = check_schema(root, SCHEMAS / "addresses.schema.json", whole.shown)
    if problems or not isinstance(root, nodes.Mapping):
        return empty, problems
    guides = nodes.mapping(root.get("guides"))
    return Published(
        whole,
        mentions_of(root.get("languages"), whole),
        mentions_of(root.get("sections"), whole),
        {int(key.text): mentions_of(paths, whole) for key, paths in guides.items()},
        {int(key.text): place_of(key, whole) for key in guides.keys.values()},
    ), []


def completed(published: Published, sources: Sources) -> str:
    """Return the text of the list with everything that is published now added to it."""
    guides = {number: [each.id for each in held] for number, held in published.guides.items()}
    listed = published.addresses()
    for guide in sources.structure.guides.values():
        for address in addresses_of(guide):
            number = number_of(address)
            if number is not None:
                guides.setdefault(number, [guide.path])
            elif address not in listed:
                held = guides.setdefault(guide.number, [])
                held += [address] if address not in held else []
    shown = [section for section, held in sources.structure.sections.items() if held]
    lines = [
        f"languages: [{_joined(published.languages, sources.languages)}]",
        f"sections: [{_joined(published.sections, shown)}]",
        "guides:",
        *(f"  {number}: [{', '.join(guides[number])}]" for number in sorted(guides)),
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _joined(listed: tuple[Mention, ...], now: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys([*(each.id for each in listed), *now]))
