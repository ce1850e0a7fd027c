"""The rules of this project decide the same in engines of others, or say why not."""

from __future__ import annotations

import pytest

from rules_engine.export.targets import TARGETS, Target, refused
from tests.rules_engine.export.replay import (
    AS_OF,
    CASES,
    REFUSED,
    NodeEngines,
    replayed,
    resolved_at,
    ruleset,
)

RULES = sorted(ruleset().rules)


@pytest.mark.parametrize("target", TARGETS)
def test_a_rule_is_exported_unless_it_is_known_why_not(target: Target) -> None:
    found = {}
    for name in RULES:
        resolved = resolved_at(ruleset().rules[name], ruleset().parameters, AS_OF)
        if reasons := refused(resolved, target):
            found[name] = [each.code for each in reasons]
    assert found == REFUSED[target]


@pytest.mark.xdist_group("node")
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", RULES)
def test_engines_in_javascript_decide_as_the_reference(
    name: str, target: Target, node_engines: NodeEngines
) -> None:
    rule, parameters = ruleset().rules[name], ruleset().parameters
    count, differing = replayed(rule, parameters, target, node_engines)
    assert differing == []
    assert count == (0 if name in REFUSED[target] else CASES[target])
