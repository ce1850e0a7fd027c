"""The structure read from ``docs/guides``, with everything that is wrong in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast, get_args

from knowledge_base.content.blocks import BlockKind, GuideKind
from knowledge_base.content.exempts import read_exempts
from knowledge_base.content.listing import check_listed, place_guide
from knowledge_base.content.places import (
    Mention,
    Place,
    child_of,
    mention_of,
    mentions_of,
    place_of,
    text_of,
)
from knowledge_base.content.screen_structure import read_screen
from knowledge_base.content.structure import (
    BlockStructure,
    GuideStructure,
    ItemStructure,
    LabelStructure,
    Structure,
)
from rules_engine.problems import Problem
from rules_engine.reading import nodes
from rules_engine.reading.schema import check_schema
from rules_engine.reading.strict_yaml import read_file

SCHEMAS = Path(__file__).parents[1] / "schemas"
WRITTEN_KINDS: tuple[str, ...] = get_args(BlockKind)


def read_structure(docs: Path) -> tuple[Structure, list[Problem]]:
    """Return what ``docs/guides`` holds, and the problems found in it."""
    problems: list[Problem] = []
    folder = docs / "guides"
    listed, former = _read_sections(folder / "sections.yml", docs, problems)
    labels = _read_labels(folder / "labels.yml", docs, problems)
    guides: dict[str, GuideStructure] = {}
    paths = sorted(folder.glob("*/*.yml"))
    for path in paths:
        guide = read_guide(path, docs, problems)
        if guide is not None:
            place_guide(guide, guides, listed, problems)
            guides[guide.id] = guide
    if len(guides) == len(paths):  # else a guide that is listed may be one that cannot be read
        check_listed(listed, guides, problems)
    sections = {
        section: tuple(each.id for each in mentions if each.id in guides)
        for section, mentions in listed.items()
    }
    unreadable = frozenset(path.stem for path in paths).difference(guides)
    return Structure(sections, former, guides, labels, unreadable), problems


def _read(
    path: Path, docs: Path, schema: str, problems: list[Problem]
) -> tuple[nodes.Mapping | None, Place]:
    shown = path.relative_to(docs.parent).as_posix()
    root, found = read_file(path, shown)
    if root is not None and not found:
        found = check_schema(root, SCHEMAS / schema, shown)
    problems.extend(found)
    usable = isinstance(root, nodes.Mapping) and not found
    return (root if isinstance(root, nodes.Mapping) and usable else None), Place(path, shown, 1, 1)


def _read_sections(
    path: Path, docs: Path, problems: list[Problem]
) -> tuple[dict[str, tuple[Mention, ...]], dict[str, Mention]]:
    root, whole = _read(path, docs, "sections.schema.json", problems)
    held = nodes.mapping(root.get("sections") if root else None)
    former = nodes.mapping(root.get("former") if root else None)
    return (
        {section: mentions_of(guides, whole) for section, guides in held.entries.items()},
        {
            old: Mention(new.text, place_of(former.keys[old], whole))
            for old, new in former.entries.items()
            if isinstance(new, nodes.Scalar)
        },
    )


def _read_labels(path: Path, docs: Path, problems: list[Problem]) -> dict[str, LabelStructure]:
    if not path.exists():
        return {}
    root, whole = _read(path, docs, "label-list.schema.json", problems)
    if root is None:
        return {}
    return {
        key.text: LabelStructure(
            key.text, text_of(label, "kind"), place_of(key, whole), _seen(label)
        )
        for key, label in root.items()
    }


def _seen(label: nodes.Node) -> dict[str, str]:
    seen = child_of(label, "seen")
    found = seen.entries if isinstance(seen, nodes.Mapping) else {}
    return {
        language: each.text for language, each in found.items() if isinstance(each, nodes.Scalar)
    }


def read_guide(path: Path, docs: Path, problems: list[Problem]) -> GuideStructure | None:
    """Return one guide, or None and what is wrong with it."""
    root, whole = _read(path, docs, "structure.schema.json", problems)
    if root is None:
        return None
    day = text_of(root, "reviewed")
    try:
        reviewed = date.fromisoformat(day)
    except ValueError:
        problems.append(
            place_of(root.entries["reviewed"], whole).problem(
                "KB122", f"{day!r} is not a day", 'Write it as "2026-11-22".'
            )
        )
        return None
    node = root.entries["blocks"]
    found: list[Problem] = []
    blocks = tuple(
        _read_block(key, block, whole, found)
        for key, block in (node.items() if isinstance(node, nodes.Mapping) else ())
        if isinstance(block, nodes.Mapping)
    )
    if found:
        problems.extend(found)
        return None
    return GuideStructure(
        id=path.stem,
        section=path.parent.name,
        place=place_of(root.entries["number"], whole),
        number=int(text_of(root, "number")),
        kind=cast("GuideKind", text_of(root, "kind")),
        audience=tuple(each.id for each in mentions_of(root.get("audience"), whole)),
        reviewed=reviewed,
        rules=mentions_of(root.get("rules"), whole),
        says=mentions_of(root.get("says"), whole),
        blocks=blocks,
        related=mentions_of(root.get("related"), whole),
        former=mentions_of(root.get("former"), whole),
        exempts=read_exempts(root.get("exempt"), f"guides/{path.stem}", whole),
    )


def _read_block(
    key: nodes.Scalar, node: nodes.Mapping, whole: Place, problems: list[Problem]
) -> BlockStructure:
    items, rule = node.get("items"), node.get("rule")
    kind = text_of(node, "kind")
    foreign = ("rule", "examples") if kind in WRITTEN_KINDS else ("items",)
    problems.extend(
        place_of(node.keys[name], whole).problem(
            "KB231", f"a block of kind {kind!r} has no {name!r}", "Remove it."
        )
        for name in foreign
        if name in node.keys
    )
    names = items.keys if isinstance(items, nodes.Mapping) else {}
    reserved = [(key, ("title", "summary"))]
    reserved += [(each, ("title", "intro")) for each in names.values()]
    problems.extend(
        place_of(each, whole).problem(
            "KB235", f"{each.text!r} is taken by a text around it", "Choose another id."
        )
        for each, taken in reserved
        if each.text in taken
    )
    return BlockStructure(
        id=key.text,
        kind=cast("BlockKind", text_of(node, "kind")),
        place=place_of(key, whole),
        items=tuple(
            ItemStructure(
                each.text,
                mentions_of(child_of(item, "says"), whole),
                read_screen(child_of(item, "screen"), whole),
                mention_of(child_of(item, "passage"), whole),
            )
            for each, item in (items.items() if isinstance(items, nodes.Mapping) else ())
        ),
        rule=mention_of(rule, whole),
        examples=mentions_of(node.get("examples"), whole),
        says=mentions_of(node.get("says"), whole),
        passage=mention_of(node.get("passage"), whole),
    )
