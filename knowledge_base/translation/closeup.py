"""One text seen from near: what it was made from, what its source says now, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.units import text_of
from knowledge_base.translation.caution import caution_of
from knowledge_base.translation.exchange.notes import Notes
from knowledge_base.translation.needs import needs
from knowledge_base.translation.rule_history import rule_change
from knowledge_base.translation.standings import review

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.units import Unit
    from knowledge_base.translation.needs import Need, NeedKind
    from knowledge_base.translation.rule_history import RuleChange
    from rules_engine.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class CloseUp:
    """One text of a language with all that helps to judge it.

    ``kind`` is why it is open (None: it is current). ``made_from`` is the English text that it was
    made from, empty where there is none; ``source`` the one of today. ``path`` and ``line`` say
    where it stands, or where the file of a missing one is or belongs (line 0: no file yet).
    ``faults`` are what is wrong with it, a sentence each; ``notes`` help to word it; ``changes``
    are what the history knows of the rules to be verified.
    """

    language: str
    unit: Unit
    kind: NeedKind | None
    source: str
    made_from: str
    translation: str
    path: str
    line: int
    faults: tuple[str, ...]
    notes: tuple[str, ...]
    changes: tuple[RuleChange, ...]


class CloseUps:
    """Shows the texts of one language, as they stand on a day."""

    def __init__(self, sources: Sources, ruleset: Ruleset, language: str, as_of: date) -> None:
        self.language = language
        self._sources = sources
        self._ruleset = ruleset
        self._review = review(sources, ruleset)
        self._notes = Notes(HelpCenter(sources, ruleset, as_of), language)
        self._known_changes: dict[tuple[str, str], RuleChange | None] = {}
        # The most needed first.
        self.needs: dict[Unit, Need] = {
            need.unit: need for need in needs(sources, self._review, language)
        }

    def of(self, unit: Unit) -> CloseUp:
        """Return one of the texts that ``units`` yields from near."""
        need = self.needs.get(unit)
        source = text_of(self._sources, SOURCE, unit)
        text = text_of(self._sources, self.language, unit)
        entry = self._review.entries[self.language].get(unit)
        place = text.place if text else None
        return CloseUp(
            self.language,
            unit,
            need.kind if need else None,
            source.text if source else "",
            entry.text if entry and self.language != SOURCE else "",
            text.text if text else "",
            place.shown if place else need.path if need else "",
            place.line if place else need.line if need else 0,
            tuple(self._faults(unit)),
            tuple(self._notes.of(unit, source, None)) if source else (),
            tuple(self._changes(unit)),
        )

    def _faults(self, unit: Unit) -> Iterator[str]:
        entry = self._review.entries[self.language].get(unit)
        if unit in self.needs and self.needs[unit].kind == "missing":
            yield "Not translated yet: readers see the English text."
        if caution := caution_of(self._review, self.language, unit.file, unit.key):
            yield caution.line
        if entry and entry.level:
            yield f"Its author calls the change {entry.level}."
        if entry and entry.reason:
            yield f"Reason given: {entry.reason}"

    def _changes(self, unit: Unit) -> Iterator[RuleChange]:
        standing = self._review.standings[self.language].get(unit)
        for rule in standing.verify if standing else ():
            known = rule, self._review.entries[self.language][unit].logic[rule]
            if known not in self._known_changes:
                root = self._sources.docs.parent
                self._known_changes[known] = rule_change(root, self._ruleset, *known)
            if change := self._known_changes[known]:
                yield change
