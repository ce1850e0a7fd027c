"""A decision in words: what a customer, a support agent or a page reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from knowledge_base.content.blocks import Inline
    from knowledge_base.content.words import RuleWords
    from rules_engine.model.decision import Change, Decision, Status
    from rules_engine.model.decision import Question as Asked
    from rules_engine.model.value_types import Value


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do: in words, and the guide (once it is written) and the rule that help further."""

    words: Inline | None
    guide: str | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the answer is so, and what to do about it."""

    id: str
    words: Inline
    advice: Advice | None


@dataclass(frozen=True, slots=True)
class Question:
    """An input still needed. ``choices`` holds (id, words), empty for other types.

    ``why`` holds the conditions or the answers that wait for it.
    """

    input: str
    label: str
    ask: Inline
    help: Inline | None
    choices: tuple[tuple[str, str], ...]
    why: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that would have to be otherwise: its name, the value, and who can change it."""

    input: str
    label: str
    value: str
    by: str


@dataclass(frozen=True, slots=True)
class WouldChange:
    """Facts that together would lead to the good outcome; ``only_time``: waiting is enough."""

    facts: tuple[ChangedFact, ...]
    only_time: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision in one language.

    ``outcome`` is None while it is not decided. ``values`` and ``facts`` are (name, words) pairs in
    the order of the rule.
    """

    rule: str
    language: str
    as_of: date
    question: Inline
    status: Status
    status_words: str
    outcome: Inline | None
    advice: Advice | None
    reasons: tuple[Reason, ...]
    open_reasons: tuple[Reason, ...]
    missing: tuple[Question, ...]
    changes: tuple[WouldChange, ...]
    values: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]


def answer(decision: Decision, words: RuleWords) -> Answer:
    """Return a decision in the language of ``words``, which are those of its rule."""
    invalid = decision.status == "invalid"
    say = words.constraint if invalid else words.fails
    return Answer(
        rule=decision.rule,
        language=words.wording.language,
        as_of=decision.as_of,
        question=words.question.inline,
        status=decision.status,
        status_words=words.wording.site(f"decision.{decision.status}"),
        outcome=words.outcome(decision.outcome).inline if decision.outcome else None,
        advice=_advice(decision.outcome, words) if decision.outcome else None,
        reasons=tuple(
            Reason(each, say(each).inline, _advice(each, words)) for each in decision.reasons
        ),
        open_reasons=tuple(
            Reason(each, words.fails(each).inline, _advice(each, words))
            for each in decision.open_reasons
        ),
        missing=tuple(_question(each, words) for each in decision.questions),
        changes=tuple(_change(each, decision, words) for each in decision.changes),
        values=value_pairs(decision, words),
        facts=fact_pairs(decision.facts, words),
    )


def value_pairs(decision: Decision, words: RuleWords) -> tuple[tuple[str, str], ...]:
    """Return the values of a decision as (name, value) in words."""
    return tuple(
        (words.value_label(name).text, words.answer_value(name, value, decision.facts))
        for name, value in decision.values.items()
    )


def fact_pairs(facts: Mapping[str, Value], words: RuleWords) -> tuple[tuple[str, str], ...]:
    """Return given facts as (name, value) in words, in the order of the rule."""
    return tuple(
        (words.label(name).text, words.fact(name, facts))
        for name in words.rule.inputs
        if name in facts
    )


def _advice(key: str, words: RuleWords) -> Advice | None:
    said, remedy = words.remedy(key), words.rule.remedies.get(key)
    if said is None and remedy is None:
        return None
    guides = words.wording.sources.structure.guides
    return Advice(
        said.inline if said else None,
        remedy.guide if remedy and remedy.guide in guides else None,
        remedy.rule if remedy else None,
    )


def _question(asked: Asked, words: RuleWords) -> Question:
    name = asked.input
    said = words.help(name)
    return Question(
        name,
        words.label(name).text,
        words.ask(name).inline,
        said.inline if said else None,
        words.choices(name),
        _why(asked, words),
    )


def _why(asked: Asked, words: RuleWords) -> tuple[Inline, ...]:
    """Return the conditions that wait for an input, or the answers that it decides between."""
    requirements = [each.id for each in words.rule.requirements if each.id in asked.decides]
    if requirements:
        return tuple(words.met(each).inline for each in requirements)
    outcomes = dict.fromkeys(row.outcome for row in words.rule.rows if row.id in asked.decides)
    return tuple(words.outcome(each).inline for each in outcomes)


def _change(change: Change, decision: Decision, words: RuleWords) -> WouldChange:
    facts = {**decision.facts, **change.values}
    return WouldChange(
        tuple(
            ChangedFact(
                name,
                words.label(name).text,
                words.fact(name, facts),
                words.wording.site(f"changes.by-{by}"),
            )
            for name, by in change.changed_by.items()
        ),
        change.only_time,
    )
