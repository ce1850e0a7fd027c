"""The document says what the server does: tried with requests it allows and requests it forbids."""

from __future__ import annotations

from datetime import date
from functools import cache
from math import copysign
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from fastapi.routing import APIRoute
from hypothesis import settings
from hypothesis import strategies as st

from knowledge_base.http.app import ROUTERS, create_app
from knowledge_base.http.settings import Settings
from rules_engine.ruleset import load_rules
from tests.http.conftest import DAY
from tests.project_copy import ROOT

if TYPE_CHECKING:
    from knowledge_base.http.library import Library
    from tests.http.conftest import Client


@cache
def one_rule_for_each_type_of_input() -> set[str]:
    found: dict[object, str] = {}
    for rule in load_rules(ROOT / "rules").rules.values():
        for each in rule.inputs.values():
            limits = (each.type.minimum is None, each.type.maximum is None)
            found.setdefault((each.type.kind, each.type.nullable, *limits), rule.id)
    return set(found.values())


def is_tried(context: Any) -> bool:
    path: str = context.operation.path
    return not path.startswith("/v1/rules/") or path.split("/")[3] in {
        "{rule}",
        *one_rule_for_each_type_of_input(),
    }


@pytest.fixture
def document(library: Library) -> schemathesis.BaseSchema:
    app = create_app(ROOT, Settings(as_of=DAY), library)
    found = schemathesis.openapi.from_asgi("/openapi.json", app)
    found.hook(map_body)
    return found


SCHEMA = schemathesis.pytest.from_fixture("document").include(func=is_tried)
schemathesis.openapi.format("date", st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(str))


@schemathesis.serializer("application/x-ndjson", "application/jsonl")
def lines(_context: object, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def map_body(_context: object, body: Any) -> Any:
    """No schema can say that ten places after the point are the most: write four."""
    if isinstance(body, dict):
        return {key: map_body(_context, each) for key, each in body.items()}
    if isinstance(body, list):
        return [map_body(_context, each) for each in body]
    if not isinstance(body, float) or body.is_integer():
        return body
    short = round(body, 4)
    return short - copysign(0.5, short or -body) if short.is_integer() else short


@SCHEMA.parametrize()
@settings(max_examples=12, deadline=None)
def test_the_document_and_the_server_agree(case: schemathesis.Case) -> None:
    case.call_and_validate()


def test_every_route_is_described_and_nothing_else(client: Client) -> None:
    described = {
        (method.upper(), path)
        for path, operations in client.get("/openapi.json").json()["paths"].items()
        for method in operations
    }
    rules = load_rules(ROOT / "rules").rules
    routes = {
        (method, route.path.format(rule=rule) if route.path.endswith("/decide") else route.path)
        for each in ROUTERS
        for route in each.router.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
        for rule in rules
    }
    pages = {("GET", path) for path in ("/openapi.json", "/v1/reference", "/v1/reference.css")}
    assert described == routes - pages


def test_each_rule_has_types_of_its_own(client: Client) -> None:
    document = client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    operation = document["paths"]["/v1/rules/leave-organization/decide"]["post"]
    assert operation["operationId"] == "decideLeaveOrganization"
    facts = schemas["LeaveOrganizationFacts"]["properties"]
    assert facts["owner_count"]["type"] == "integer"
    decision = schemas["LeaveOrganizationDecision"]["properties"]
    assert decision["outcome"]["enum"] == ["allowed", "denied", None]
    assert decision["reasons"]["items"]["enum"][-2:] == ["not-a-member", "inconsistent-counts"]
    for rule in load_rules(ROOT / "rules").rules:
        assert "post" in document["paths"][f"/v1/rules/{rule}/decide"]


def test_the_examples_of_the_document_are_decided(client: Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    tried = 0
    for path, operations in paths.items():
        content = operations.get("post", {}).get("requestBody", {}).get("content", {})
        for each in content.get("application/json", {}).get("examples", {}).values():
            answer = client.ask("POST", path, json=each["value"])
            assert answer.json()["status"] == "decided", path
            tried += 1
    assert tried > 60
