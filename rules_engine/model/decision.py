"""The record of a decision: language-neutral, replayable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

from rules_engine.model.value_types import Value

Status = Literal["decided", "needs-info", "invalid"]


class Verdict(NamedTuple):
    """What a rule says of some facts, without the facts. Shared between decisions: never changed.

    A tuple, because it is made on the way of every decision that carries values.
    """

    status: Status
    outcome: str | None
    reasons: tuple[str, ...] = ()
    open_reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    values: Mapping[str, Value] = MappingProxyType({})


# Who changes a fact that only waiting changes.
TIME = "time"


class Question(NamedTuple):
    """An input still needed, and the requirements, rows or values that wait for it."""

    input: str
    decides: tuple[str, ...]


class Change(NamedTuple):
    """Values that together lead to the good outcome, and who can change each.

    ``alternatives`` holds the other values that do the same, where one choice is changed.
    """

    values: Mapping[str, Value]
    changed_by: Mapping[str, str]
    alternatives: tuple[Value, ...] = ()

    @property
    def only_time(self) -> bool:
        """Whether nothing but waiting is needed: the value is then the first such date."""
        return set(self.changed_by.values()) == {TIME}

    def to_json(self) -> dict[str, object]:
        """Return the change as JSON types."""
        return {
            "set": {name: plain(value) for name, value in self.values.items()},
            "changed_by": dict(self.changed_by),
            "alternatives": [plain(value) for value in self.alternatives],
        }


class Advisor(Protocol):
    """What can say more about a decision: the program that made it.

    ``made_from`` names the engine, the rule and each parameter it was compiled from, with digests.
    """

    made_from: Mapping[str, str]

    def questions(self, decision: Decision) -> tuple[Question, ...]:
        """Return what is still to be asked, the most useful question first."""

    def changes(self, decision: Decision) -> tuple[Change, ...]:
        """Return what would change the answer."""


class Decision:
    """Rule + facts + date → status, outcome, reasons, values, missing inputs.

    ``facts`` are the given ones in normal form; ``ruleset`` is the digest of the rule and of the
    parameters it reads.
    """

    __slots__ = ("rule", "as_of", "verdict", "facts", "ruleset", "advisor")

    def __init__(
        self,
        rule: str,
        as_of: date,
        verdict: Verdict,
        facts: Mapping[str, Value],
        ruleset: str,
        advisor: Advisor,
    ) -> None:
        self.rule = rule
        self.as_of = as_of
        self.verdict = verdict
        self.facts = facts
        self.ruleset = ruleset
        self.advisor = advisor

    @property
    def status(self) -> Status:
        """``decided``, ``needs-info`` or ``invalid``."""
        return self.verdict.status

    @property
    def outcome(self) -> str | None:
        """The answer, or None while it is not decided."""
        return self.verdict.outcome

    @property
    def reasons(self) -> tuple[str, ...]:
        """Requirements that certainly fail; constraints that are broken when invalid."""
        return self.verdict.reasons

    @property
    def open_reasons(self) -> tuple[str, ...]:
        """Reasons that could still be added once the unknown inputs are known."""
        return self.verdict.open_reasons

    @property
    def missing(self) -> tuple[str, ...]:
        """Inputs still needed, the most useful question first."""
        return tuple(each.input for each in self.questions)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is still to be asked, in the order of ``missing``, and what waits for it."""
        return self.advisor.questions(self)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The smallest changes that lead to the good outcome, each verified by deciding again."""
        return self.advisor.changes(self)

    @property
    def values(self) -> Mapping[str, Value]:
        """Values that the answer carries."""
        return self.verdict.values

    def to_json(self) -> dict[str, object]:
        """Return the record as JSON types: dates and decimals as texts."""
        questions = self.questions
        return {
            "rule": self.rule,
            "as_of": self.as_of.isoformat(),
            "status": self.status,
            "outcome": self.outcome,
            "reasons": list(self.reasons),
            "open_reasons": list(self.open_reasons),
            "values": {name: plain(value) for name, value in self.values.items()},
            "missing": [each.input for each in questions],
            "questions": [each._asdict() for each in questions],
            "changes": [each.to_json() for each in self.changes],
            "facts": {name: plain(value) for name, value in self.facts.items()},
            "ruleset": self.ruleset,
            "made_from": dict(self.advisor.made_from),
        }


def plain(value: object) -> object:
    """Return a value in JSON types: dates and decimals become texts, tuples lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value
