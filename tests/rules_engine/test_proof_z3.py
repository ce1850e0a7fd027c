"""A solver confirms what the enumeration of classes found to be reachable, and what not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import z3

from rules_engine.compile.programs import values_at
from rules_engine.compile.resolve import ResolvedRule, resolve
from rules_engine.proof.prove import prove
from rules_engine.proof.variants import variants
from rules_engine.ruleset import Ruleset, load_rules
from tests.rules_engine.logic import Formulas
from tests.rules_engine.planted import CASES, planted

RULES = load_rules(Path(__file__).parents[2] / "rules")
OURS, PLANTED = date(2026, 11, 22), date(2026, 1, 15)


def parts(formulas: Formulas, resolved: ResolvedRule) -> Iterator[tuple[str, Any]]:
    """Yield the name of every part that the proof wants to see, and when it is seen."""
    constraints = {name: formulas.condition(test) for name, test in resolved.constraints}
    valid = z3.And(list(constraints.values()))
    for name, holds in constraints.items():
        yield f"constraints.{name} fails", z3.Not(holds)
    if resolved.requirements:
        requirements = {each.id: formulas.condition(each.holds) for each in resolved.requirements}
        for name, holds in requirements.items():
            yield f"requirements.{name} fails", z3.And(valid, z3.Not(holds))
            yield f"requirements.{name} holds", z3.And(valid, holds)
        met, not_met = resolved.rule.outcomes
        everything = z3.And(list(requirements.values()))
        yield f"outcomes.{met}", z3.And(valid, everything)
        yield f"outcomes.{not_met}", z3.And(valid, z3.Not(everything))
        return
    open_still = valid
    outcomes: dict[str, list[Any]] = {}
    for row in resolved.rows:
        reached = z3.And(open_still, formulas.condition(row.when))
        yield f"rows.{row.id}", reached
        outcomes.setdefault(row.outcome, []).append(reached)
        for name, test in row.reasons:
            holds = formulas.condition(test)
            yield f"reasons.{row.id}.{name} holds", z3.And(reached, holds)
        open_still = z3.And(open_still, z3.Not(formulas.condition(row.when)))
    for outcome, ways in outcomes.items():
        yield f"outcomes.{outcome}", z3.Or(ways)
    yield "gap", open_still


def solved(ruleset: Ruleset, name: str, day: date) -> tuple[set[str], set[str]]:
    """Return the parts that the solver reaches, and those that it shows to be unreachable."""
    rule = ruleset.rule(name)
    used = {each: ruleset.parameters[each] for each in rule.parameters}
    values, _ = values_at(used, day)
    reached: set[str] = set()
    asked: set[str] = set()
    for _, supposed in variants(rule, used, values):
        resolved = resolve(rule, supposed, day)
        formulas = Formulas(resolved)
        for part, formula in parts(formulas, resolved):
            asked.add(part)
            if part not in reached:
                solver = z3.Solver()
                solver.set("timeout", 10_000)
                solver.add(*formulas.domain, formula)
                answer = solver.check()
                assert answer != z3.unknown, part
                reached |= {part} if answer == z3.sat else set()
    return reached, asked - reached


def seen(ruleset: Ruleset, name: str, day: date) -> set[str]:
    proof = prove(ruleset.rule(name), ruleset.parameters, day)
    found = set(proof.witnesses) | ({"gap"} if proof.gap is not None else set())
    return {
        each
        for each in found
        if not each.startswith("choices.")
        and each != "valid"
        and not (each.startswith("reasons.") and each.endswith("fails"))
    }


@pytest.mark.parametrize("name", RULES.rules)
def test_the_solver_reaches_every_part_of_our_rules(name: str) -> None:
    reached, never = solved(RULES, name, OURS)
    assert reached - {"gap"} == seen(RULES, name, OURS) - {"gap"}
    assert never <= {"gap"}
    assert "gap" not in reached


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    return planted(tmp_path_factory.mktemp("planted"))


@pytest.mark.parametrize("name", CASES)
def test_the_solver_agrees_on_what_is_planted(ruleset: Ruleset, name: str) -> None:
    reached, never = solved(ruleset, name, PLANTED)
    assert reached == seen(ruleset, name, PLANTED)
    assert never.isdisjoint(reached)
