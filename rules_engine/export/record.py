"""The record of a decision in another language: status, outcome, reasons, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Generic, NamedTuple

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.export.language import Language, Term, Test
from rules_engine.export.truths import Truth, Truths
from rules_engine.export.waits import Waits
from rules_engine.model.rule import Input
from rules_engine.problems import no_row


class Record(NamedTuple, Generic[Term]):
    """One term for each part of a decision record.

    ``missing`` stands in the order of the rule. A value that is null is not in the answer.
    """

    status: Term
    outcome: Term
    reasons: Term
    open_reasons: Term
    missing: Term
    values: Mapping[str, Term]


class Answers(NamedTuple, Generic[Term]):
    """What a rule says of facts that contradict nothing.

    ``possible`` are the outcomes that can still be, ``undecided`` that these are several.
    ``waiting`` says of each input whether it is needed to tell which.
    """

    possible: Mapping[str, Test[Term]]
    undecided: Test[Term]
    waiting: Mapping[str, Test[Term]]
    reasons: list[tuple[Test[Term], str]]
    open_reasons: list[tuple[Test[Term], str]]


def write_record(
    resolved: ResolvedRule, as_of: date, language: Language[Term], outcome: Term | None = None
) -> Record[Term]:
    """Return the record of a rule that nothing refuses, as of a day.

    ``outcome`` is a term for the outcome of facts that decide it, where there is a plainer one.
    """
    return _RecordWriter(resolved, as_of, language).record(outcome)


def inputs_read(resolved: ResolvedRule) -> dict[str, Input]:
    """Return the inputs that facts are asked for: those only shown are left out."""
    return {n: each for n, each in resolved.rule.inputs.items() if not each.display_only}


class _RecordWriter(Generic[Term]):
    def __init__(self, resolved: ResolvedRule, as_of: date, language: Language[Term]) -> None:
        self.resolved = resolved
        self.language = language
        self.truths = Truths(resolved, as_of, language)
        self.waits = Waits(self.truths)
        self.askable = [n for n in inputs_read(resolved) if n not in resolved.defaults]

    def record(self, outcome: Term | None) -> Record[Term]:
        write = self.language
        broken = [
            (write.define(f"broken-{name}", self.truths.truth(test).fails), name)
            for name, test in self.resolved.constraints
        ]
        invalid = write.define("is-invalid", write.any_of(test for test, _ in broken))
        answers = self._table() if self.resolved.rule.rows else self._eligibility()
        # The values of every outcome that is possible are needed, whichever it will be.
        lacking = [
            write.all_of([possible, self._lacks(outcome)])
            for outcome, possible in answers.possible.items()
        ]
        needs = write.define("needs-info", write.any_of([answers.undecided, *lacking]))
        open_ended = write.any_of([invalid, needs])
        nothing, null = write.names([]), write.literal(None)
        *first, (last, _) = answers.possible.items()
        if outcome is None:
            outcome = write.choice(
                [(test, write.literal(name)) for name, test in first], write.literal(last)
            )
        status = write.choice(
            [(invalid, write.literal("invalid")), (needs, write.literal("needs-info"))],
            write.literal("decided"),
        )
        return Record(
            status,
            write.choice([(open_ended, null)], outcome),
            write.choice(
                [(invalid, write.names(broken)), (needs, nothing)], write.names(answers.reasons)
            ),
            write.choice([(open_ended, nothing)], write.names(answers.open_reasons)),
            write.choice(
                [(invalid, nothing), (needs, write.names(self._missing(answers)))], nothing
            ),
            {
                name: write.choice([(open_ended, null), *self._values(name, answers)], null)
                for name in self.resolved.rule.values
            },
        )

    def _values(self, name: str, answers: Answers[Term]) -> list[tuple[Test[Term], Term]]:
        return [
            (possible, self.truths.value(self.resolved.values[outcome][name]))
            for outcome, possible in answers.possible.items()
            if name in self.resolved.values[outcome]
        ]

    def _lacks(self, outcome: str) -> Test[Term]:
        values = self.resolved.values[outcome].values()
        return self.language.any_of(self.truths.unknown(each) for each in values)

    def _missing(self, answers: Answers[Term]) -> list[tuple[Test[Term], str]]:
        write = self.language
        found = []
        for name in self.askable:
            waiting = write.all_of([answers.undecided, answers.waiting[name]])
            for_values = [
                write.all_of([possible, self.waits.of_value(each, name)])
                for outcome, possible in answers.possible.items()
                for each in self.resolved.values[outcome].values()
            ]
            found.append((write.any_of([waiting, *for_values]), name))
        return found

    def _eligibility(self) -> Answers[Term]:
        """A requirement that certainly fails decides; else all of them must hold."""
        write, requirements = self.language, self.resolved.requirements
        truths = [self.truths.name(each.id, each.holds) for each in requirements]
        ids = [each.id for each in requirements]
        unknown = [
            write.define(f"open-{name}", write.opposite(write.any_of(truth)))
            for name, truth in zip(ids, truths, strict=True)
        ]
        failing = write.define("some-fail", write.any_of(truth.fails for truth in truths))
        standing = write.opposite(failing)
        undecided = write.define("is-open", write.all_of([standing, write.any_of(unknown)]))
        met, not_met = self.resolved.rule.outcomes
        return Answers(
            # while it is open both are: `met` stands last, so that `not_met` needs a failure
            {not_met: write.any_of([failing, undecided]), met: standing},
            undecided,
            {
                name: write.any_of(
                    self.waits.of_condition(each.holds, name) for each in requirements
                )
                for name in self.askable
            },
            [(truth.fails, name) for truth, name in zip(truths, ids, strict=True)],
            list(zip(unknown, ids, strict=True)),
        )

    def _table(self) -> Answers[Term]:
        """The rows that may be the first to match, up to one that certainly does."""
        write, rows = self.language, self.resolved.rows
        if not rows:
            raise no_row(self.resolved.rule.id)
        truths = [self.truths.name(row.id, row.when) for row in rows]
        possible = [
            write.define(
                f"possible-{row.id}",
                write.all_of([
                    write.opposite(truth.fails),
                    *(write.opposite(earlier.holds) for earlier in truths[:place]),
                ]),
            )
            for place, (row, truth) in enumerate(zip(rows, truths, strict=True))
        ]  # fmt: skip
        outcomes = {
            row.outcome: write.any_of(
                test for other, test in zip(rows, possible, strict=True)
                if other.outcome == row.outcome
            )
            for row in rows
        }  # fmt: skip
        # a row leaves the answer open where it and a later one with another outcome are possible
        opens = [
            write.all_of([
                possible[place],
                write.any_of(
                    possible[later] for later in range(place + 1, len(rows))
                    if rows[later].outcome != row.outcome
                ),
            ])
            for place, row in enumerate(rows)
        ]  # fmt: skip
        waiting = {
            name: write.any_of(
                write.all_of([open_row, self.waits.of_condition(row.when, name)])
                for row, open_row in zip(rows, opens, strict=True)
            )
            for name in self.askable
        }
        certain, maybe = self._row_reasons(possible)
        return Answers(
            outcomes, write.define("is-open", write.any_of(opens)), waiting, certain, maybe
        )

    def _row_reasons(
        self, possible: list[Test[Term]]
    ) -> tuple[list[tuple[Test[Term], str]], list[tuple[Test[Term], str]]]:
        """Reasons stand where the first possible row has them: certain if every row says so."""
        write, rows = self.language, self.resolved.rows
        certain: list[tuple[Test[Term], str]] = []
        maybe: list[tuple[Test[Term], str]] = []
        for place, row in enumerate(rows):
            for name, _ in row.reasons:
                truths = [
                    self.truths.truth(dict(each.reasons)[name]) if name in dict(each.reasons)
                    else Truth(False, True)
                    for each in rows
                ]  # fmt: skip
                pairs = list(zip(possible, truths, strict=True))
                always = write.all_of(
                    write.any_of([write.opposite(test), truth.holds]) for test, truth in pairs
                )
                sometimes = write.any_of(
                    write.all_of([test, write.opposite(truth.fails)]) for test, truth in pairs
                )
                first = [
                    write.opposite(possible[earlier])
                    for earlier in range(place)
                    if name in dict(rows[earlier].reasons)
                ]
                here = write.all_of([possible[place], *first])
                certain.append((write.all_of([here, always]), name))
                maybe.append((write.all_of([here, sometimes, write.opposite(always)]), name))
        return certain, maybe
