"""Decisions and rules then and now: a record replayed, two versions of the rules compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rules_engine.compile.resolve import resolve
from rules_engine.json_facts import read_date
from rules_engine.model.decision import Decision, Verdict
from rules_engine.model.value_types import Value
from rules_engine.problems import ProblemsFound, refused
from rules_engine.proof.enumeration import Enumeration
from rules_engine.ruleset import Ruleset

_COMPARED = ("status", "outcome", "reasons", "open_reasons", "values", "missing")


@dataclass(frozen=True, slots=True)
class Replay:
    """A record decided again today.

    ``changed`` names what is not as it was when the record was made: ``engine``, ``rule`` or the id
    of a parameter, each with (then, now); ``differences`` what is answered otherwise.
    """

    record: Mapping[str, object]
    decision: Decision
    changed: Mapping[str, tuple[str, str]]
    differences: Mapping[str, tuple[object, object]]


def replay(record: Mapping[str, object], ruleset: Ruleset) -> Replay:
    """Return a record's facts decided again by today's rules, as of the record's own day.

    Raises ``ProblemsFound`` where the record is none, or its facts no longer fit.
    """
    rule, facts = record.get("rule"), record.get("facts")
    if not isinstance(rule, str) or not isinstance(facts, dict):
        raise refused(
            "KB508",
            "this is no decision record: 'rule' or 'facts' is missing",
            "Give what kb decide --json printed.",
        )
    decision = ruleset.decide(rule, facts, read_date(record.get("as_of")))
    now = decision.to_json()
    return Replay(record, decision, _changed(record, now), {
        name: (record.get(name), now[name]) for name in _COMPARED if record.get(name) != now[name]
    })  # fmt: skip


def _changed(then: Mapping[str, object], now: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    before, after = _origins(then), _origins(now)
    return {
        name: (before.get(name, "none"), after.get(name, "none"))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    }


def _origins(record: Mapping[str, object]) -> dict[str, str]:
    made_from = record.get("made_from")
    if not isinstance(made_from, dict):
        return {"ruleset": str(record.get("ruleset"))}
    return {str(name): str(each) for name, each in made_from.items()}


@dataclass(frozen=True, slots=True)
class Flip:
    """Facts that two versions of a rule answer otherwise."""

    rule: str
    facts: Mapping[str, Value]
    before: Verdict
    after: Verdict


def flips(before: Ruleset, after: Ruleset, as_of: date) -> Iterator[tuple[str, list[Flip]]]:
    """Yield the rules that answer otherwise, each with a witness for every kind of difference.

    A rule that exists in one version only is yielded without witnesses; one that is only written
    otherwise is not yielded.
    """
    for rule_id in dict.fromkeys([*before.rules, *after.rules]):
        if rule_id not in before.rules or rule_id not in after.rules:
            yield rule_id, []
        elif before.program(rule_id).digest != after.program(rule_id).digest:
            found = sorted(_flips(rule_id, before, after, as_of), key=_same_outcome)
            if found:
                yield rule_id, found


def _flips(rule_id: str, before: Ruleset, after: Ruleset, as_of: date) -> Iterator[Flip]:
    seen: set[tuple[object, ...]] = set()
    for version in (before, after):
        for facts in _classes(version, rule_id, as_of):
            try:
                old = before.decide(rule_id, facts, as_of).verdict
                new = after.decide(rule_id, facts, as_of).verdict
            except ProblemsFound:  # an input that the other version does not have, or no longer so
                continue
            kind = (*_kind(old), *_kind(new))
            if old != new and kind not in seen:
                seen.add(kind)
                yield Flip(rule_id, facts, old, new)


def _same_outcome(flip: Flip) -> bool:
    """Sort by: who is answered otherwise comes before who is only told other reasons."""
    return (flip.before.status, flip.before.outcome) == (flip.after.status, flip.after.outcome)


def _kind(verdict: Verdict) -> tuple[object, ...]:
    return verdict.status, verdict.outcome, verdict.reasons, tuple(verdict.values)


def _classes(version: Ruleset, rule_id: str, as_of: date) -> Iterator[dict[str, Value]]:
    rule = version.rules[rule_id]
    values = version.values_at(as_of)
    if any(name not in values for name in rule.parameters):
        return
    enumeration = Enumeration(resolve(rule, values, as_of), as_of)
    for arguments in enumeration.facts():
        yield enumeration.as_facts(arguments)
