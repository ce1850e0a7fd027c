"""Writing down what translators and authors did: the only place that changes the state.

Whatever a command is asked for, edits by hand are recorded with it: an edit that is recorded only
after its source changed again would count as made from the newer source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE
from knowledge_base.translation.folding import source_hash
from knowledge_base.translation.levels import higher
from knowledge_base.translation.standings import Review, made_today, review
from knowledge_base.translation.state import STATE_FILE, write_state
from rules_engine.problems import Problem, refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.standing import Level
    from knowledge_base.content.units import Unit
    from knowledge_base.translation.state import Entries, Entry
    from rules_engine.ruleset import Ruleset


def record(sources: Sources, ruleset: Ruleset, language: str | None = None) -> dict[str, int]:
    """Write down what was edited in a language, or in all; return how many texts of each.

    A file that is right already is left alone.
    """
    found = review(sources, ruleset)
    asked = sources.languages if language is None else (language,)
    return {
        each: len(found.edited[each]) or len(found.entries[each])
        for each in asked
        if write_state(sources.docs, each, found.entries[each])
    }


def unrecorded(sources: Sources, found: Review) -> list[Problem]:
    """Return a warning for each language whose edits are not written down yet."""
    warnings = []
    for language in sources.languages:
        if edited := found.edited[language]:
            more = f" and of {len(edited) - 1} more" if len(edited) > 1 else ""
            message = f"edits of {edited[0]}{more} are not recorded yet"
            remedy = f"Run: kb translate record {language}"
            path = f"docs/{language}/{STATE_FILE}"
            warnings.append(Problem(path, 0, 0, "KB280", message, remedy, "warning", language))
    return warnings


def accept(
    sources: Sources, ruleset: Ruleset, language: str, accepted: Collection[Unit], reason: str
) -> None:
    """Write down that texts are right as they are beside today's English and rules, and why.

    Raises ``ProblemsFound`` where there is no reason, no such text in the language, or one that
    is not open.
    """
    if not reason.strip():
        raise refused("KB282", "nothing says why the text may stay as it is", "Give a reason.")
    found = review(sources, ruleset)
    entries = dict(found.entries[language])
    for unit in accepted:
        if unit not in entries:
            raise refused("KB283", f"{language} has no text {unit} to accept", "Translate it.")
        if unit not in found.standings[language]:
            what = f"{unit} is current in {language}: there is nothing to accept"
            raise refused("KB285", what, f"See what is open: kb translate status {language}")
        made = made_today(found.originals[unit], entries[unit].translation, language)
        entries[unit] = made._replace(reason=" ".join(reason.split()))
    _write(sources, found, {language: entries})


def record_imported(
    sources: Sources,
    ruleset: Ruleset,
    language: str,
    imported: Collection[Unit],
    *,
    machine: bool,
    logic: Mapping[Unit, Mapping[str, str]] | None = None,
) -> None:
    """Write down texts that were just written into the files, made from today's English.

    ``sources`` are read after the texts were written. ``machine``: nobody has read them yet.
    ``logic`` has, for texts that were made beside other rules than today's, the digests of those:
    they stay to be verified.
    """
    found = review(sources, ruleset)
    entries = dict(found.entries[language])
    for unit in imported:
        made = made_today(found.originals[unit], entries[unit].translation, language)
        beside = (logic or {}).get(unit, {})
        entries[unit] = made._replace(
            origin="machine" if machine else None,
            logic={rule: beside.get(rule, now) for rule, now in made.logic.items()},
        )
    _write(sources, found, {language: entries})


def set_level(
    sources: Sources,
    ruleset: Ruleset,
    level: Level,
    changed: Collection[Unit],
    languages: Collection[str],
    reason: str,
) -> tuple[dict[str, list[Unit]], dict[str, list[Unit]]]:
    """Write down what the author of a change says of it; return by language where, and where not.

    It holds for the change from the English text that most of the languages were made from to that
    of today. A translation made from another text was behind before: it is left to itself, unless
    ``languages`` names its language. Without ``languages`` all are asked.
    """
    found = review(sources, ruleset)
    translations = [each for each in sources.languages if each != SOURCE]
    entries = {each: dict(found.entries[each]) for each in languages or translations}
    given: dict[str, list[Unit]] = {}
    left: dict[str, list[Unit]] = {}
    for unit in changed:
        original = found.originals[unit]
        base = None if languages else _usual_source(unit, original.hash, entries)
        for language, held in entries.items():
            entry = held.get(unit)
            if entry is None or entry.source == original.hash:
                continue
            if base is not None and entry.source != base:
                left.setdefault(language, []).append(unit)
                continue
            said = _with_earlier(entry, original.hash, level)
            held[unit] = entry._replace(level=said, judged=original.text, reason=reason.strip())
            given.setdefault(language, []).append(unit)
    _write(sources, found, entries)
    return given, left


def _with_earlier(entry: Entry, today: str, level: Level) -> Level:
    """Return the level of a change with that of an earlier one that was never translated."""
    if entry.level is None or source_hash(entry.judged) == today:  # said again, better
        return level
    return higher(entry.level, level)


def _usual_source(unit: Unit, today: str, entries: Mapping[str, Entries]) -> str | None:
    """Return the English text, by its hash, that most translations behind today's were made from.

    Where two are as frequent nothing tells which was the last one.
    """
    behind = Counter(
        held[unit].source
        for held in entries.values()
        if unit in held and held[unit].source != today
    )
    most = behind.most_common(2)
    if len(most) == 2 and most[0][1] == most[1][1]:
        raise refused(
            "KB284",
            f"the translations of {unit} were made from different English texts",
            "Name the languages that the level is meant for, with --lang.",
        )
    return most[0][0] if most else None


def _write(sources: Sources, found: Review, entries: Mapping[str, Entries]) -> None:
    for language in sources.languages:
        write_state(sources.docs, language, entries.get(language, found.entries[language]))
