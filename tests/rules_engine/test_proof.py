"""What is wrong with a rule is found, with facts that show it; the rules themselves are clean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rules_engine.problems import ProblemsFound
from rules_engine.proof.prove import Proof, findings, prove
from rules_engine.ruleset import Ruleset, load_rules
from tests.rules_engine.planted import CASES, planted

DAY = date(2026, 1, 15)
RULES = load_rules(Path(__file__).parents[2] / "rules")


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    return planted(tmp_path_factory.mktemp("planted"))


def proof_of(ruleset: Ruleset, name: str) -> Proof:
    return prove(ruleset.rule(name), ruleset.parameters, DAY)


@pytest.mark.parametrize("name", CASES)
def test_what_is_planted_is_found_and_nothing_else(ruleset: Ruleset, name: str) -> None:
    found = findings(proof_of(ruleset, name))
    assert sorted(each.code for each in found) == CASES[name]["finds"], [str(e) for e in found]
    assert all(each.line and each.column and each.remedy for each in found)


@pytest.mark.parametrize("name", CASES)
def test_every_witness_shows_what_it_says_when_decided_again(ruleset: Ruleset, name: str) -> None:
    for key, facts in proof_of(ruleset, name).witnesses.items():
        part, _, rest = key.partition(".")
        word = rest.partition(" ")[0]
        try:
            decision = ruleset.decide(name, facts, DAY)
        except ProblemsFound:
            continue  # a gap, which has its own test
        if part == "constraints":
            assert decision.status == "invalid"
            assert word in decision.reasons
        elif part == "outcomes":
            assert decision.outcome == rest
        elif part == "requirements":
            assert (word in decision.reasons) == rest.endswith("fails")
        elif part == "rows":
            (row,) = [each for each in ruleset.rule(name).rows if each.id == rest]
            assert decision.outcome == row.outcome


@pytest.mark.parametrize("name", ["gap", "gap-behind-a-parameter"])
def test_the_facts_that_show_a_gap_have_no_row(ruleset: Ruleset, name: str) -> None:
    gap = proof_of(ruleset, name).gap
    assert gap is not None
    with pytest.raises(ProblemsFound) as found:
        ruleset.decide(name, gap, DAY)
    assert found.value.problems[0].code == "KB507"


def test_the_facts_that_show_an_overlap_match_both_rows(ruleset: Ruleset) -> None:
    overlap = proof_of(ruleset, "overlap").overlap
    assert overlap is not None
    assert overlap == ("few", "many", {"people": 3})


@pytest.mark.parametrize("name", RULES.rules)
def test_a_rule_of_ours_leaves_nothing_open(name: str) -> None:
    proof = prove(RULES.rule(name), RULES.parameters, date(2026, 11, 22))
    assert proof.tried
    assert [str(each) for each in findings(proof)] == []
