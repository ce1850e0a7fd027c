"""Back ends held against the first of them, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, Protocol

from rules_engine.agreement.answers import differences
from rules_engine.agreement.back_ends import BackEnd
from rules_engine.agreement.cases import Case, draw_cases
from rules_engine.agreement.requests import Request, record_differences, record_of, request_of
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import Rule
from rules_engine.program import Program

# Cases that are asked at once: the costs of a question to a browser or a database are shared.
BATCH = 2_000


class RecordKeeper(Protocol):
    """A back end that also writes whole decision records."""

    name: str

    def records(self, rule: Rule, requests: Sequence[Request]) -> Sequence[object]:
        """Return the record of each request as JSON values, in order; ``record_of`` says how."""


class Difference(NamedTuple):
    """What a back end says otherwise than the reference, and what was asked."""

    rule: str
    request: Request
    back_end: str
    words: tuple[str, ...]


@dataclass(slots=True)
class Count:
    """How much was compared: cases drawn, how many of them are distinct, and what each decided."""

    drawn: int = 0
    distinct: int = 0
    asked: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, cases: int) -> None:
        """Count cases that a back end decided."""
        self.asked[name] = self.asked.get(name, 0) + cases


def batches(
    rule: Rule, parameters: Mapping[str, Parameter], program: Program, seed: int, cases: int
) -> Iterator[tuple[int, list[Case]]]:
    """Yield how many cases were drawn and, of them, each that is not drawn twice."""
    stream = draw_cases(rule, parameters, seed, program)
    for start in range(0, cases, BATCH):
        drawn = list(islice(stream, min(BATCH, cases - start)))
        if drawn:
            yield len(drawn), list({case.key: case for case in drawn}.values())


def compare(
    rule: Rule, cases: Sequence[Case], back_ends: Sequence[BackEnd], count: Count
) -> Iterator[Difference]:
    """Yield where a back end differs from the first one, and add to the count."""
    reference, *others = back_ends
    expected = list(reference.judge(rule, cases))
    count.distinct += len(cases)
    count.add(reference.name, len(cases))
    for each in others:
        asked = 0
        for case, right, said in zip(cases, expected, each.judge(rule, cases), strict=True):
            if said is None or right is None:
                continue
            asked += 1
            if words := differences(right, said):
                yield Difference(rule.id, request_of(case), each.name, tuple(words))
        count.add(each.name, asked)


def compare_records(
    rule: Rule, program: Program, requests: Sequence[Request], records: RecordKeeper, count: Count
) -> Iterator[Difference]:
    """Yield where a whole record differs from the one that ``kb decide`` prints, as JSON text."""
    for request, said in zip(requests, records.records(rule, requests), strict=True):
        if words := record_differences(record_of(program, request), said):
            yield Difference(rule.id, request, f"{records.name} (records)", tuple(words))
    count.add(f"{records.name} (records)", len(requests))
