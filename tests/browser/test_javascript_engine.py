"""The JavaScript engine says what Python says: of generated rules, and of any value at all."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules_engine.compile.javascript import javascript_module
from rules_engine.compile.programs import compile_rule
from rules_engine.model.decision import plain
from rules_engine.model.rule import Input, Rule
from rules_engine.model.value_types import Refused, ValueType
from rules_engine.problems import ProblemsFound
from tests.browser.engine_page import engine_page
from tests.rules_engine.generated import World, worlds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("engine")]

DECIDE = """async ({module, day, facts}) => {
  const { Program } = await import("/program.js");
  const text = new Blob([module], {type: "text/javascript"});
  const program = new Program((await import(URL.createObjectURL(text))).default);
  return facts.map((each) => {
    try {
      const {status, outcome, reasons, open_reasons, missing, values} = program.decide(each, day);
      return {status, outcome, reasons, open_reasons, missing: [...missing].sort(), values};
    } catch (error) {
      return error.problems?.[0].code ?? String(error.stack);
    }
  });
}"""
NORMALISE = """async ({module, values}) => {
  const { Program } = await import("/program.js");
  const text = new Blob([module], {type: "text/javascript"});
  const program = new Program((await import(URL.createObjectURL(text))).default);
  return values.map(([name, value]) =>
    program.check(name, value) ? null : [program.normal(name, value)]);
}"""
TYPES: dict[str, ValueType] = {
    "boolean": ValueType("boolean"),
    "integer": ValueType("integer", minimum=-5, maximum=10**6),
    "decimal": ValueType("decimal", minimum=Decimal("-2.50"), nullable=True),
    "free_decimal": ValueType("decimal"),
    "date": ValueType("date", nullable=True),
    "text": ValueType("text"),
    "choice": ValueType("choice", choices=("a", "b")),
    "country": ValueType("country"),
    "currency": ValueType("currency"),
    "email": ValueType("email"),
    "iban": ValueType("iban", checksum=True),
}
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**16), 10**16),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str),
    st.dates().map(str),
    st.text(max_size=12),
    st.text("aAbBcChHéßİΣ@. \u212a\u0958\x1c\x85\ufeff\u00a0\ud800", max_size=300),
    st.from_regex(r"\A ?-?0*[0-9]{1,16}(\.[0-9]{1,11})? ?\Z"),
    st.from_regex(r"\A[12][089][0-9]{2}-[01][0-9]-[0-3][0-9]\Z"),
    st.emails(),
    st.sampled_from(["ch", " UK ", "chf", "CH93 0076 2011 6238 5295 7", "CH9300762011623852958"]),
    st.lists(st.text(), max_size=2),
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with engine_page(browser) as opened:
        yield opened


def without_zeros(value: object) -> object:
    """Numbers of one value are written alike; how many zeros follow is the rule's business."""
    return format(value.normalize() + 0, "f") if isinstance(value, Decimal) else plain(value)


def judged(world: World, facts: dict[str, Any]) -> object:
    program = compile_rule(world.rule, world.parameters)
    try:
        verdict = program.decide(facts, world.as_of).verdict
    except ProblemsFound as found:
        return found.problems[0].code
    rounded = {name for name, each in world.rule.values.items() if each.places is not None}
    return {
        "status": verdict.status,
        "outcome": verdict.outcome,
        "reasons": list(verdict.reasons),
        "open_reasons": list(verdict.open_reasons),
        "missing": sorted(verdict.missing),
        "values": {
            name: plain(value) if name in rounded else without_zeros(value)
            for name, value in verdict.values.items()
        },
    }


@settings(max_examples=150, deadline=None)
@given(world=worlds())
def test_a_generated_rule_decides_in_the_browser_as_in_python(world: World, page: Page) -> None:
    asked = {
        "module": javascript_module(world.rule, world.parameters),
        "day": world.as_of.isoformat(),
        "facts": [{name: plain(value) for name, value in each.items()} for each in world.facts],
    }
    assert page.evaluate(DECIDE, asked) == [judged(world, each) for each in world.facts]


def test_a_value_is_refused_or_brought_into_the_same_form(page: Page) -> None:
    inputs = {name: Input(name, each) for name, each in TYPES.items()}
    rule = Rule("typed", "", "", (), inputs, (), (), (), {}, ("yes", "no"), {}, {}, {})
    module = javascript_module(rule, {})

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(sorted(TYPES)), ANYTHING), min_size=40, max_size=80))
    def check(values: list[tuple[str, Any]]) -> None:
        found = page.evaluate(NORMALISE, {"module": module, "values": values})
        for (name, value), answer in zip(values, found, strict=True):
            try:
                expected = [plain(TYPES[name].normalise(value))]
            except Refused:
                expected = None
            assert answer == expected, (name, value)

    check()
