"""Parts of the OpenAPI document that its paths share."""

from __future__ import annotations

from typing import Any

from knowledge_base.http.fact_schemas import shared_schemas
from knowledge_base.http.problem_details import PROBLEM_JSON

Node = dict[str, Any]

SCHEMAS = "#/components/schemas/"

_PROBLEMS = {
    "400": "Not the JSON needed.",
    "401": "A key is needed, and none that is known was given.",
    "404": "No such rule, or no such address.",
    "405": "The address does not know the method.",
    "406": "The answer cannot be given in a form that is accepted.",
    "408": "The request did not come in time.",
    "413": "Too much at once.",
    "415": "The body is not in a form that is read.",
    "422": "Facts, a date or a query that do not fit.",
    "429": "More within a minute than is taken.",
    "503": "Too many requests at once, or no rules that can be read.",
}


def ref(name: str) -> Node:
    """Return a reference to a schema."""
    return {"$ref": f"{SCHEMAS}{name}"}


def json_content(schema: Node) -> Node:
    """Return content that is JSON."""
    return {"application/json": {"schema": schema}}


def problems(*statuses: str) -> Node:
    """Return references to the answers with problems, by status."""
    return {each: {"$ref": f"#/components/responses/{each}"} for each in statuses}


def problem_answers() -> Node:
    """Return the answers with problems, by status."""
    content = {PROBLEM_JSON: {"schema": ref("Problem")}}
    return {
        status: {"description": description, "content": content}
        for status, description in _PROBLEMS.items()
    }


def _object(properties: Node, *optional: str) -> Node:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _list(items: Node) -> Node:
    return {"type": "array", "items": items}


def _map(items: Node) -> Node:
    return {"type": "object", "additionalProperties": items}


_TEXT: Node = {"type": "string"}
_OR_NONE: Node = {"type": ["string", "null"]}
_DAY: Node = {"type": "string", "format": "date"}


def common_schemas() -> dict[str, Node]:
    """Return the schemas that are the same for every rule."""
    return {
        **shared_schemas(),
        "Problem": {
            **_object({
                "type": {"type": "string", "format": "uri-reference"},
                "title": _TEXT,
                "status": {"type": "integer"},
                "detail": _TEXT,
                "code": ref("Code"),
                "problems": _list(
                    _object(
                        {"code": ref("Code"), "message": _TEXT, "input": _TEXT, "remedy": _TEXT},
                        "input", "remedy",
                    )
                ),
            }),
            "description": "RFC 9457. `code` is stable; words may change.",
        },
        "Code": {"type": "string", "pattern": "^KB[0-9]{3}$"},
        "Answer": {
            **_object({
                "language": _TEXT, "question": _TEXT, "status": _TEXT, "outcome": _OR_NONE,
                "advice": _nullable(ref("Advice")),
                "reasons": _list(ref("AnswerReason")),
                "open_reasons": _list(ref("AnswerReason")),
                "missing": _list(ref("AnswerQuestion")),
                "changes": _list(_object({
                    "facts": _list(_object({
                        "input": _TEXT, "label": _TEXT, "value": _TEXT, "by": _TEXT,
                    })),
                    "only_time": {"type": "boolean"},
                })),
                "values": _list(_object({"label": _TEXT, "value": _TEXT})),
                "facts": _list(_object({"label": _TEXT, "value": _TEXT})),
            }),
            "description": "The decision in words; there where `words` names a language.",
        },
        "Advice": _object({"text": _OR_NONE, "guide": _OR_NONE, "rule": _OR_NONE}),
        "AnswerReason": _object({
            "id": _TEXT, "text": _TEXT, "advice": _nullable(ref("Advice")),
        }),
        "AnswerQuestion": _object({
            "input": _TEXT, "label": _TEXT, "ask": _TEXT, "help": _OR_NONE,
            "choices": _map(_TEXT), "why": _list(_TEXT),
        }),
        "RuleList": _object({
            "language": _TEXT,
            "rules": _list(_object({
                "id": _TEXT, "section": _TEXT, "question": _TEXT,
                "inputs": {"type": "integer"}, "guides": _list(_TEXT),
            })),
        }),
        "Rule": _object({
            "id": _TEXT, "section": _TEXT, "language": _TEXT, "guides": _list(_TEXT),
            "ruleset": _TEXT, "question": _TEXT,
            "facts": {"type": "object", "description": "JSON Schema of the facts."},
            "inputs": _map(_object({
                "label": _TEXT, "ask": _TEXT, "help": _OR_NONE, "choices": _map(_TEXT),
                "changed_by": _OR_NONE,
            })),
            "outcomes": _map(_TEXT),
            "reasons": _map(_object({"fails": _TEXT, "met": _OR_NONE})),
            "constraints": _map(_TEXT),
            "values": _map(_TEXT),
            "remedies": _map(ref("Advice")),
        }),
        "ParameterList": _object({
            "as_of": _DAY,
            "parameters": _list(_object({
                "id": _TEXT, "type": _TEXT, "of": _TEXT, "columns": _map(_TEXT),
                "unit": _OR_NONE, "value": {},
                "from": _DAY, "until": {**_DAY, "type": ["string", "null"]},
                "source": _list(_TEXT),
            }, "of", "columns")),
        }),
        "Health": _object({
            "status": {"type": "string", "const": "ok"}, "rules": {"type": "integer"},
        }),
    }  # fmt: skip


def _nullable(schema: Node) -> Node:
    return {"anyOf": [schema, {"type": "null"}]}
