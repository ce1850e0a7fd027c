"""How many rows are decided alike: the counts behind a summary, and all that words are needed for.

Kinds of decisions are few, however many rows there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from rules_engine.compile.runtime import named

if TYPE_CHECKING:
    from knowledge_base.bulk.running import Rows
    from knowledge_base.content.words import RuleWords
    from rules_engine.model.rule import Rule

_DECIDED, _NEEDS_INFO, _INVALID = range(3)


class Tally(NamedTuple):
    """Rows with the same decision, values aside. ``kind`` is the number of the status."""

    kind: int
    outcome: int | None
    reason_mask: int
    open_mask: int
    missing_mask: int
    rows: int

    def reason_words(self, words: RuleWords) -> list[str]:
        """Return the reasons, or the constraints that are broken, as sentences."""
        rule = words.rule
        if self.kind == _INVALID:
            broken = named(tuple(each.id for each in rule.constraints), self.reason_mask)
            return [words.constraint(each).text for each in broken]
        return [words.fails(each).text for each in named(rule.reasons, self.reason_mask)]

    def missing_words(self, words: RuleWords) -> list[str]:
        """Return the labels of the inputs still needed."""
        return [
            words.label(each).text for each in named(tuple(words.rule.inputs), self.missing_mask)
        ]


def tally_query(decisions: str) -> str:
    """Return the query that counts the decisions of a query by what they say."""
    columns = "status, outcome, reason_mask, open_mask, missing_mask"
    return f"SELECT {columns}, count(*) FROM ({decisions}) GROUP BY {columns} ORDER BY ALL"


def read_tallies(rows: Rows) -> list[Tally]:
    """Return the rows of that query."""
    return [Tally(*cast("tuple[int, int | None, int, int, int, int]", row)) for row in rows]


@dataclass(frozen=True, slots=True)
class Summary:
    """Rows by outcome, by reason, by constraint that is broken, and by input that is missing.

    A row with two reasons counts for both. ``rejected`` are the rows that were set aside.
    """

    outcomes: Counter[str]
    reasons: Counter[str]
    broken: Counter[str]
    missing: Counter[str]
    statuses: Counter[str]
    rejected: int


def summarise(rule: Rule, tallies: Sequence[Tally], rejected: int) -> Summary:
    """Return the counts of a run."""
    found = Summary(Counter(), Counter(), Counter(), Counter(), Counter(), rejected)
    constraints = tuple(each.id for each in rule.constraints)
    for each in tallies:
        status = ("decided", "needs-info", "invalid")[each.kind]
        found.statuses[status] += each.rows
        if each.outcome is not None:
            found.outcomes[rule.outcomes[each.outcome]] += each.rows
        names, counter = (
            (constraints, found.broken) if each.kind == _INVALID else (rule.reasons, found.reasons)
        )
        for name in named(names, each.reason_mask):
            counter[name] += each.rows
        for name in named(tuple(rule.inputs), each.missing_mask):
            found.missing[name] += each.rows
    return found
