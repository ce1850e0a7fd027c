"""The cases notice every change to a rule that changes what it answers."""

from __future__ import annotations

from pathlib import Path

from rules_engine.cases import Case, read_cases
from rules_engine.compile.programs import compile_rule
from rules_engine.compile.resolve import resolve
from rules_engine.model.rule import Rule
from rules_engine.problems import ProblemsFound
from rules_engine.proof.enumeration import Enumeration
from rules_engine.proof.mutation import Mutant, mutants
from rules_engine.reading.nodes import Mapping, texts
from rules_engine.reading.strict_yaml import read_file
from rules_engine.ruleset import Ruleset, load_rules

ROOT = Path(__file__).parents[2]
RULESET = load_rules(ROOT / "rules")
CASES = read_cases(ROOT / "tests" / "rules", RULESET)
AS_OF = CASES[0].as_of


def _is_noticed(mutant: Mutant, cases: list[Case]) -> bool:
    try:
        program = compile_rule(mutant.rule, mutant.parameters)
        return any(
            each.differences(program.decide(each.given, each.as_of).verdict) for each in cases
        )
    except ProblemsFound:
        return True


def _classes(rule: Rule, ruleset: Ruleset) -> list[dict[str, object]]:
    enumeration = Enumeration(resolve(rule, ruleset.values_at(AS_OF), AS_OF), AS_OF)
    return [dict(enumeration.as_facts(each)) for each in enumeration.facts()]


def _is_equivalent(mutant: Mutant) -> bool:
    original = RULESET.program(mutant.rule.id)
    changed = compile_rule(mutant.rule, mutant.parameters)
    other = Ruleset({mutant.rule.id: mutant.rule}, mutant.parameters, RULESET.choices)
    facts = [
        *_classes(RULESET.rules[mutant.rule.id], RULESET),
        *_classes(mutant.rule, other),
    ]
    return all(
        original.decide(each, AS_OF).verdict == changed.decide(each, AS_OF).verdict
        for each in facts
    )


def _listed() -> set[str]:
    root, problems = read_file(ROOT / "tests" / "rules" / "equivalent-mutants.yml", "list")
    assert not problems
    assert isinstance(root, Mapping)
    return {name for group in root.entries.values() for name in texts(group)}


def test_the_cases_notice_every_mutant_that_is_not_equivalent() -> None:
    found = [each for rule in RULESET.rules.values() for each in mutants(rule, RULESET.parameters)]
    by_rule: dict[str, list[Case]] = {}
    for case in CASES:
        by_rule.setdefault(case.rule, []).append(case)
    left = [each for each in found if not _is_noticed(each, by_rule[each.rule.id])]
    assert {each.id for each in left} == _listed()
    assert [each.id for each in left if not _is_equivalent(each)] == []
    assert len(found) > 800
