"""What the structure of a guide, a rule or the list of labels says of one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.structure import (
        BlockStructure,
        GuideStructure,
        ItemStructure,
        LabelStructure,
    )
    from rules_engine.model.rule import Rule
    from rules_engine.ruleset import Ruleset

_ITEMS = {
    "steps": "step",
    "notes": "note",
    "text": "paragraph",
    "before": "thing needed first",
    "warnings": "warning",
    "definitions": "definition",
}


@dataclass(frozen=True, slots=True)
class KeyNotes:
    """What a text is, in a few words, and what its author left for whoever words it."""

    title: str
    notes: tuple[str, ...] = ()


def key_notes(sources: Sources, ruleset: Ruleset, name: str, key: str) -> KeyNotes:
    """Return what there is to say of the key of a text, or of a group of texts."""
    folder, _, identifier = name.partition("/")
    if folder == "guides":
        return _of_guide(sources.structure.guides[identifier], key)
    if folder == "rules":
        return _of_rule(ruleset.rules[identifier], key)
    if folder == "labels":
        return _of_label(sources.structure.labels[key])
    if folder == "asks" and key.startswith("guides."):
        title = sources.texts[SOURCE].guides.get(key.partition(".")[2])
        named = title.get("title") if title else None
        return KeyNotes(f"What customers type for “{named.text}”" if named else key)
    return KeyNotes(key)


def _of_guide(guide: GuideStructure, key: str) -> KeyNotes:
    if key in ("title", "summary"):
        return KeyNotes(f"{key.capitalize()} of the guide", _comments(guide.place.path))
    identifier, _, rest = key.partition(".")
    block = next(each for each in guide.blocks if each.id == identifier)
    what = f"block of {block.kind}" if block.items else f"{block.kind}, made from a rule"
    if not rest:
        return KeyNotes(what.capitalize(), _of_block(block))
    if rest in ("title", "intro"):
        head = "Heading" if rest == "title" else "Sentence before the items"
        return KeyNotes(f"{head}: {what}", _of_block(block))
    identifier, _, part = rest.partition(".")
    place = next(n for n, each in enumerate(block.items) if each.id == identifier)
    count = f"{_ITEMS[block.kind]} {place + 1} of {len(block.items)}"
    what = f"{part.capitalize()} of {count}" if part else count.capitalize()
    return KeyNotes(what, _of_item(block.items[place]))


def _of_block(block: BlockStructure) -> tuple[str, ...]:
    return (f"The rule {block.rule.id} is shown here.",) if block.rule else ()


def _of_item(item: ItemStructure) -> tuple[str, ...]:
    if item.screen is None:
        return ()
    screen = item.screen
    target = f"the label {screen.label.id}" if screen.label else f"a target ({screen.part})"
    return (f"A drawing beside it shows {target} in the {screen.view}.",)


def _comments(path: Path) -> tuple[str, ...]:
    """Return what stands above the structure of a guide: what was decided on its wording."""
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        if "yaml-language-server" not in line:
            lines.append(line.lstrip("# "))
    return (" ".join(lines),) if lines else ()


def _of_rule(rule: Rule, key: str) -> KeyNotes:
    group, _, rest = key.partition(".")
    identifier, _, part = rest.partition(".")
    about = (rule.note,) if rule.note else ()
    if key == "question":
        return KeyNotes("Question of the rule", about)
    if not rest:
        return KeyNotes(group.capitalize())
    if group == "inputs":
        what = f"{part.partition('.')[0].capitalize()} of the" if part else "The"
        allowed = f"Takes {rule.inputs[identifier].type.allowed}."
        return KeyNotes(f"{what} input {identifier}", (allowed, *about))
    if group == "reasons":
        when = {"fails": ", where it fails", "met": ", where it is met"}.get(part, "")
        return KeyNotes(f"Reason {identifier}{when}", about if part else ())
    what = "remedy" if group == "remedies" else group.removesuffix("s")
    return KeyNotes(f"{what.capitalize()} {identifier}", about)


def _of_label(label: LabelStructure) -> KeyNotes:
    seen = ", ".join(f"{language} ({step})" for language, step in label.seen.items())
    where = f"Sources show it in {seen}." if seen else "No source shows it."
    return KeyNotes(f"Label of a {label.kind}", (f"{where} In any other language it is assumed.",))
