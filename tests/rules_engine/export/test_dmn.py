"""What a DMN file holds, beside what it decides."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.export.decision_tables import decision_table
from rules_engine.export.targets import exported
from tests.rules_engine.export.replay import AS_OF, REFUSED, resolved_at, ruleset

SPACE = {"": "https://www.omg.org/spec/DMN/20191111/MODEL/"}
EXPORTED = sorted(set(ruleset().rules) - set(REFUSED["dmn"]))


def file_of(rule: str) -> Element:

    text = exported(resolved_of(rule), AS_OF, ruleset().program(rule).digest, "dmn")
    return fromstring(text.partition("\n")[2])  # noqa: S314  # written by this project


def resolved_of(rule: str) -> ResolvedRule:
    return resolved_at(ruleset().rules[rule], ruleset().parameters, AS_OF)


def texts(parent: Element, path: str) -> list[str | None]:
    return [each.text for each in parent.findall(path, SPACE)]


@pytest.mark.parametrize("rule", EXPORTED)
def test_every_id_is_given_once_and_every_reference_leads_to_one(rule: str) -> None:
    root = file_of(rule)
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert {each.get("href") for each in root.iter() if each.get("href")} <= {f"#{i}" for i in ids}
    types = {each.get("typeRef") for each in root.iter() if each.get("typeRef")}
    own = {each.get("name") for each in root.findall("itemDefinition", SPACE)}
    assert types <= own | {"boolean", "number", "string", "date"}


def test_a_table_about_inputs_one_by_one_is_a_decision_table_whose_first_match_counts() -> None:
    table = file_of("invoice-printable").find(".//decisionTable", SPACE)
    assert table is not None
    assert table.get("hitPolicy") == "FIRST"
    assert texts(table, "input/inputExpression/text") == ["document_type", "has_been_paid"]
    rows = [
        [*texts(row, "inputEntry/text"), *texts(row, "outputEntry/text")]
        for row in table.findall("rule", SPACE)
    ]
    assert rows == [
        ['"pro-forma"', "-", '"printable-without-value"'],
        ["-", "true", '"printable"'],
        ["-", "-", '"not-printable"'],
    ]


def test_a_table_that_asks_otherwise_is_a_context_alone() -> None:
    root = file_of("frequency-change-timing")
    assert root.find(".//decisionTable", SPACE) is None
    assert len(root.findall("decision", SPACE)) == 1


def test_two_tables_of_three_are_decision_tables() -> None:
    tables = [name for name in EXPORTED if ruleset().rules[name].rows]
    mapped = [name for name in tables if decision_table(resolved_of(name)) is not None]
    assert (len(mapped), len(tables)) == (18, 27)


def test_inputs_are_typed_and_choices_listed() -> None:
    root = file_of("cancelled-order-money")
    typed = {
        str(each.get("name")): each.get("typeRef")
        for each in root.findall("inputData/variable", SPACE)
    }
    assert typed == {
        "payment_method": "t_payment_method",
        "order_cancelled": "boolean",
        "cancellation_date": "date",
        "order_due_date": "date",
        "transfer_under_way": "boolean",
        "known_none": "t_names",
    }
    allowed = root.find("itemDefinition[@name='t_payment_method']/allowedValues/text", SPACE)
    assert allowed is not None
    assert allowed.text == '"bank-transfer", "other"'
