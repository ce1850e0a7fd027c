"""Expressions of a rule in words: names of inputs and values, joined by signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from knowledge_base.content.values import type_of
from rules_engine.model.expressions import (
    Arithmetic,
    Choose,
    ComputedRef,
    DayShift,
    Expression,
    Extreme,
    InputRef,
    Joined,
    Literal,
    Lookup,
    MonthShift,
    ParameterRef,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from knowledge_base.content.words import RuleWords
    from rules_engine.compile.resolve import ResolvedRule

_SIGNS = {"plus": "+", "minus": "−", "times": "×"}
_EXTREMES = {"least": "min", "greatest": "max"}


class ExpressionWords:
    """Puts the expressions of a resolved rule into words."""

    def __init__(self, words: RuleWords, resolved: ResolvedRule) -> None:
        self.words = words
        self.resolved = resolved

    def say(self, expression: Expression) -> str:
        """Return an expression in words: ``Last day of the current term + 1 day``."""
        match expression:
            case InputRef(name):
                return self.words.label(name).text
            case Literal(value):
                return self.words.values.words(type_of(value), value)
            case ComputedRef(name):
                return self._computed(name)
            case ParameterRef(name):  # a resolved rule has none
                return name
            case Arithmetic(operator, left, right):
                return f"{self.say(left)} {_SIGNS[operator]} {self.say(right)}"
            case MonthShift(day, months, sign, _):
                return self._shift(day, months, sign, "months")
            case DayShift(day, days, sign):
                return self._shift(day, days, sign, "days")
        return self._several(expression)

    def _several(self, expression: Extreme | Joined | Choose | Lookup) -> str:
        match expression:
            case Extreme(which, parts):
                return f"{_EXTREMES[which]} ({'; '.join(self.say(part) for part in parts)})"
            case Joined(parts):
                return ", ".join(self.say(part) for part in parts)
            case Choose(branches, otherwise):
                values = [*(value for _, value in branches), otherwise]
                return " / ".join(dict.fromkeys(self.say(value) for value in values))
            case Lookup(_, match, _):
                return f"[{', '.join(self.say(key) for _, key in match)}]"

    def _shift(self, day: Expression, count: Expression, sign: int, unit: str) -> str:
        if isinstance(count, Literal):
            length = self.words.wording.formats.duration(cast("int | Decimal", count.value), unit)
        else:
            length = self.say(count)
        return f"{self.say(day)} {'+' if sign > 0 else '−'} {length}"

    def _computed(self, name: str) -> str:
        """Return the words of the answer's value that is this computation, else its making."""
        for value, declared in self.words.rule.values.items():
            if any(each == ComputedRef(name) for each in declared.by_outcome.values()):
                return self.words.value_label(value).text
        return self.say(self.resolved.computed[name])
