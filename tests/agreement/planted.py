"""The rules of this project, and back ends in which one of them decides otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rules_engine.agreement.back_ends import BackEnd, interpreter
from rules_engine.agreement.comparison import Count, Difference, batches, compare
from rules_engine.ruleset import load_rules

ROOT = Path(__file__).parents[2]
RULES = load_rules(ROOT / "rules")


def found(rule: str, back_ends: Sequence[BackEnd], cases: int = 2_000) -> list[Difference]:
    """Return what differs from the interpreter on a few cases of a rule."""
    declared = RULES.rules[rule]
    (_, drawn), *_ = batches(declared, RULES.parameters, RULES.program(rule), 1, cases)
    return list(compare(declared, drawn, [interpreter(RULES.parameters), *back_ends], Count()))


def changed(text: str, old: str, new: str) -> str:
    """Return a text with the first place changed; a mistake that changes nothing is none."""
    assert old in text, f"no {old!r} in {text}"
    return text.replace(old, new, 1)
