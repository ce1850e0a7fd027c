"""The same rule in other engines, as their users would write it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

Facts = Mapping[str, Any]
Decide = Callable[[Facts], object]


def _variable(name: str) -> dict[str, str]:
    return {"var": name}


# The reasons as a list, in JsonLogic: each is its id when it applies, else null.
_LEAVE_LOGIC: dict[str, Any] = {
    "filter": [
        [
            {"if": [_variable("in_organization_ksuite"), "in-organization-ksuite", None]},
            {"if": [_variable("login_address_in_mail_service"),
                    "login-address-in-mail-service", None]},
            {"if": [{"and": [_variable("is_owner"), {"<=": [_variable("owner_count"), 1]}]},
                    "last-owner", None]},
            {"if": [{"<=": [_variable("user_count"), 1]}, "last-user", None]},
        ],
        {"!!": [{"var": ""}]},
    ]
}  # fmt: skip

_LEAVE_EXPRESSION = (
    "filter([in_organization_ksuite ? 'in-organization-ksuite' : '',"
    " login_address_in_mail_service ? 'login-address-in-mail-service' : '',"
    " is_owner and owner_count <= 1 ? 'last-owner' : '',"
    " user_count <= 1 ? 'last-user' : ''], # != '')"
)


def datalogic() -> tuple[Decide, Callable[[str], object]]:
    """Return leave-organization in datalogic-py: from Python values, and from JSON to JSON."""
    import datalogic_py

    rule = datalogic_py.Engine().compile(json.dumps(_LEAVE_LOGIC))
    return rule.evaluate, rule.evaluate_str


def zen_expression() -> Decide:
    """Return leave-organization as one expression of zen-engine."""
    import zen

    compiled = zen.compile_expression(_LEAVE_EXPRESSION)
    return lambda facts: compiled.evaluate(dict(facts))


def zen_table() -> Decide:
    """Return leave-organization as a decision table (JDM) of zen-engine, from a static loader."""
    import zen

    content = json.dumps(_jdm())
    engine = zen.ZenEngine({"loader": lambda _key: content})
    decision = engine.create_decision(content)
    return lambda facts: decision.evaluate(dict(facts))


def _jdm() -> dict[str, Any]:
    conditions = (
        ("in-organization-ksuite", "in_organization_ksuite == true"),
        ("login-address-in-mail-service", "login_address_in_mail_service == true"),
        ("last-owner", "is_owner == true and owner_count <= 1"),
        ("last-user", "user_count <= 1"),
    )
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": "when", "name": "when"}],
        "outputs": [{"id": "reason", "name": "reason", "field": "reason"}],
        "rules": [
            {"_id": reason, "when": condition, "reason": json.dumps(reason)}
            for reason, condition in conditions
        ],
    }
    return {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in"},
            {"id": "table", "type": "decisionTableNode", "name": "table", "content": table},
            {"id": "out", "type": "outputNode", "name": "out"},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "in", "targetId": "table"},
            {"id": "2", "type": "edge", "sourceId": "table", "targetId": "out"},
        ],
    }
