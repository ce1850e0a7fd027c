"""JavaScript in Chromium says what the interpreter says, and its records are those of Python."""

from __future__ import annotations

from dataclasses import replace
from itertools import count as numbers
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from knowledge_base.agreement.chromium import JavaScript, javascript
from knowledge_base.agreement.duckdb_relation import duckdb_sql
from knowledge_base.agreement.page import POLICY
from knowledge_base.agreement.run import RECORDS
from rules_engine.agreement.back_ends import BackEnd, compiled, interpreter
from rules_engine.agreement.comparison import Count, batches, compare, compare_records
from rules_engine.agreement.requests import draw_requests
from rules_engine.compile.javascript import javascript_module
from rules_engine.ruleset import Ruleset
from tests.agreement.planted import RULES, changed, found
from tests.rules_engine.generated import World, worlds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser

    from rules_engine.model.parameters import Parameter
    from rules_engine.model.rule import Rule

pytestmark = pytest.mark.browser

CASES = 2_000
SEED = 1
# What is changed in the module of a rule, or in a module of the engine that it runs on.
MISTAKES = [
    ("leave-organization", "L(1,f)", "Q(1,f)"),
    ("leave-organization", "Q(1,f)|", ""),
    ("leave-organization", "O(N(B(d))", "O(B(d)"),
    ("cumulative-partner-price", ",35,25n]", ",35,26n]"),
    ("cumulative-partner-price", '"price",30,2]', '"price",30,3]'),
    ("frequency-change-timing", "W(", "Y("),
    ("domain-lifecycle-action", ",t:1", ""),
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[JavaScript]:
    with javascript(browser, RULES.rules, RULES.parameters) as opened:
        yield opened


@pytest.mark.parametrize("rule", RULES.rules)
def test_the_page_says_what_the_interpreter_says(rule: str, page: JavaScript) -> None:
    declared, count = RULES.rules[rule], Count()
    back_ends: list[BackEnd] = [interpreter(RULES.parameters), page]
    for drawn, cases in batches(declared, RULES.parameters, RULES.program(rule), SEED, CASES):
        count.drawn += drawn
        assert list(compare(declared, cases, back_ends, count)) == []
    assert count.drawn == CASES
    assert count.asked == {"interpreter": count.distinct, "javascript": count.distinct}


@pytest.mark.parametrize("rule", RULES.rules)
def test_the_page_writes_the_record_that_python_writes(rule: str, page: JavaScript) -> None:
    declared, program = RULES.rules[rule], RULES.program(rule)
    some = list(islice(draw_requests(declared, RULES.parameters, SEED, program), RECORDS))
    assert list(compare_records(declared, program, some, page, Count())) == []


@pytest.mark.parametrize(("rule", "old", "new"), MISTAKES)
def test_a_mistake_in_a_module_is_found(browser: Browser, rule: str, old: str, new: str) -> None:
    def mistaken(declared: Rule, parameters: Mapping[str, Parameter]) -> str:
        return changed(javascript_module(declared, parameters), old, new)

    with javascript(browser, RULES.rules, RULES.parameters, mistaken) as opened:
        assert found(rule, [opened])


def test_the_page_is_served_under_the_strictest_policy(page: JavaScript) -> None:
    answered = page.page.reload()
    assert answered
    assert answered.headers["content-security-policy"] == POLICY == "default-src 'self'"
    page.page.wait_for_function("() => globalThis.records")


def test_rules_of_every_shape_are_decided_alike_by_all_back_ends(browser: Browser) -> None:
    rules: dict[str, Rule] = {}
    parameters: dict[str, Parameter] = {}
    number = numbers()

    def module(rule: Rule, _: Mapping[str, Parameter]) -> str:
        return javascript_module(rule, parameters)

    with javascript(browser, rules, parameters, module) as opened:

        @settings(max_examples=25, deadline=None)
        @given(worlds())
        def check(world: World) -> None:
            rule = replace(world.rule, id=f"generated-{next(number)}")
            rules[rule.id] = rule
            parameters.update(world.parameters)
            ruleset = Ruleset({rule.id: rule}, world.parameters, {})
            program = ruleset.program(rule.id)
            with duckdb_sql(ruleset) as sql:
                back_ends: list[BackEnd] = [
                    interpreter(world.parameters),
                    *compiled(ruleset.program),
                    opened,
                    *sql,
                ]
                for _, cases in batches(rule, world.parameters, program, SEED, 120):
                    assert list(compare(rule, cases, back_ends, Count())) == []
            some = list(islice(draw_requests(rule, world.parameters, SEED, program), 5))
            assert list(compare_records(rule, program, some, opened, Count())) == []

        check()
