"""How current each text is, worked out from the state, the texts and the rules of today.

Nothing is written: what was edited by hand counts as if it were recorded already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE
from knowledge_base.content.standing import Standing
from knowledge_base.content.units import text_of
from knowledge_base.translation.folding import source_hash, text_hash
from knowledge_base.translation.levels import higher, level_of
from knowledge_base.translation.originals import Original, Originals, originals_of
from knowledge_base.translation.state import Entry, read_state, state_path

if TYPE_CHECKING:
    from knowledge_base.content.sources import Sources
    from knowledge_base.content.standing import Level, Standings
    from knowledge_base.content.units import Unit
    from knowledge_base.translation.state import Entries
    from rules_engine.ruleset import Ruleset

_CURRENT, _MACHINE = Standing(), Standing(machine=True)


@dataclass(frozen=True, slots=True)
class Review:
    """The texts of today beside what is remembered of them, by language.

    ``entries`` are those that ``kb translate record`` would write, ``edited`` the texts for which
    the state file says otherwise. A project without any state file keeps no state: nothing is
    edited, everything is current.
    """

    originals: Originals
    entries: Mapping[str, Entries]
    edited: Mapping[str, tuple[Unit, ...]]
    standings: Standings


def review(sources: Sources, ruleset: Ruleset) -> Review:
    """Return how current every text is; raise ``ProblemsFound`` for a broken state file."""
    originals = originals_of(sources, ruleset) if SOURCE in sources.texts else {}
    kept = any(state_path(sources.docs, each).exists() for each in sources.languages)
    entries, edited, standings = {}, {}, {}
    for language in sources.languages:
        before = read_state(sources.docs, language)
        now = entries[language] = recorded(originals, sources, language, before)
        changed = [unit for unit, entry in now.items() if before.get(unit) != entry]
        changed += [unit for unit in before if unit not in now]
        edited[language] = tuple(changed) if kept else ()
        standings[language] = {
            unit: standing
            for unit, entry in now.items()
            if (standing := standing_of(originals[unit], entry, language)) != _CURRENT
        }
    return Review(originals, entries, edited, standings)


def standings(sources: Sources, ruleset: Ruleset) -> Standings:
    """Return the standing of every text that is not plainly current, by language."""
    return review(sources, ruleset).standings


def recorded(
    originals: Originals, sources: Sources, language: str, entries: Entries
) -> dict[Unit, Entry]:
    """Return the entries of a language with every edit by hand written down.

    A text that is not the recorded one, or was never recorded, was made from today's English and
    beside today's rules. Of English, only texts that depend on rules have an entry. A rule that a
    text depends on since today has not changed under it.
    """
    found: dict[Unit, Entry] = {}
    for unit, original in originals.items():
        text = text_of(sources, language, unit)
        if text is None or (language == SOURCE and not original.logic):
            continue
        entry = entries.get(unit)
        made = text_hash(text.text)
        if entry is None or entry.translation != made:
            entry = made_today(original, made, language)
        elif entry.logic != original.logic and entry.logic.keys() != original.logic.keys():
            logic = {rule: entry.logic.get(rule, now) for rule, now in original.logic.items()}
            entry = entry._replace(logic=logic)
        found[unit] = entry
    return found


def made_today(original: Original, translation: str, language: str) -> Entry:
    """Return the entry of a text made from today's English; ``translation`` is its hash."""
    if language == SOURCE:
        return Entry(translation, logic=original.logic)
    return Entry(translation, original.hash, original.text, logic=original.logic)


def standing_of(original: Original, entry: Entry, language: str) -> Standing:
    """Return how current a text is beside the English one and the rules of today."""
    if language != SOURCE and entry.source == original.hash and entry.logic == original.logic:
        return _MACHINE if entry.origin else _CURRENT
    level = None if language == SOURCE else level_since(original, entry)
    changed = (rule for rule, now in original.logic.items() if entry.logic.get(rule, now) != now)
    return Standing(
        None if level == "minor" else level,
        tuple(sorted(changed)),
        entry.origin == "machine",
    )


def level_since(original: Original, entry: Entry) -> Level | None:
    """Return how much the English text changed since a translation was made; None where it did not.

    What the author said holds up to the text the author saw; what came after it is judged by
    itself, and the higher of the two counts.
    """
    if entry.source == original.hash:
        return None
    if entry.level is None:
        return level_of(entry.text, original.text)
    if source_hash(entry.judged) == original.hash:
        return entry.level
    return higher(entry.level, level_of(entry.judged, original.text))
