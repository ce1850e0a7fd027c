"""The text of compiled modules: what is written, and what cannot be."""

from __future__ import annotations

import gzip
from decimal import Decimal
from pathlib import Path

import pytest

from rules_engine.compile.javascript import javascript_module, runtime_modules
from rules_engine.model.expressions import Compare, InputRef, Literal, Lookup
from rules_engine.model.rule import Input, Requirement, Rule
from rules_engine.model.value_types import ValueType
from rules_engine.ruleset import load_rules

RULES = load_rules(Path(__file__).parents[2] / "rules")


def eligibility(inputs: dict[str, Input], *holds: Compare) -> Rule:
    requirements = tuple(Requirement(f"r-{at}", each) for at, each in enumerate(holds))
    return Rule("r", "", "", (), inputs, (), requirements, (), {}, ("yes", "no"), {}, {}, {})


@pytest.mark.parametrize("rule", RULES.rules)
def test_a_rule_weighs_half_a_kilobyte_over_the_wire(rule: str) -> None:
    module = javascript_module(RULES.rules[rule], RULES.parameters)
    assert len(gzip.compress(module.encode())) <= 512


@pytest.mark.parametrize("rule", RULES.rules)
def test_a_module_names_no_parameter_and_evaluates_no_text(rule: str) -> None:
    module = javascript_module(RULES.rules[rule], RULES.parameters)
    assert not any(parameter in module for parameter in RULES.rules[rule].parameters)
    assert "eval" not in module
    assert "Function" not in module


def test_the_modules_of_the_engine_evaluate_no_text() -> None:
    for text in runtime_modules().values():
        assert "eval(" not in text
        assert "new Function" not in text


def test_a_rule_with_more_inputs_than_bits_is_refused() -> None:
    inputs = {f"i{at}": Input(f"i{at}", ValueType("boolean")) for at in range(31)}
    rule = eligibility(inputs, Compare(InputRef("i0"), "is", Literal(True)))
    with pytest.raises(ValueError, match="more than 30 inputs"):
        javascript_module(rule, {})


def test_a_number_that_no_input_can_equal_is_refused_rather_than_cut() -> None:
    table = Literal(({"key": Decimal("0.12345678901"), "value": Decimal(1)},))
    price = Input("price", ValueType("decimal"))
    found = Lookup(table, (("key", InputRef("price")),), "value")
    rule = eligibility({"price": price}, Compare(found, "is", Literal(Decimal(1))))
    with pytest.raises(ValueError, match="more than 10 places"):
        javascript_module(rule, {})


def test_numbers_of_two_scales_meet_in_the_finer_one() -> None:
    inputs = {"price": Input("price", ValueType("decimal")), "n": Input("n", ValueType("integer"))}
    rule = eligibility(inputs, Compare(InputRef("n"), "at_most", InputRef("price")))
    assert "Q(X(b,10),a)" in javascript_module(rule, {})
