"""A set of rules that has been read and checked, ready to decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from rules_engine.compile.programs import compile_rule, values_at
from rules_engine.model.decision import Decision
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import Rule
from rules_engine.model.value_types import Value
from rules_engine.problems import Problem, ProblemsFound, near
from rules_engine.program import Program
from rules_engine.reading.folder import read_folder


class Ruleset:
    """Rules, parameters and sets of choices; programs are compiled on first use."""

    def __init__(
        self,
        rules: Mapping[str, Rule],
        parameters: Mapping[str, Parameter],
        choices: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.rules = rules
        self.parameters = parameters
        self.choices = choices
        self._programs: dict[str, Program] = {}

    def rule(self, rule_id: str) -> Rule:
        """Return a rule; raise ``ProblemsFound`` with a near name where there is none."""
        if rule_id not in self.rules:
            raise ProblemsFound([unknown_rule(rule_id, self.rules)])
        return self.rules[rule_id]

    def program(self, rule_id: str) -> Program:
        """Return the compiled rule."""
        if rule_id not in self._programs:
            self._programs[rule_id] = compile_rule(self.rule(rule_id), self.parameters)
        return self._programs[rule_id]

    def decide(self, rule_id: str, facts: Mapping[str, object], as_of: date) -> Decision:
        """Return the decision of a rule on some facts as of a day.

        Raises ``ProblemsFound`` for an unknown rule, facts that do not fit, or a day on which a
        parameter has no value.
        """
        return self.program(rule_id).decide(facts, as_of)

    def values_at(self, as_of: date) -> dict[str, Value]:
        """Return the values of all parameters that have one on a day."""
        return values_at(self.parameters, as_of)[0]


def unknown_rule(rule_id: str, known: Mapping[str, object] | list[str]) -> Problem:
    """Return the problem of a rule id that does not exist."""
    return Problem(
        "",
        0,
        0,
        "KB505",
        f"there is no rule {rule_id!r}.{near(rule_id, known)}",
        "List the rules with: kb rules",
        subject=rule_id,
    )


def load_rules(folder: Path) -> Ruleset:
    """Return the rules of a folder; raise ``ProblemsFound`` with everything that is wrong in it."""
    read = read_folder(folder)
    if read.problems:
        raise ProblemsFound(read.problems)
    return Ruleset(read.rules, read.parameters, read.choices)
