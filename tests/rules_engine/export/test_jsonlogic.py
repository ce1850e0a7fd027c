"""JsonLogic in an engine written in Python, and what the document says about facts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import json_logic as panzi  # it takes a fact that is null for one that is missing
import pytest

from rules_engine.export.targets import Target, exported
from tests.rules_engine.export.replay import (
    AS_OF,
    REFUSED,
    Record,
    replayed,
    resolved_at,
    ruleset,
)

AGREED = {"var", "===", "!==", "!", "and", "or", "in", "if", "merge", "<", "<=", ">", ">=", "+"}


def in_python(_target: Target, text: str, cases: Sequence[Mapping[str, object]]) -> list[Record]:
    """Replay a document in panzi-json-logic."""
    document = json.loads(text)
    found: list[Record] = []
    for facts in cases:
        none = [name for name, value in facts.items() if value is None]
        data: dict[str, object] = {**facts, "known-none": none}
        for step in document["steps"]:
            data[step["name"]] = panzi.jsonLogic(step["logic"], data)
        record = dict(document["record"])
        values = record.pop("values")
        said = {name: panzi.jsonLogic(logic, data) for name, logic in record.items()}
        carried = {name: panzi.jsonLogic(logic, data) for name, logic in values.items()}
        found.append({**said, "values": carried})
    return found


def of(rule: str) -> str:
    resolved = resolved_at(ruleset().rules[rule], ruleset().parameters, AS_OF)
    return exported(resolved, AS_OF, ruleset().program(rule).digest, "jsonlogic")


@pytest.mark.parametrize("name", sorted(ruleset().rules))
def test_an_engine_in_python_decides_as_the_reference(name: str) -> None:
    _, differing = replayed(ruleset().rules[name], ruleset().parameters, "jsonlogic", in_python)
    assert differing == []


def test_null_is_no_answer_until_it_is_said_to_be_one() -> None:
    complete = {
        "payment_method": "bank-transfer", "order_cancelled": True,
        "order_due_date": "2025-03-10", "transfer_under_way": True,
    }  # fmt: skip
    left_out, none = in_python(
        "jsonlogic",
        of("cancelled-order-money"),
        [complete, {**complete, "cancellation_date": None}],
    )
    assert left_out["status"] == "needs-info"
    assert left_out["missing"] == ["cancellation_date"]
    assert none["status"] == "invalid"
    assert none["reasons"] == ["cancellation-date-mismatch"]


def test_a_document_says_what_it_was_made_from_and_what_it_asks() -> None:
    document = json.loads(of("initial-organization"))
    assert document["rule"] == "initial-organization"
    assert document["as_of"] == AS_OF.isoformat()
    assert document["ruleset"] == ruleset().program("initial-organization").digest
    assert document["inputs"]["invited_role"]["nullable"] is True
    assert "legal-representative" in document["inputs"]["invited_role"]["choices"]
    assert all("-" in step["name"] for step in document["steps"])  # no input has a hyphen


def test_only_operators_are_used_that_all_engines_understand_alike() -> None:
    used: set[str] = set()
    for name in set(ruleset().rules) - set(REFUSED["jsonlogic"]):
        document = json.loads(of(name))
        used |= operators([step["logic"] for step in document["steps"]])
        used |= operators([document["record"][part] for part in ("status", "outcome", "missing")])
    assert used <= AGREED


def operators(logic: object) -> set[str]:
    if isinstance(logic, list):
        return set().union(*map(operators, logic))
    if isinstance(logic, dict):
        return set(logic).union(*map(operators, logic.values()))
    return set()
