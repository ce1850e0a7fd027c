"""What an unknown condition or value waits for: the inputs to ask."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Generic

from rules_engine.export.language import Term, Test
from rules_engine.export.truths import Truths
from rules_engine.model.expressions import (
    All,
    Any,
    Choose,
    Compare,
    ComputedRef,
    Condition,
    Expression,
    InputRef,
    Not,
    operands,
)


class Waits(Generic[Term]):
    """Writes, for each input, whether it is among what leaves a part of a rule unknown."""

    def __init__(self, truths: Truths[Term]) -> None:
        self.truths = truths
        self.language = truths.language
        self.of_computed = cache(self._of_computed)

    def of_condition(self, condition: Condition, name: str) -> Test[Term]:
        """Return a test whether a condition is unknown and an input among what leaves it so."""
        write = self.language
        match condition:
            case Not(part):
                return self.of_condition(part, name)
            case All(parts) | Any(parts):
                waiting = write.any_of(self.of_condition(part, name) for part in parts)
                return waiting is not False and write.all_of(
                    [self.truths.unknown_truth(condition), waiting]
                )
            case Compare(left, _, right):
                return self._of_any([left, right], name)
        return False

    def of_value(self, expression: Expression, name: str) -> Test[Term]:
        """Return a test whether a value is unknown and an input among what leaves it so."""
        write = self.language
        match expression:
            case InputRef(other):
                return self.truths.unknown_input(name) if other == name else False
            case ComputedRef(computed):
                return self.of_computed(computed, name)
            case Choose():
                waiting = write.any_of(
                    write.all_of([
                        each.applies,
                        write.any_of([
                            self.of_condition(each.condition, name), self.of_value(each.value, name)
                        ]),
                    ])
                    for each in self.truths.candidates(expression)
                )  # fmt: skip
                return waiting is not False and write.all_of(
                    [self.truths.unknown(expression), waiting]
                )
        return self._of_any(operands(expression), name)

    def _of_any(self, expressions: Iterable[Expression], name: str) -> Test[Term]:
        return self.language.any_of(self.of_value(each, name) for each in expressions)

    def _of_computed(self, name: str, given: str) -> Test[Term]:
        waiting = self.of_value(self.truths.resolved.computed[name], given)
        return self.language.define(f"{given}-decides-{name}", waiting)
