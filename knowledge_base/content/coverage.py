"""What of the fact sheets the guides tell: counted, not guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    """Ids of one fact sheet: told by its guide, and not told, in the order of the sheet."""

    guide: str
    told: tuple[str, ...]
    untold: tuple[str, ...]


def coverage(center: HelpCenter, sheets: Path) -> tuple[dict[str, Coverage], list[Problem]]:
    """Return what each guide tells of its sheet ``<sheets>/<guide>.yml``, and the problems.

    Problems: a sheet that is missing or cannot be read, an id that the sheet does not have, and, as
    a warning, a fact that is not told.
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
            )
            problems += _problems(guide, known, found[guide.id].untold, root)
    return found, problems


def _ids(sheet: nodes.Mapping) -> Iterator[str]:
    """Yield the ids of facts, prerequisites, steps and warnings; links become references."""
    for name in ("facts", "prerequisites", "warnings"):
        yield from _ids_of(sheet.get(name))
    for procedure in _sequence(sheet.get("procedures")):
        if isinstance(procedure, nodes.Mapping):
            yield from _ids_of(procedure.get("steps"))


def _ids_of(node: nodes.Node | None) -> Iterator[str]:
    for each in _sequence(node):
        identifier = each.get("id") if isinstance(each, nodes.Mapping) else None
        if isinstance(identifier, nodes.Scalar):
            yield identifier.text


def _sequence(node: nodes.Node | None) -> Iterable[nodes.Node]:
    return node.items if isinstance(node, nodes.Sequence) else ()


def _problems(
    guide: GuideStructure, known: tuple[str, ...], untold: tuple[str, ...], sheet: nodes.Mapping
) -> Iterator[Problem]:
    for mention in guide.all_says():
        if mention.id not in known:
            yield mention.place.problem(
                "KB250",
                f"the sheet of {guide.id!r} has no {mention.id!r}.{near(mention.id, known)}",
                "Correct the id.",
            )
    notes = _notes(sheet)
    for each in untold:
        yield guide.place.problem(
            "KB251",
            f"{each} is not told: {notes.get(each, '')}",
            f"Tell it, and add {each} to says.",
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
