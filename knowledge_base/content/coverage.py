"""What of the fact sheets the guides tell: counted, not guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.places import child_of, text_of
from rules_engine.problems import Problem, near
from rules_engine.reading import nodes
from rules_engine.reading.strict_yaml import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from knowledge_base.content.center import HelpCenter
    from knowledge_base.content.structure import GuideStructure


@dataclass(frozen=True, slots=True)
class Coverage:
    """Ids of one fact sheet: told by its guide, and not told, in the order of the sheet.

    ``undrawn`` are the steps that a picture showed and the guide tells without a screen.
    """

    guide: str
    told: tuple[str, ...]
    untold: tuple[str, ...]
    undrawn: tuple[str, ...]


def coverage(center: HelpCenter, sheets: Path) -> tuple[dict[str, Coverage], list[Problem]]:
    """Return what each guide tells of its sheet ``<sheets>/<guide>.yml``, and the problems.

    Problems: a sheet that is missing or cannot be read, an id that the sheet does not have, and, as
    a warning, a fact that is not told and a step whose picture is lost and not drawn.
    """
    found: dict[str, Coverage] = {}
    problems: list[Problem] = []
    for guide in center.sources.structure.guides.values():
        path = sheets / f"{guide.id}.yml"
        root, unreadable = read_file(path, path.name)
        problems += unreadable
        if isinstance(root, nodes.Mapping):
            known = tuple(_ids(root))
            told = {each.id for each in guide.all_says()}
            found[guide.id] = Coverage(
                guide.id,
                tuple(each for each in known if each in told),
                tuple(each for each in known if each not in told),
                _undrawn(guide, root),
            )
            problems += _problems(guide, known, found[guide.id], root)
    return found, problems


def _ids(sheet: nodes.Mapping) -> Iterator[str]:
    """Yield the ids of facts, prerequisites, steps and warnings; links become references."""
    for name in ("facts", "prerequisites", "warnings"):
        yield from _ids_of(sheet.get(name))
    for procedure in _sequence(sheet.get("procedures")):
        if isinstance(procedure, nodes.Mapping):
            yield from _ids_of(procedure.get("steps"))


def _undrawn(guide: GuideStructure, sheet: nodes.Mapping) -> tuple[str, ...]:
    """Return the steps with a picture that items tell, but none of them with a screen.

    A step that no item tells (a rule does) has no place for a screen.
    """
    items = [item for block in guide.blocks for item in block.items]
    told = {each.id for item in items for each in item.says}
    drawn = {each.id for item in items if item.screen for each in item.says}
    return tuple(each for each in _pictured(sheet) if each in told and each not in drawn)


def _pictured(sheet: nodes.Mapping) -> Iterator[str]:
    for procedure in _sequence(sheet.get("procedures")):
        for step in _sequence(child_of(procedure, "steps")):
            if text_of(step, "screenshot") == "true":
                yield text_of(step, "id")


def _ids_of(node: nodes.Node | None) -> Iterator[str]:
    for each in _sequence(node):
        identifier = each.get("id") if isinstance(each, nodes.Mapping) else None
        if isinstance(identifier, nodes.Scalar):
            yield identifier.text


def _sequence(node: nodes.Node | None) -> Iterable[nodes.Node]:
    return node.items if isinstance(node, nodes.Sequence) else ()


def _problems(
    guide: GuideStructure, known: tuple[str, ...], found: Coverage, sheet: nodes.Mapping
) -> Iterator[Problem]:
    for mention in guide.all_says():
        if mention.id not in known:
            yield mention.place.problem(
                "KB250",
                f"the sheet of {guide.id!r} has no {mention.id!r}.{near(mention.id, known)}",
                "Correct the id.",
            )
    notes = _notes(sheet)
    for each in found.untold:
        yield guide.place.problem(
            "KB251",
            f"{each} is not told: {notes.get(each, '')}",
            f"Tell it, and add {each} to says.",
            severity="warning",
        )
    for each in found.undrawn:
        yield guide.place.problem(
            "KB252",
            f"{each} had a picture and has no screen: {notes.get(each, '')}",
            f"Add a screen to an item that tells {each}.",
            severity="warning",
        )


def _notes(sheet: nodes.Mapping) -> Mapping[str, str]:
    found: dict[str, str] = {}
    stack: list[nodes.Node] = [sheet]
    while stack:
        node = stack.pop()
        if isinstance(node, nodes.Mapping):
            identifier, note = node.get("id"), node.get("note") or node.get("do")
            if isinstance(identifier, nodes.Scalar) and isinstance(note, nodes.Scalar):
                found[identifier.text] = note.text
            stack.extend(node.entries.values())
        elif isinstance(node, nodes.Sequence):
            stack.extend(node.items)
    return found
