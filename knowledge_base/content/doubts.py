"""What a reader should know of a page before relying on it: once for each block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.guide_units import head_units, item_units, page_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge_base.content.standing import Doubt, Standing
    from knowledge_base.content.structure import BlockStructure, GuideStructure
    from knowledge_base.content.units import Unit

# The id under which title and summary have theirs: no block has an empty one.
HEAD = ""


def doubts_of(guide: GuideStructure, standings: Mapping[Unit, Standing]) -> dict[str, Doubt]:
    """Return the doubt of each block that has one, by its id, and that of title and summary.

    A block made from a rule is as doubtful as any of the rule's words: it shows most of them, and
    its checker asks the others.
    """
    if not standings:
        return {}
    found = {HEAD: _worst(standings.get(unit) for unit in page_units(guide))}
    for block in guide.blocks:
        found[block.id] = _worst(_of_block(guide, block, standings))
    return {name: doubt for name, doubt in found.items() if doubt}


def _of_block(
    guide: GuideStructure, block: BlockStructure, standings: Mapping[Unit, Standing]
) -> Iterable[Standing | None]:
    yield from (standings.get(unit) for unit in head_units(guide, block))
    for item in block.items:
        yield from (standings.get(unit) for unit in item_units(guide, block, item))
    if block.rule:
        yield from _of_rule(block.rule.id, standings)


def rule_doubt(rule: str, standings: Mapping[Unit, Standing]) -> Doubt | None:
    """Return what a reader should know of the words of a rule."""
    return _worst(_of_rule(rule, standings))


def _of_rule(rule: str, standings: Mapping[Unit, Standing]) -> Iterable[Standing]:
    file = f"rules/{rule}"
    return (standing for unit, standing in standings.items() if unit.file == file)


def _worst(standings: Iterable[Standing | None]) -> Doubt | None:
    found = {standing.doubt for standing in standings if standing}
    return "outdated" if "outdated" in found else "machine" if "machine" in found else None
