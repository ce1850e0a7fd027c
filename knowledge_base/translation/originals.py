"""The English texts as they are today: what every translation is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE
from knowledge_base.content.units import Unit, text_of, units
from knowledge_base.translation.dependencies import rules_by_unit
from knowledge_base.translation.folding import source_hash
from rules_engine.compile.logic import logic_digest

if TYPE_CHECKING:
    from knowledge_base.content.sources import Sources
    from rules_engine.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Original:
    """An English text of today: its hash, and the logic of each rule that it depends on."""

    text: str
    hash: str
    logic: Mapping[str, str] = field(default_factory=dict)


# In the order of the site.
Originals = Mapping[Unit, Original]


def originals_of(sources: Sources, ruleset: Ruleset) -> dict[Unit, Original]:
    """Return every English text that translations carry over, in the order of the site."""
    logic = {name: logic_digest(rule) for name, rule in ruleset.rules.items()}
    rules = rules_by_unit(sources, ruleset)
    found: dict[Unit, Original] = {}
    for unit in units(sources):
        if text := text_of(sources, SOURCE, unit):
            depends = {name: logic[name] for name in rules.get(unit, ())}
            found[unit] = Original(text.text, source_hash(text.text), depends)
    return found
