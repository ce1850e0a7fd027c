"""The back ends written in Python: the reference interpreter, and compiled rules in each way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, Protocol

from rules_engine.agreement.answers import Said, answer
from rules_engine.agreement.cases import Case
from rules_engine.compile.programs import values_at
from rules_engine.compile.runtime import UNKNOWN
from rules_engine.interpret import interpret
from rules_engine.model.decision import Verdict
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import Rule
from rules_engine.model.value_types import Value
from rules_engine.problems import ProblemsFound
from rules_engine.program import Program, Segment

Judge = Callable[[Case], Verdict | None]


class BackEnd(Protocol):
    """Something that decides rules. ``name`` is what a person calls it."""

    name: str

    def judge(self, rule: Rule, cases: Sequence[Case]) -> Iterable[Said | None]:
        """Return what it says of each case, in order; None of one that it is not made for."""


class PythonBackEnd:
    """A back end of this process. ``judge_of`` gives the function that decides one rule."""

    def __init__(self, name: str, judge_of: Callable[[Rule], Judge]) -> None:
        self.name = name
        self.judge_of = judge_of

    def judge(self, rule: Rule, cases: Sequence[Case]) -> list[Said | None]:
        """Return its answers, or the code of the problem where it refuses."""
        judge = self.judge_of(rule)
        return [_said(rule, judge, case) for case in cases]


def _said(rule: Rule, judge: Judge, case: Case) -> Said | None:
    try:
        verdict = judge(case)
    except ProblemsFound as found:
        return found.problems[0].code
    return None if verdict is None else answer(rule, verdict)


def interpreter(parameters: Mapping[str, Parameter]) -> PythonBackEnd:
    """Return the reference: slow, obvious, and right by definition."""

    def judge_of(rule: Rule) -> Judge:
        used = {name: parameters[name] for name in rule.parameters}
        days: dict[date, dict[str, Value]] = {}

        def judge(case: Case) -> Verdict:
            if case.as_of not in days:
                days[case.as_of] = values_at(used, case.as_of)[0]
            return interpret(rule, days[case.as_of], case.facts, case.as_of)

        return judge

    return PythonBackEnd("interpreter", judge_of)


def compiled(programs: Callable[[str], Program]) -> tuple[PythonBackEnd, ...]:
    """Return the compiled rules: as everybody calls them, and each generated function by itself."""

    def decided(rule: Rule) -> Judge:
        program = programs(rule.id)
        return lambda case: program.decide(case.facts, case.as_of).verdict

    def generated(function: Literal["known", "partial"]) -> Callable[[Rule], Judge]:
        return lambda rule: _generated(programs(rule.id), function)

    return (
        PythonBackEnd("python", decided),
        PythonBackEnd("python (all known)", generated("known")),
        PythonBackEnd("python (some unknown)", generated("partial")),
    )


def _generated(program: Program, function: Literal["known", "partial"]) -> Judge:
    def judge(case: Case) -> Verdict | None:
        segment = max(
            (each for each in program.segments if each.start <= case.as_of),
            key=lambda each: each.start,
        )
        arguments = [_argument(program, segment, case, name) for name in program.types]
        if function == "known" and any(
            each is UNKNOWN and name not in program.display_only
            for name, each in zip(program.types, arguments, strict=True)
        ):
            return None
        verdict: Verdict = segment.functions()[function](case.as_of, *arguments)
        return verdict

    return judge


def _argument(program: Program, segment: Segment, case: Case, name: str) -> object:
    if name in case.facts:
        return case.facts[name]
    return case.as_of if name in program.as_of_inputs else segment.defaults.get(name, UNKNOWN)
