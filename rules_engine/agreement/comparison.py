"""Back ends held against the first of them, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from rules_engine.agreement.answers import differences
from rules_engine.agreement.back_ends import BackEnd
from rules_engine.agreement.cases import Case, draw_cases
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import Rule
from rules_engine.program import Program

# Cases that are asked at once: the costs of a question to a browser or a database are shared.
BATCH = 2_000


class Difference(NamedTuple):
    """A case on which a back end says something else than the reference, and what."""

    rule: str
    case: Case
    back_end: str
    reference: str
    words: tuple[str, ...]


@dataclass(slots=True)
class Count:
    """How much was compared: cases drawn, those of them that differ, and how many each decided."""

    drawn: int = 0
    different: int = 0
    asked: dict[str, int] = field(default_factory=dict)


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
) -> Iterable[Difference]:
    """Return where a back end differs from the first one, and add to the count."""
    reference, *others = back_ends
    expected = list(reference.judge(rule, cases))
    count.different += len(cases)
    count.asked[reference.name] = count.asked.get(reference.name, 0) + len(cases)
    found: list[Difference] = []
    for each in others:
        asked = 0
        for case, right, said in zip(cases, expected, each.judge(rule, cases), strict=True):
            if said is None or right is None:
                continue
            asked += 1
            if words := differences(right, said):
                found.append(Difference(rule.id, case, each.name, reference.name, tuple(words)))
        count.asked[each.name] = count.asked.get(each.name, 0) + asked
    return found
