"""Examples of rules, decided: nothing in them but the given facts is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rules_engine.model.expressions import ParameterRef

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from rules_engine.model.decision import Decision
    from rules_engine.model.rule import Rule
    from rules_engine.model.value_types import Value
    from rules_engine.ruleset import Ruleset


def decide_example(ruleset: Ruleset, rule: Rule, example: str, as_of: date) -> Decision:
    """Return what the engine decides on the facts of an example.

    Raises ``KeyError`` for an unknown example, ``ProblemsFound`` for facts that do not fit.
    """
    facts = {
        name: _value(ruleset, given, as_of) if isinstance(given, ParameterRef) else given
        for name, given in rule.examples[example].given.items()
    }
    return ruleset.decide(rule.id, facts, as_of)


def _value(ruleset: Ruleset, reference: ParameterRef, as_of: date) -> Value:
    period = ruleset.parameters[reference.id].period_at(as_of)
    value = period.value if period else None
    if reference.key is None or value is None:
        return value
    return cast("Mapping[str, Value]", value)[reference.key]
