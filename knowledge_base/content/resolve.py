"""What each class of reference stands for, in one language and on one day."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from knowledge_base.content.blocks import Label, Link, Term, Text, Value
from knowledge_base.content.values import UNSPEAKABLE
from knowledge_base.content.wording import Said, Unresolved, Wording
from knowledge_base.content.words import RuleWords
from rules_engine.examples import decide_example
from rules_engine.model.value_types import ValueType
from rules_engine.problems import near

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge_base.content.blocks import InlineNode
    from knowledge_base.content.written import Reference
    from rules_engine.model.parameters import Parameter
    from rules_engine.model.value_types import Value as AnyValue


def resolve(wording: Wording, reference: Reference) -> InlineNode:
    """Return the node to show for a reference.

    Raises ``Unresolved`` where it leads nowhere. A guide that is not written yet is plain words.
    """
    match reference.kind:
        case "value":
            return _value(wording, reference)
        case "label":
            return _label(wording, reference)
        case "guide":
            return _guide(wording, reference)
        case "term":
            return _term(wording, reference)
    return _example(wording, reference)


def _value(wording: Wording, reference: Reference) -> Value:
    parameter, key = _parameter(wording, reference.id)
    period = parameter.period_at(wording.as_of)
    if period is None:
        raise Unresolved(
            "KB226",
            f"{reference} has no value on {wording.as_of}",
            "Give the parameter a value from that day on, or choose another date.",
        )
    if parameter.type.kind == "amounts":
        amounts = cast("Mapping[str, AnyValue]", period.value)
        if key is None or key not in amounts:
            raise Unresolved(
                "KB220",
                f"{reference} needs one currency: {', '.join(amounts)}",
                f"Write <value:{parameter.id}.{next(iter(amounts))}>.",
            )
        words = wording.values.words(ValueType("decimal"), amounts[key], key)
        return Value(words, parameter.id)
    if parameter.type.kind in UNSPEAKABLE:
        raise Unresolved(
            "KB220",
            f"{reference} is a table; it fits no sentence",
            "Show the rule that reads it instead.",
        )
    unit = None if reference.words == "number" else parameter.unit
    return Value(wording.values.words(parameter.type, period.value, unit), parameter.id)


def _parameter(wording: Wording, name: str) -> tuple[Parameter, str | None]:
    """Return the parameter of ``area.name`` or of ``area.name.CURRENCY``, and the currency."""
    parameters = wording.ruleset.parameters
    if name in parameters:
        return parameters[name], None
    head, _, key = name.rpartition(".")
    if head in parameters and parameters[head].type.kind == "amounts":
        return parameters[head], key
    raise Unresolved(
        "KB220",
        f"there is no parameter {name!r}.{near(name, parameters)}",
        "Parameters stand in rules/parameters.",
    )


def _label(wording: Wording, reference: Reference) -> Label:
    said = wording.said(lambda texts: texts.labels, reference.id)
    if said is None:
        known = wording.sources.structure.labels
        raise Unresolved(
            "KB221",
            f"there is no label {reference.id!r}.{near(reference.id, known)}",
            "Add it to docs/guides/labels.yml and to labels.yml of every language.",
        )
    return Label(said.text, reference.id, _foreign(said, wording))


def _foreign(said: Said, wording: Wording) -> str | None:
    """Return the language of words within a sentence where it is not that of the sentence."""
    return said.language if said.language != wording.language else None


def _guide(wording: Wording, reference: Reference) -> Link | Text:
    guides = wording.sources.structure.guides
    if reference.id in guides:
        if reference.words:
            return Link((Text(reference.words),), reference.id)
        title = wording.title(reference.id)
        return Link(title.inline, reference.id, _foreign(title, wording))
    planned = wording.said(lambda texts: texts.planned, reference.id)
    if planned is not None or reference.id in wording.sources.structure.unreadable:
        return Text(reference.words or wording.title(reference.id).text)
    raise Unresolved(
        "KB222",
        f"there is no guide {reference.id!r}.{near(reference.id, wording.sources.guide_ids())}",
        "Guides stand in docs/guides; titles of those to come in docs/en/planned.yml.",
    )


def _term(wording: Wording, reference: Reference) -> Term:
    terms = wording.texts.terms
    source = wording.source.texts.terms if wording.source else terms
    said = wording.said(lambda texts: texts.terms, f"{reference.id}.term")
    if said is None:
        known = source.under("")
        raise Unresolved(
            "KB223",
            f"there is no term {reference.id!r}.{near(reference.id, known)}",
            "Add it to terms.yml of every language.",
        )
    allowed = [said.text, *term_words(wording, reference.id, "forms")]
    if reference.words and reference.words.casefold() not in _folded(allowed):
        raise Unresolved(
            "KB223",
            f"{reference.words!r} is not a form of the term {reference.id!r}."
            f"{near(reference.words, allowed)}",
            f"Allowed: {', '.join(allowed)}. Add a form to terms.yml of the language if it is one.",
        )
    foreign = None if reference.words else _foreign(said, wording)
    return Term(reference.words or said.text, reference.id, foreign)


def term_words(wording: Wording, term: str, field: str) -> tuple[str, ...]:
    """Return the ``forms``, ``banned`` words or ``synonyms`` of a term in this language alone."""
    text = wording.texts.terms.get(f"{term}.{field}")
    return tuple(word.strip() for word in text.text.split(" | ")) if text else ()


def _example(wording: Wording, reference: Reference) -> Value:
    rules = wording.ruleset.rules
    rule_id, _, rest = reference.id.partition(".")
    example_id, _, name = rest.partition(".")
    if rule_id not in rules:
        raise Unresolved(
            "KB224",
            f"{reference}: there is no rule {rule_id!r}.{near(rule_id, rules)}",
            "Write <example:rule.example.value>.",
        )
    rule = rules[rule_id]
    if example_id not in rule.examples:
        raise _no_example(reference, "example", example_id, rule.examples)
    decision = decide_example(wording.ruleset, rule, example_id, wording.as_of)
    words = RuleWords(wording, rule)
    if name in decision.values:
        return Value(words.answer_value(name, decision.values[name], decision.facts), None)
    if name in decision.facts:
        return Value(words.fact(name, decision.facts), None)
    raise _no_example(reference, "fact or value", name, [*decision.facts, *decision.values])


def _no_example(reference: Reference, what: str, name: str, known: Iterable[str]) -> Unresolved:
    names = list(known)
    return Unresolved(
        "KB224",
        f"{reference}: there is no {what} {name!r}.{near(name, names)}",
        f"There are: {', '.join(names)}.",
    )


def _folded(words: Iterable[str]) -> set[str]:
    return {word.casefold() for word in words}
