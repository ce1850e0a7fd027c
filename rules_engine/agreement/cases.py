"""Cases drawn from a rule: facts of its boundary classes and beyond, unknown and null among them.

The same rule, parameters and seed always give the same cases, however many are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from rules_engine.agreement.extremes import Neighbours, accepted, anything, extremes
from rules_engine.compile.programs import compile_rule, values_at
from rules_engine.compile.resolve import ResolvedRule, resolve
from rules_engine.compile.runtime import UNKNOWN
from rules_engine.compile.thresholds import (
    comparisons,
    enumeration_order,
    feeds_dates,
    inputs_of,
)
from rules_engine.model.expressions import DayShift, Literal, MonthShift
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import AsOf, Rule
from rules_engine.model.value_types import FIRST_DATE, LAST_DATE, Value
from rules_engine.program import Program
from rules_engine.proof.classes import representatives

# How often an input is left out, and how often its value is of no class of the rule: most cases
# are near the thresholds, and a good part is complete.
_LEFT_OUT = (0.0, 0.0, 0.0, 0.15, 0.3, 0.6, 0.9)
_STRANGE = (0.0, 0.0, 0.1, 0.5)
# Pools that are kept for each input; more are made again.
_KEPT = 5_000


class Case(NamedTuple):
    """Facts in normal form and the day of the decision. What is left out is unknown."""

    as_of: date
    facts: Mapping[str, Value]

    @property
    def key(self) -> tuple[object, ...]:
        """What tells the case from others of the same rule."""
        return (self.as_of, *sorted(self.facts.items(), key=lambda pair: pair[0]))


def draw_cases(
    rule: Rule, parameters: Mapping[str, Parameter], seed: int, program: Program | None = None
) -> Iterator[Case]:
    """Yield cases of a rule without end; the seed alone says which.

    A rule none of whose parameters ever has a value gives none.
    """
    random = Random(f"{seed} {rule.id}")  # noqa: S311  # to be drawn again, no secret
    periods = _periods(rule, parameters, program or compile_rule(rule, parameters))
    while periods:
        yield random.choice(periods).case(random)


def _periods(rule: Rule, parameters: Mapping[str, Parameter], program: Program) -> list[_Period]:
    used = {name: parameters[name] for name in rule.parameters}
    found = []
    for index, segment in enumerate(program.segments):
        later = program.segments[index + 1 :]
        last = later[0].start - timedelta(1) if later else LAST_DATE
        first = max(segment.start, FIRST_DATE)
        if segment.code is not None and first <= last:
            resolved = resolve(rule, values_at(used, segment.start)[0], segment.start)
            thresholds = segment.functions()["thresholds"]
            found.append(_Period(resolved, thresholds, first, min(last, LAST_DATE)))
    return found


class _Period:
    """A time in which the rule stays the same, and the values tried of its inputs then."""

    def __init__(self, resolved: ResolvedRule, thresholds: Any, first: date, last: date) -> None:
        self.resolved = resolved
        self.inputs = resolved.rule.inputs
        self.thresholds = thresholds
        self.first, self.last = first, last
        self.days = self._days()
        self.order = enumeration_order(resolved)
        self.positions = {name: place for place, name in enumerate(self.inputs)}
        self.month_ends = feeds_dates(resolved)
        self.depends = {
            name: [
                self.positions[each]
                for partner in partners
                for each in sorted(inputs_of(partner, resolved) - {name})
            ]
            for name, partners in comparisons(resolved).items()
        }
        self.pools: dict[str, dict[tuple[object, ...], list[Value]]] = {n: {} for n in self.inputs}
        self.extremes = {name: extremes(each.type) for name, each in self.inputs.items()}
        self.neighbours = Neighbours(*_shifts(resolved))

    def _days(self) -> list[date]:
        """Days of the decision: the ends of the period, awkward ones, and ordinary ones."""
        asked = (
            self.first, self.first + timedelta(1), self.last - timedelta(1), self.last,
            date(2024, 2, 29), date(2025, 2, 28), date(2026, 1, 15), date(2026, 1, 31),
            date(2026, 11, 30), date(2027, 12, 31),
        )  # fmt: skip
        return sorted({day for day in asked if self.first <= day <= self.last})

    def case(self, random: Random) -> Case:
        """Return one more case."""
        as_of, fixed = random.choice(self.days), False
        left_out, strange = random.choice(_LEFT_OUT), random.choice(_STRANGE)
        arguments: list[object] = [UNKNOWN] * len(self.inputs)
        facts: dict[str, Value] = {}
        for name in self.order:
            declared = self.inputs[name]
            omit = 0.5 if declared.has_default else left_out
            value = self._value(name, arguments, strange, random)
            if random.random() >= omit:
                arguments[self.positions[name]] = facts[name] = value
            elif isinstance(declared.default, AsOf):
                # The day itself then stands for the input: it is drawn like one.
                if not fixed and isinstance(value, date) and self.first <= value <= self.last:
                    as_of = value
                fixed = True
                arguments[self.positions[name]] = as_of
            elif declared.has_default:
                arguments[self.positions[name]] = self.resolved.defaults[name]
        return Case(as_of, {name: facts[name] for name in self.inputs if name in facts})

    def _value(self, name: str, arguments: list[object], strange: float, random: Random) -> Value:
        value_type = self.inputs[name].type
        pool = self._pool(name, arguments)
        if random.random() >= strange:
            return random.choice(pool)
        way = random.random()
        if way < 0.4:
            return random.choice(self.extremes[name] or pool)
        if way < 0.6 and (found := anything(value_type, random)) is not None:
            return found
        others = [
            fitting
            for other, each in zip(self.inputs.values(), arguments, strict=True)
            if each is not UNKNOWN and each is not None and other.type.kind == value_type.kind
            for fitting in accepted(value_type, each)
        ]
        anchor: Any = random.choice([*others, *others, random.choice(pool)])
        return self.neighbours.of(anchor, value_type, random)

    def _pool(self, name: str, arguments: list[object]) -> list[Value]:
        """Return a value of each class of an input, given the arguments it is compared with."""
        kept = self.pools[name]
        key = tuple(arguments[place] for place in self.depends[name])
        if key not in kept:
            if len(kept) >= _KEPT:
                kept.clear()
            found = self.thresholds(self.first, *arguments)[name]
            value_type = self.inputs[name].type
            pool = representatives(value_type, found, month_ends=name in self.month_ends)
            # A threshold made of values at their limit may lie beyond it.
            pool = [value for each in pool for value in accepted(value_type, each)]
            default = self.resolved.defaults.get(name)
            if name in self.resolved.defaults and not isinstance(default, AsOf):
                pool = list(dict.fromkeys([*pool, default]))
            kept[key] = pool
        return kept[key]


def _shifts(resolved: ResolvedRule) -> tuple[frozenset[int], frozenset[int]]:
    """Return the months and the days that the rule itself adds or takes."""
    months: set[int] = set()
    days: set[int] = set()
    for node in resolved.nodes():
        match node:
            case MonthShift(_, Literal(int(number)), _, _):
                months.add(number)
            case DayShift(_, Literal(int(number)), _):
                days.add(number)
    return frozenset(months), frozenset(days)
