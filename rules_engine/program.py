"""A compiled rule that decides: one function for each time in which its parameters stay the same.

Programs come from a ``Rule`` or, without reading any YAML, from a cache; nothing heavy is imported.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import CodeType
from typing import TYPE_CHECKING, Any

from rules_engine.compile.runtime import NAMESPACE, UNKNOWN
from rules_engine.model.decision import Change, Decision, Question, Verdict
from rules_engine.model.iso_codes import COUNTRIES, CURRENCIES
from rules_engine.model.value_types import FIRST_DATE, LAST_DATE, Refused, Value, ValueType
from rules_engine.problems import Problem, ProblemsFound, near

if TYPE_CHECKING:
    from rules_engine.questions import Questions

Facts = Mapping[str, object]


class Segment:
    """A time from ``start`` on, with the code for it, or the parameters that have no value then."""

    __slots__ = ("start", "code", "defaults", "without_value", "_functions", "_quick")

    def __init__(
        self,
        start: date,
        code: CodeType | None,
        defaults: Mapping[str, Value],
        without_value: tuple[str, ...] = (),
    ) -> None:
        self.start = start
        self.code = code
        self.defaults = defaults
        self.without_value = without_value
        self._functions: dict[str, Any] | None = None
        self._quick: tuple[date | None, Callable[[Facts], Verdict | None]] = (None, _never)

    def functions(self) -> Mapping[str, Any]:
        """Return ``known``, ``partial`` and ``make`` of the generated module."""
        if self._functions is None:
            if self.code is None:
                raise ValueError(f"nothing holds from {self.start} on")
            namespace = {
                **NAMESPACE, "date": date, "Decimal": Decimal, "COUNTRIES": COUNTRIES,
                "CURRENCIES": CURRENCIES, "FIRST_DATE": FIRST_DATE, "LAST_DATE": LAST_DATE,
            }  # fmt: skip
            # Generated from a checked rule by this package, never from input of a request.
            exec(self.code, namespace)  # noqa: S102  as said above
            self._functions = namespace
        return self._functions

    def quick(self, as_of: date) -> Callable[[Facts], Verdict | None]:
        """Return the function that judges facts in normal form, and returns None for any others."""
        quick = self._quick  # one read: another thread may ask for another day meanwhile
        if quick[0] != as_of:
            make = self.functions()["make"]
            quick = self._quick = (as_of, _never if make is None else make(as_of, _never))
        return quick[1]


def _never(_facts: Facts) -> Verdict | None:
    return None


class Program:
    """Decides one rule. ``as_of_inputs`` default to the date of the decision."""

    __slots__ = (
        "rule",
        "digest",
        "types",
        "display_only",
        "as_of_inputs",
        "segments",
        "changed_by",
        "goal",
        "made_from",
        "_starts",
        "_questions",
    )

    def __init__(  # noqa: PLR0913, PLR0917  one for each part of what the cache keeps
        self,
        rule: str,
        digest: str,
        types: Mapping[str, ValueType],
        display_only: frozenset[str],
        as_of_inputs: frozenset[str],
        segments: tuple[Segment, ...],
        changed_by: Mapping[str, str],
        goal: str | None,
        made_from: Mapping[str, str],
    ) -> None:
        self.rule = rule
        self.digest = digest
        self.types = types
        self.display_only = display_only
        self.as_of_inputs = as_of_inputs
        self.segments = segments
        self.changed_by = changed_by
        self.goal = goal
        self.made_from = made_from
        self._starts = [each.start for each in segments]
        self._questions: dict[tuple[Segment, date], Questions] = {}

    def decide(self, facts: Facts, as_of: date) -> Decision:
        """Return the decision on some facts; raise ``ProblemsFound`` where facts do not fit."""
        segment = self._segment(as_of)
        verdict = segment.quick(as_of)(facts)
        if verdict is not None:
            same: dict[str, Any] = dict(facts)
            return Decision(self.rule, as_of, verdict, same, self.digest, self)
        normal = self.normalise(facts)
        verdict = self._judge(segment, normal, as_of)
        return Decision(self.rule, as_of, verdict, normal, self.digest, self)

    def questions(self, decision: Decision) -> tuple[Question, ...]:
        """Return what is still to be asked, the most useful question first, and what it decides."""
        segment, as_of = self._segment(decision.as_of), decision.as_of
        missing = decision.verdict.missing
        if not missing:
            return ()
        from rules_engine.questions import Questions  # only where something is missing

        arguments, _ = self._arguments(segment, decision.facts, as_of)
        functions = segment.functions()
        # Within a segment only a rule that asks for the day itself can tell one day from another.
        day = as_of if self.as_of_inputs else segment.start
        known = self._questions.get((segment, day))
        if known is None:
            known = Questions(functions, dict(self.types), day)
            # A server asks for one day at a time; others are not kept.
            self._questions = {(segment, day): known}
        ordered = known.order(arguments, missing)
        pending = functions["pending"](as_of, *arguments)
        bits = {name: 1 << bit for bit, name in enumerate(self.types)}
        return tuple(
            Question(name, tuple(part for part, mask in pending.items() if mask & bits[name]))
            for name in ordered
        )

    def changes(self, decision: Decision) -> tuple[Change, ...]:
        """Return the smallest sets of changes that lead to the good outcome, each verified."""
        verdict = decision.verdict
        if self.goal is None or verdict.status != "decided" or verdict.outcome == self.goal:
            return ()
        from rules_engine.changes import Changes  # only where somebody was turned away

        segment, as_of = self._segment(decision.as_of), decision.as_of
        arguments, _ = self._arguments(segment, decision.facts, as_of)
        changed_by = {n: by for n, by in self.changed_by.items() if n not in self.display_only}
        found = Changes(segment.functions(), self.types, changed_by, self.goal, as_of)
        return found.find(arguments)

    def judge(self, as_of: date) -> Callable[[Facts], Verdict]:
        """Return the function that judges facts as of a day, for callers that need no record."""
        segment = self._segment(as_of)

        def general(facts: Facts) -> Verdict:
            return self._judge(segment, self.normalise(facts), as_of)

        make = segment.functions()["make"]
        if make is None:
            return general
        quick: Callable[[Facts], Verdict] = make(as_of, general)
        return quick

    def normalise(self, facts: Facts) -> dict[str, Value]:
        """Return facts in normal form; raise ``ProblemsFound`` for all that do not fit."""
        problems: list[Problem] = []
        normal: dict[str, Value] = {}
        for name, value in facts.items():
            if name not in self.types:
                known = ", ".join(self.types)
                problems.append(
                    _problem(
                        "KB501",
                        name,
                        f"the rule {self.rule} has no input {name!r}.{near(str(name), self.types)}",
                        f"Its inputs: {known}.",
                    )
                )
                continue
            try:
                normal[name] = self.types[name].normalise(value)
            except Refused as refused:
                problems.append(
                    _problem(
                        "KB502", name, f"{name}: {refused}", f"Give {self.types[name].allowed}."
                    )
                )
        if problems:
            raise ProblemsFound(problems)
        return normal

    def _judge(self, segment: Segment, facts: Mapping[str, Value], as_of: date) -> Verdict:
        arguments, complete = self._arguments(segment, facts, as_of)
        functions = segment.functions()
        verdict: Verdict = functions["known" if complete else "partial"](as_of, *arguments)
        return verdict

    def _arguments(
        self, segment: Segment, facts: Mapping[str, Value], as_of: date
    ) -> tuple[list[object], bool]:
        """Return the arguments of the compiled functions, and whether all that is read is known."""
        arguments: list[object] = []
        complete = True
        for name in self.types:
            if name in facts:
                arguments.append(facts[name])
            elif name in self.as_of_inputs:
                arguments.append(as_of)
            elif name in segment.defaults:
                arguments.append(segment.defaults[name])
            else:
                arguments.append(UNKNOWN)
                complete = complete and name in self.display_only
        return arguments, complete

    def _segment(self, as_of: date) -> Segment:
        index = bisect_right(self._starts, as_of) - 1
        segment = self.segments[max(index, 0)]
        if index < 0 or segment.code is None:
            missing = ", ".join(segment.without_value) or "its parameters"
            raise ProblemsFound([
                Problem("", 0, 0, "KB504", f"on {as_of} nothing holds for {missing} "
                        f"(rule {self.rule})", "Ask for a date on which they have a value.")
            ])  # fmt: skip
        return segment


def _problem(code: str, name: object, message: str, remedy: str) -> Problem:
    return Problem("", 0, 0, code, message, remedy, subject=str(name))
