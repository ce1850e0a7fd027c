"""What is not exported, and why: the cases stand in ``refusals.yml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rules_engine.export.targets import TARGETS, Target, exported, refused
from rules_engine.model.rule import Rule
from rules_engine.problems import ProblemsFound
from rules_engine.ruleset import load_rules
from tests.rules_engine.export.replay import AS_OF, resolved_at

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "refusals.yml").read_text(encoding="utf-8")
)

SOME = {"boolean": True, "integer": 1, "decimal": "1", "date": "2026-01-01", "text": "here"}


def rule_of(case: dict[str, Any], folder: Path) -> Rule:
    """Return a rule with the inputs and requirements of a case."""
    parts = {name: part for name, part in case.items() if name not in TARGETS}
    given = {name: SOME[each["type"]] for name, each in case["inputs"].items()}
    parts["examples"] = {"some-facts": {"given": given, "expect": {"outcome": "allowed"}}}
    path = folder / "trips" / "may-leave.yml"
    path.parent.mkdir()
    head = "rule: may-leave\nguides: [leave]\nsource: leave/f1\n"
    path.write_text(head + yaml.safe_dump(parts, sort_keys=False), encoding="utf-8")
    (folder / "parameters").mkdir()
    return load_rules(folder).rules["may-leave"]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("target", TARGETS)
def test_a_rule_is_exported_only_where_it_keeps_its_meaning(
    name: str, target: Target, tmp_path: Path
) -> None:
    resolved = resolved_at(rule_of(CASES[name], tmp_path), {}, AS_OF)
    codes = CASES[name][target]
    assert [each.code for each in refused(resolved, target)] == codes
    if not codes:
        assert exported(resolved, AS_OF, "sha256:0", target)
        return
    with pytest.raises(ProblemsFound) as found:
        exported(resolved, AS_OF, "sha256:0", target)
    assert [each.code for each in found.value.problems] == codes
    assert all(each.remedy for each in found.value.problems)
