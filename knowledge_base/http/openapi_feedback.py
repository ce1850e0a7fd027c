"""The part of the OpenAPI document about readers' opinions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge_base.feedback.opinion import LONGEST_COMMENT, REASONS
from knowledge_base.http.openapi_parts import json_content, problems

if TYPE_CHECKING:
    from collections.abc import Sequence

Node = dict[str, Any]


def feedback_path(guides: Sequence[str], languages: Sequence[str]) -> Node:
    """Return the operations of ``/v1/feedback``."""
    shared: Node = {
        "id": {
            "type": "string",
            "pattern": "^[0-9a-f]{32}$",
            "description": "Drawn anew for each reading; sent again, it replaces what was said.",
        },
        "guide": {"type": "string", "enum": list(guides)},
        "language": {"type": "string", "enum": list(languages)},
        "revision": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
    }
    yes: Node = {"helpful": {"const": True}}
    no: Node = {
        "helpful": {"const": False},
        "reason": {"enum": [*REASONS, None]},
        "comment": {"type": ["string", "null"], "maxLength": LONGEST_COMMENT},
    }
    schema: Node = {"oneOf": [_object({**shared, **yes}), _object({**shared, **no})]}
    return {
        "post": {
            "operationId": "sendOpinion",
            "tags": ["feedback"],
            "summary": "Say whether a guide helped",
            "description": "What looks like an e-mail address, an IBAN or a long number is masked "
            "before anything is kept. The sender is not kept.",
            "security": [],
            "requestBody": {"required": True, "content": json_content(schema)},
            "responses": {
                "204": {"description": "It is kept."},
                **problems("400", "413", "415", "422", "429", "503"),
            },
        }
    }


def _object(properties: Node) -> Node:
    required = [name for name in properties if name not in ("reason", "comment")]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
