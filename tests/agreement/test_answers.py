"""When two back ends say the same, and what is told where they do not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rules_engine.agreement.answers import answer, differences
from rules_engine.agreement.requests import record_differences
from rules_engine.model.decision import Verdict
from rules_engine.model.rule import Rule
from tests.agreement.planted import RULES

SPLIT = RULES.rules["prepaid-payment-split"]


def without_places(rule: Rule) -> Rule:
    values = {name: replace(each, places=None) for name, each in rule.values.items()}
    return replace(rule, values=values)


def covered(value: object, rule: Rule = SPLIT) -> object:
    (first, *_) = rule.values
    return answer(rule, Verdict("decided", "total", values={first: value}))  # type: ignore[dict-item]  # a value of no type is what is tested


def test_missing_inputs_have_no_order_and_reasons_have_one() -> None:
    one, other = Verdict("needs-info", None, missing=("a", "b")), Verdict("needs-info", None)
    turned = one._replace(missing=("b", "a"))
    assert not differences(answer(SPLIT, one), answer(SPLIT, turned))
    assert differences(answer(SPLIT, one), answer(SPLIT, other)) == [
        "missing is [], expected [a, b]"
    ]
    reasons, swapped = (Verdict("decided", "x", each) for each in (("a", "b"), ("b", "a")))
    assert differences(answer(SPLIT, reasons), answer(SPLIT, swapped))


def test_trailing_zeros_count_where_the_rule_says_how_many_places_there_are() -> None:
    assert covered("2.50") == covered(Decimal("2.50"))
    assert covered("2.5") != covered("2.50")
    free = without_places(SPLIT)
    assert covered("2.5", free) == covered(Decimal("2.500"), free) != covered("2.51", free)


def test_a_refusal_is_an_answer_of_its_own() -> None:
    decided = answer(SPLIT, Verdict("decided", "total"))
    assert differences("KB507", "KB507") == []
    assert differences(decided, "KB507") == ["KB507, expected decided total"]
    assert differences("KB507", decided) == ["decided total, expected KB507"]


def test_records_are_compared_part_by_part_as_json_text() -> None:
    record = {"status": "decided", "changes": [], "facts": {"a": 1, "b": 2}}
    assert record_differences(record, dict(record)) == []
    assert record_differences(record, {**record, "facts": {"b": 2, "a": 1}})
    assert record_differences(record, {**record, "more": 1}) == ["more is 1, expected null"]
    turned = dict(reversed(record.items()))
    assert record_differences(record, turned) == ["its parts are in another order"]
    assert record_differences(record, "TypeError") == ["it says TypeError"]
