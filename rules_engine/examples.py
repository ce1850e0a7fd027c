"""Examples of rules, decided: nothing in them but the given facts is typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from rules_engine.model.decision import Decision
from rules_engine.model.expressions import ParameterRef
from rules_engine.model.rule import Rule
from rules_engine.model.value_types import Value
from rules_engine.problems import Problem, ProblemsFound
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


def example_problems(ruleset: Ruleset, as_of: date) -> list[Problem]:
    """Return the examples that no longer lead to what they say."""
    problems: list[Problem] = []
    for rule in ruleset.rules.values():
        for example in rule.examples.values():
            line, column = rule.positions[f"examples.{example.id}"]
            try:
                decision = decide_example(ruleset, rule, example.id, as_of)
            except ProblemsFound as found:
                problems += (
                    Problem(rule.path, line, column, each.code, each.message, each.remedy)
                    for each in found.problems
                )
                continue
            said = (example.outcome, example.reasons or decision.reasons)
            if (decision.outcome, decision.reasons) != said:
                reasons = f" [{', '.join(decision.reasons)}]" if decision.reasons else ""
                problems.append(
                    Problem(rule.path, line, column, "KB331",
                            f"the example {example.id!r} says {example.outcome!r}, but the rule "
                            f"decides {decision.outcome or decision.status!r}{reasons}",
                            "Correct the example, or the rule.", subject=rule.id)
                )  # fmt: skip
    return problems


def _value(ruleset: Ruleset, reference: ParameterRef, as_of: date) -> Value:
    period = ruleset.parameters[reference.id].period_at(as_of)
    value = period.value if period else None
    if reference.key is None or value is None:
        return value
    return cast("Mapping[str, Value]", value)[reference.key]
