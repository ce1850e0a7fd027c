"""The compiled rule and the reference interpreter say the same, on generated rules and facts."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from rules_engine.compile.programs import compile_rule, values_at
from rules_engine.interpret import interpret
from rules_engine.model.decision import Verdict, plain
from rules_engine.model.value_types import Value
from rules_engine.problems import ProblemsFound
from rules_engine.program import Program
from tests.rules_engine.generated import World, values_of, worlds

GAP = "KB507"  # a table may have one: what matters is that all evaluators say so


def compiled(program: Program, facts: Mapping[str, object], world: World) -> Verdict | str:
    try:
        return program.decide(facts, world.as_of).verdict
    except ProblemsFound as found:
        return found.problems[0].code


def judged(program: Program, facts: Mapping[str, object], world: World) -> Verdict | str:
    try:
        return program.judge(world.as_of)(facts)
    except ProblemsFound as found:
        return found.problems[0].code


def interpreted(facts: Mapping[str, Value], world: World) -> Verdict | str:
    values, _ = values_at(world.parameters, world.as_of)
    try:
        return interpret(world.rule, values, facts, world.as_of)
    except ProblemsFound as found:
        return found.problems[0].code


def spelled_out(facts: Mapping[str, Value]) -> dict[str, object]:
    """Facts as JSON writes them, with blanks: not in normal form, so judged the general way."""
    found = {name: plain(value) for name, value in facts.items()}
    return {name: f" {each} " if isinstance(each, str) else each for name, each in found.items()}


@settings(max_examples=300)
@given(worlds())
def test_the_compiled_rule_says_what_the_interpreter_says(world: World) -> None:
    program = compile_rule(world.rule, world.parameters)
    for facts in world.facts:
        expected = interpreted(facts, world)
        assert expected == GAP or isinstance(expected, Verdict)
        assert compiled(program, facts, world) == expected
        assert judged(program, facts, world) == expected
        assert compiled(program, spelled_out(facts), world) == expected
        assert compiled(program, dict(reversed(facts.items())), world) == expected


@settings(max_examples=100)
@given(worlds(), st.data())
def test_what_is_decided_stays_decided_whatever_else_becomes_known(
    world: World, data: st.DataObject
) -> None:
    program = compile_rule(world.rule, world.parameters)
    for facts in world.facts[:3]:
        before = compiled(program, facts, world)
        if not isinstance(before, Verdict) or before.status != "decided":
            continue
        further = {
            name: data.draw(st.sampled_from(values_of(each)))
            for name, each in world.rule.inputs.items()
            if name not in facts and not each.has_default
        }
        after = compiled(program, {**facts, **further}, world)
        if isinstance(after, Verdict) and after.status == "decided":
            assert after.outcome == before.outcome
            assert set(before.reasons) <= set(after.reasons)
            assert set(after.reasons) <= {*before.reasons, *before.open_reasons}
            assert after.values == before.values
        else:
            assert after == GAP or (isinstance(after, Verdict) and after.status == "invalid")


@settings(max_examples=100)
@given(worlds())
def test_missing_inputs_are_unknown_ones_and_only_needs_info_has_some(world: World) -> None:
    program = compile_rule(world.rule, world.parameters)
    for facts in world.facts:
        verdict = compiled(program, facts, world)
        if isinstance(verdict, Verdict):
            assert (verdict.status == "needs-info") == bool(verdict.missing)
            for name in verdict.missing:
                assert name not in facts
                assert not world.rule.inputs[name].has_default
