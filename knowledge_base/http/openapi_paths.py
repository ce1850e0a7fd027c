"""The part of the OpenAPI document that is the same whatever the rules are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge_base.http.fact_schemas import date_schema
from knowledge_base.http.json_lines import LINES
from knowledge_base.http.openapi_parts import json_content, problems, ref

if TYPE_CHECKING:
    from collections.abc import Sequence

Node = dict[str, Any]

_LANGUAGE: Node = {
    "name": "Accept-Language",
    "in": "header",
    "description": "The words come in the language preferred; in English where there is none.",
    "schema": {"type": "string"},
    "example": "de-CH, fr;q=0.8",
}
_KEPT: Node = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of an answer that is kept: 304 where it is still the same.",
    "schema": {"type": "string"},
}
_SAME: Node = {"304": {"description": "The answer that is kept is still the same."}}


def common_paths(rules: Sequence[str]) -> Node:
    """Return the paths beside those that decide one rule each."""
    return {
        "/v1/rules": {
            "get": {
                "operationId": "listRules",
                "tags": ["rules"],
                "summary": "List the rules",
                "parameters": [_LANGUAGE, _KEPT],
                "responses": {**_found("RuleList"), **_SAME, **problems("406", "503")},
            }
        },
        "/v1/rules/{rule}": {
            "get": {
                "operationId": "showRule",
                "tags": ["rules"],
                "summary": "Show what a rule asks and answers, in words",
                "parameters": [
                    {
                        "name": "rule",
                        "in": "path",
                        "required": True,
                        "schema": {"type": "string", "enum": list(rules)},
                    },
                    _LANGUAGE,
                    _KEPT,
                ],
                "responses": {**_found("Rule"), **_SAME, **problems("404", "406", "503")},
            }
        },
        "/v1/decide": {
            "post": {
                "operationId": "decideLines",
                "tags": ["rules"],
                "summary": "Decide many cases, one a line",
                "description": "Each line is `{rule, facts, as_of?}`; its record comes at the same "
                "place. A bad line is `{error: {code, message, input?}}`, and the rest goes on.",
                "requestBody": {"required": True, "content": _lines()},
                "responses": {
                    "200": {
                        "description": "A record for each line, as they come.",
                        "content": {LINES[0]: {}},
                    },
                    **problems("406", "413", "415", "503"),
                },
            }
        },
        "/v1/parameters": {
            "get": {
                "operationId": "listParameters",
                "tags": ["rules"],
                "summary": "List the values that may change one day",
                "parameters": [
                    {
                        "name": "as_of",
                        "in": "query",
                        "description": "The day; today where it is left out.",
                        "schema": date_schema(),
                    },
                    _KEPT,
                ],
                "responses": {**_found("ParameterList"), **_SAME, **problems("406", "422", "503")},
            }
        },
        "/healthz": {
            "get": {
                "operationId": "health",
                "tags": ["server"],
                "summary": "Say whether the server can answer",
                "security": [],
                "responses": {**_found("Health"), **problems("503")},
            }
        },
    }


def _found(name: str) -> Node:
    return {"200": {"description": "What was asked for.", "content": json_content(ref(name))}}


def _lines() -> Node:
    """Return bodies of JSON lines; a schema of this version of OpenAPI cannot say more."""
    return {each: {} for each in LINES}
