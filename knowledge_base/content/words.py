"""Everything that a rule asks and answers, in the words of one language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from knowledge_base.content.values import ValueWords, unit_of
from knowledge_base.content.wording import Said, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from rules_engine.model.rule import Rule
    from rules_engine.model.value_types import Value, ValueType


class RuleWords:
    """The words of one rule in the language of ``wording``; English where they are missing."""

    def __init__(self, wording: Wording, rule: Rule) -> None:
        self.wording = wording
        self.rule = rule
        self.values = ValueWords(wording.formats, wording.site, self._choice)

    @property
    def language(self) -> str:
        """The language of everything made from these words, but for texts that it lacks."""
        return self.wording.language

    @property
    def question(self) -> Said:
        """What the rule answers."""
        return self._need("question")

    def label(self, name: str) -> Said:
        """Return the short name of an input."""
        return self._need(f"inputs.{name}.label")

    def ask(self, name: str) -> Said:
        """Return the question for an input."""
        return self._need(f"inputs.{name}.ask")

    def help(self, name: str) -> Said | None:
        """Return what exactly counts for an input."""
        return self._said(f"inputs.{name}.help")

    def choices(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the choices of an input, each with its words."""
        declared = self.rule.inputs[name].type
        return tuple(
            (choice, self._choice_of(name, declared, choice)) for choice in declared.choices
        )

    def outcome(self, outcome: str) -> Said:
        """Return the answer."""
        return self._need(f"outcomes.{outcome}")

    def fails(self, reason: str) -> Said:
        """Return what is said when a requirement fails."""
        return self._need(f"reasons.{reason}.fails")

    def met(self, reason: str) -> Said:
        """Return a requirement as a condition of the page."""
        return self._need(f"reasons.{reason}.met")

    def constraint(self, constraint: str) -> Said:
        """Return what is said when facts contradict each other."""
        return self._need(f"constraints.{constraint}")

    def remedy(self, key: str) -> Said | None:
        """Return what to do about a reason or an outcome."""
        return self._said(f"remedies.{key}")

    def value_label(self, name: str) -> Said:
        """Return what a value of the answer is."""
        return self._need(f"values.{name}")

    def caption(self, example: str) -> Said:
        """Return the caption of an example."""
        return self._need(f"examples.{example}")

    def fact(self, name: str, facts: Mapping[str, Value]) -> str:
        """Return a given fact in words."""
        return self.value_words(self.rule.inputs[name].type, name, facts[name], facts)

    def answer_value(self, name: str, value: Value, facts: Mapping[str, Value]) -> str:
        """Return a value of the answer in words; ``facts`` may say its currency."""
        declared = self.rule.values[name]
        unit = unit_of(self.rule, name, facts)
        if unit is None and declared.places is not None and value is not None:
            return self.wording.formats.fixed(cast("Decimal", value), declared.places)
        return self.values.words(declared.type, value, unit)

    def value_words(
        self, declared: ValueType, name: str, value: Value, facts: Mapping[str, Value]
    ) -> str:
        """Return a value that stands for the input ``name``, with the unit of that input."""
        wording = self.wording
        values = ValueWords(wording.formats, wording.site, partial(self._choice_of, name))
        return values.words(declared, value, unit_of(self.rule, name, facts))

    def _need(self, key: str) -> Said:
        return self.wording.need(lambda texts: texts.rules.get(self.rule.id), key)

    def _said(self, key: str) -> Said | None:
        return self.wording.said(lambda texts: texts.rules.get(self.rule.id), key)

    def _choice_of(self, name: str, declared: ValueType, choice: str) -> str:
        """Return the words of a choice of one input."""
        if declared.choice_set is not None:
            return self.wording.choice(declared, choice)
        return self._need(f"inputs.{name}.choices.{choice}").text

    def _choice(self, declared: ValueType, choice: str) -> str:
        """Return the words of a choice of a value: those of the input that has the same choices."""
        if declared.choice_set is not None:
            return self.wording.choice(declared, choice)
        for name, each in self.rule.inputs.items():
            inner = each.type.item or each.type
            if inner.choice_set is None and choice in inner.choices:
                return self._choice_of(name, inner, choice)
        return choice


def spoken_words(wording: Wording, rule: Rule) -> RuleWords:
    """Return the words of a rule; English ones throughout where the language has none of them.

    What is made from a rule joins its words with values and with words of the site: English labels
    among Portuguese conditions would be neither.
    """
    own = wording.texts.rules.get(rule.id)
    lacking = wording.source is not None and (own is None or not own.texts)
    return RuleWords(wording.source if lacking and wording.source else wording, rule)
