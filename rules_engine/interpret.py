"""The reference interpreter: slow and obvious. Every other back end is held against it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rules_engine.evaluation import UNKNOWN, Evaluation, Truth
from rules_engine.exact import round_half_up
from rules_engine.model.decision import Verdict
from rules_engine.model.expressions import NEVER
from rules_engine.model.rule import Row, Rule
from rules_engine.model.value_types import Value
from rules_engine.problems import no_row
from rules_engine.residual import unknown_in, unknown_of


def interpret(
    rule: Rule, parameters: Mapping[str, Value], facts: Mapping[str, Value], as_of: date
) -> Verdict:
    """Return what a rule says of facts in normal form, with the parameters of that day."""
    return _Interpreter(Evaluation(rule, parameters, facts, as_of)).verdict()


class _Interpreter:
    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.rule = evaluation.rule
        self.truth = evaluation.truth

    def verdict(self) -> Verdict:
        broken = tuple(each.id for each in self.rule.constraints if self.truth(each.holds) is False)
        if broken:
            return Verdict("invalid", None, broken)
        return self._table() if self.rule.rows else self._eligibility()

    def _eligibility(self) -> Verdict:
        in_force = [each for each in self.rule.requirements if each.in_force(self.evaluation.as_of)]
        truths = {each.id: self.truth(each.holds) for each in in_force}
        failing = tuple(name for name, truth in truths.items() if truth is False)
        unknown = tuple(name for name, truth in truths.items() if truth is None)
        met, not_met = self.rule.outcomes
        outcome = not_met if failing else met
        if not failing and unknown:
            # `met` is still possible, and its values are needed then
            needed = unknown_in((each.holds for each in in_force), self.evaluation)
            return self._needs_info(needed | self._values(met)[1] | self._values(not_met)[1])
        values, needed = self._values(outcome)
        if needed:
            return self._needs_info(needed)
        return Verdict("decided", outcome, failing, unknown, (), values)

    def _table(self) -> Verdict:
        possible = self._possible_rows()
        outcomes = [row.outcome for row in possible]
        needed = {name for outcome in outcomes for name in self._values(outcome)[1]}
        for index, row in enumerate(possible):
            if any(outcome != row.outcome for outcome in outcomes[index + 1 :]):
                needed |= unknown_in([row.when], self.evaluation)
        if len(set(outcomes)) > 1 or needed:
            return self._needs_info(needed)
        certain, open_reasons = self._row_reasons(possible)
        values, _ = self._values(outcomes[0])
        return Verdict("decided", outcomes[0], certain, open_reasons, (), values)

    def _possible_rows(self) -> list[Row]:
        """Rows that may be the first to match, up to one that certainly matches."""
        possible: list[Row] = []
        for row in self.rule.rows:
            truth = self.truth(row.when) if row.in_force(self.evaluation.as_of) else False
            if truth is not False:
                possible.append(row)
            if truth is True:
                break
        if not possible:
            raise no_row(self.rule.id)
        return possible

    def _row_reasons(self, rows: list[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Reasons that apply whichever of the rows it is, and those that may apply."""
        names = dict.fromkeys(name for row in rows for name, _ in row.reasons)
        truths: dict[str, list[Truth]] = {
            name: [self.truth(dict(row.reasons).get(name, NEVER)) for row in rows] for name in names
        }
        certain = tuple(name for name, each in truths.items() if all(t is True for t in each))
        possible = tuple(
            name for name, each in truths.items()
            if name not in certain and any(t is not False for t in each)
        )  # fmt: skip
        return certain, possible

    def _values(self, outcome: str) -> tuple[dict[str, Value], set[str]]:
        """The values that an outcome carries, and the inputs that they still need."""
        values: dict[str, Value] = {}
        needed: set[str] = set()
        for name, declared in self.rule.values.items():
            if outcome not in declared.by_outcome:
                continue
            value = self.evaluation.value(declared.by_outcome[outcome])
            needed |= unknown_of(declared.by_outcome[outcome], self.evaluation)
            if value is UNKNOWN or value is None:
                continue
            values[name] = (
                value if declared.places is None else round_half_up(value, declared.places)
            )
        return values, needed

    def _needs_info(self, needed: set[str]) -> Verdict:
        return Verdict(
            "needs-info", None, missing=tuple(n for n in self.rule.inputs if n in needed)
        )
