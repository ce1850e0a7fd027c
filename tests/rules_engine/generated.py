"""Random rules of every shape, with parameters and facts for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any as Untyped

from hypothesis import strategies as st

from rules_engine.model.expressions import Constant, Expression, InputRef, ParameterRef, references
from rules_engine.model.parameters import Parameter, Period
from rules_engine.model.rule import AsOf, Constraint, Input, Requirement, Row, Rule, ValueOf
from rules_engine.model.value_types import Value, ValueType
from tests.rules_engine.generated_trees import (
    AS_OF,
    KINDS,
    PARAMETERS,
    QUICK_KINDS,
    SPLIT,
    TYPES,
    VALUES,
    Generator,
)


@st.composite
def parameter_sets(draw: st.DrawFn) -> dict[str, Parameter]:
    found = {}
    for name, (kind, values) in PARAMETERS.items():
        first, later = (draw(st.sampled_from(values)) for _ in range(2))
        periods = (Period(date(2020, 1, 1), SPLIT, first), Period(SPLIT, None, later))
        found[name] = Parameter(name, kind, periods)
    return found


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    generator = Generator(draw, kinds=draw(st.sampled_from((KINDS, QUICK_KINDS))))
    computed: dict[str, Expression] = {}
    for name in ("first", "second", "third")[: draw(st.integers(0, 3))]:
        kind = generator.pick(generator.kinds)
        computed[name] = generator.expression(kind, 2)
        generator.computed.setdefault(kind, []).append(name)
    constraints = tuple(
        Constraint(f"constraint-{each}", generator.condition(1))
        for each in range(generator.pick((0, 0, 1, 2)))
    )
    requirements: tuple[Requirement, ...] = ()
    rows: tuple[Row, ...] = ()
    if draw(st.booleans()):
        requirements = tuple(
            Requirement(f"requirement-{each}", generator.condition(2), *generator.dates())
            for each in range(draw(st.integers(1, 4)))
        )
        outcomes: tuple[str, ...] = generator.pick((("allowed", "denied"), ("yes", "no")))
    else:
        rows = tuple(_row(generator, each) for each in range(draw(st.integers(1, 4))))
        if draw(st.booleans()):
            rows = (*rows, Row("rest", Constant(True), "other"))
        outcomes = tuple(dict.fromkeys(row.outcome for row in rows))
    rule = Rule(
        id="generated",
        section="generated",
        path="rules/generated/generated.yml",
        guides=("guide",),
        inputs={},
        constraints=constraints,
        requirements=requirements,
        rows=rows,
        computed=computed,
        outcomes=outcomes,
        values=_values(generator, outcomes),
        remedies={},
        examples={},
    )
    read = {each for tree in rule.trees() for each in references(tree)}
    inputs = {
        name: draw(_inputs(name, kind))
        for name, kind in TYPES.items()
        if InputRef(name) in read or name == "flag"
    }
    if InputRef("flag") not in read:
        inputs["flag"] = Input("flag", TYPES["flag"], display_only=True)
    return replace(rule, inputs=inputs)


def _row(generator: Generator, number: int) -> Row:
    reasons = tuple(
        (name, generator.condition(1)) for name in ("low", "high")[: generator.pick((0, 0, 1, 2))]
    )
    outcome = generator.pick(("one", "two", "other"))
    return Row(f"row-{number}", generator.condition(2), outcome, reasons, *generator.dates())


def _values(generator: Generator, outcomes: tuple[str, ...]) -> dict[str, ValueOf]:
    found = {}
    for name in ("value", "further")[: generator.pick((0, 0, 1, 2))]:
        kind = generator.pick(generator.kinds)
        carrying = [each for each in outcomes if generator.pick((True, True, False))]
        by_outcome = {each: generator.expression(kind, 2) for each in carrying}
        places = 2 if kind == "decimal" else None
        found[name] = ValueOf(name, ValueType(kind, nullable=True), by_outcome, places)
    return found


@st.composite
def _inputs(draw: st.DrawFn, name: str, kind: ValueType) -> Input:
    options: list[Untyped] = [("default", each) for each in VALUES[kind.kind][:2]]
    if kind.nullable:
        options.append(("default", None))
    if kind.kind == "date":
        options += [("default", AsOf()), ("default", ParameterRef("p.day"))]
    if name == "no_count":
        options.append(("default", ParameterRef("p.no_count")))
    chosen = draw(st.sampled_from([None, None, None, *options]))
    return Input(name, kind) if chosen is None else Input(name, kind, chosen[1], has_default=True)


@st.composite
def facts_for(draw: st.DrawFn, rule: Rule) -> dict[str, Value]:
    complete = draw(st.booleans())
    return {
        name: draw(st.sampled_from(values_of(each)))
        for name, each in rule.inputs.items()
        if complete or draw(st.booleans())
    }


def values_of(declared: Input) -> tuple[Value, ...]:
    return (*VALUES[declared.type.kind], *((None,) if declared.type.nullable else ()))


@dataclass(frozen=True)
class World:
    """A rule, its parameters, a day, and some sets of facts."""

    rule: Rule
    parameters: dict[str, Parameter]
    as_of: date
    facts: list[dict[str, Value]]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    rule = draw(rules())
    some = draw(st.lists(facts_for(rule), min_size=6, max_size=10))
    return World(rule, draw(parameter_sets()), draw(st.sampled_from(AS_OF)), some)
