"""Which rules a text depends on: when the logic of one changes, the text is to be read again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from knowledge_base.content.guide_units import head_units, item_units, page_units
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.units import Unit, text_of, units
from knowledge_base.content.written import references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from knowledge_base.content.places import Mention
    from knowledge_base.content.sources import Sources
    from knowledge_base.content.structure import GuideStructure
    from rules_engine.ruleset import Ruleset


def rules_by_unit(sources: Sources, ruleset: Ruleset) -> dict[Unit, tuple[str, ...]]:
    """Return the rules that each text depends on, sorted; texts that depend on none are left out.

    The words of a rule depend on it. A text of a guide, or one that guides share, depends on a rule
    that rests on a fact which the text tells, that its block is made from, or whose example it
    shows.
    """
    found: dict[Unit, set[str]] = defaultdict(set)
    by_fact = _rules_by_fact(ruleset)
    for guide in sources.structure.guides.values():
        for unit, rules in _of_guide(guide, by_fact):
            found[unit].update(rules)
    for unit in units(sources):
        folder, _, name = unit.file.partition("/")
        if folder == "rules":
            found[unit].add(name)
        text = text_of(sources, SOURCE, unit)
        for each in references(text.written) if text else ():
            if each.kind == "example":
                found[unit].add(each.id.partition(".")[0])
    return {
        unit: tuple(sorted(known))
        for unit, rules in found.items()
        if (known := rules.intersection(ruleset.rules))
    }


def _rules_by_fact(ruleset: Ruleset) -> Mapping[str, list[str]]:
    """Return the rules that rest on each fact ``guide/fact``."""
    found: dict[str, list[str]] = defaultdict(list)
    for rule in ruleset.rules.values():
        for fact in rule.source:
            found[fact].append(rule.id)
    return found


def _of_guide(
    guide: GuideStructure, by_fact: Mapping[str, list[str]]
) -> Iterator[tuple[Unit, Iterable[str]]]:
    def rules(says: Iterable[Mention]) -> list[str]:
        return [rule for each in says for rule in by_fact.get(f"{guide.id}/{each.id}", ())]

    for unit in page_units(guide):
        yield unit, rules(guide.says)
    for block in guide.blocks:
        own = [block.rule.id] if block.rule else []
        for unit in head_units(guide, block):
            yield unit, [*own, *rules(block.says)]
        for item in block.items:
            for unit in item_units(guide, block, item):
                yield unit, rules(item.says)
