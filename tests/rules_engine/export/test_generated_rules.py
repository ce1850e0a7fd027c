"""Generated rules decide the same in engines of others as in the reference interpreter."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings

from rules_engine.agreement.answers import answer, differences
from rules_engine.compile.programs import values_at
from rules_engine.export.targets import TARGETS, exported, refused
from rules_engine.interpret import interpret
from rules_engine.model.decision import plain
from rules_engine.problems import ProblemsFound
from tests.rules_engine.export.replay import NodeEngines, resolved_at, verdict
from tests.rules_engine.generated import World, worlds

pytestmark = pytest.mark.xdist_group("node")


def decided(world: World) -> list[int]:
    """Which of the facts have a decision: a generated table may have a gap."""
    values, _ = values_at(world.parameters, world.as_of)
    found = []
    for place, facts in enumerate(world.facts):
        try:
            interpret(world.rule, values, facts, world.as_of)
        except ProblemsFound:
            continue
        found.append(place)
    return found


def test_what_is_exported_says_what_the_interpreter_says(node_engines: NodeEngines) -> None:
    replays = dict.fromkeys(TARGETS, 0)

    @settings(max_examples=400, phases=[Phase.generate])  # a smaller example takes minutes
    @given(worlds())
    def say_the_same(world: World) -> None:
        values, _ = values_at(world.parameters, world.as_of)
        resolved = resolved_at(world.rule, world.parameters, world.as_of)
        if world.rule.rows and not resolved.rows:
            return  # a table without rows on that day: there is nothing to export
        facts = [world.facts[place] for place in decided(world)]
        expected = [
            answer(world.rule, interpret(world.rule, values, each, world.as_of)) for each in facts
        ]
        given_facts = [{name: plain(value) for name, value in each.items()} for each in facts]
        for target in TARGETS:
            if refused(resolved, target):
                continue
            text = exported(resolved, world.as_of, "", target)
            records = node_engines(target, text, given_facts)
            said = [answer(world.rule, verdict(each)) for each in records]
            assert [differences(*pair) for pair in zip(expected, said, strict=True)] == [
                [] for _ in facts
            ], text
            replays[target] += len(facts)

    say_the_same()
    assert min(replays.values()) > 500, replays
