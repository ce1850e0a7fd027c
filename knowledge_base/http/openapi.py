"""``/openapi.json``: every address, and the facts and the record of each rule with their types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi

from knowledge_base.content.languages import SOURCE
from knowledge_base.http.openapi_feedback import feedback_path
from knowledge_base.http.openapi_parts import common_schemas, problem_answers, problems
from knowledge_base.http.openapi_paths import common_paths
from knowledge_base.http.openapi_rules import decide_operation, decide_path, rule_schemas
from knowledge_base.http.representations import json_bytes, kept, representation
from rules_engine import __version__

if TYPE_CHECKING:
    from knowledge_base.http.library import Edition
    from knowledge_base.http.settings import Settings

router = APIRouter(include_in_schema=False)

_ABOUT = """\
Every rule has a path of its own, `POST /v1/rules/{rule}/decide`, with its facts and its outcomes.
Facts left out are unknown, and the answer says which are still needed. Numbers are exact: send
amounts as text. Problems are `application/problem+json` with the codes of the command line.
"""


@router.get("/openapi.json")
async def show_document(request: Request) -> Response:
    """Return the OpenAPI document of the rules that answer now."""

    def document(edition: Edition) -> bytes:
        return json_bytes(openapi_document(request.app, edition))

    return representation(request, kept(request, "openapi", document))


def openapi_document(app: FastAPI, edition: Edition) -> dict[str, Any]:
    """Return the document: what FastAPI knows of other routers, and ours."""
    settings: Settings = app.state.settings
    document = get_openapi(
        title="Knowledge base",
        version=__version__,
        description=_ABOUT,
        routes=app.routes,
    )
    center, rules = edition.center(settings.day()), edition.rules()
    paths = document.setdefault("paths", {})
    paths.update(common_paths([each.id for each in rules]))
    if settings.feedback is not None:
        paths["/v1/feedback"] = feedback_path(center.guides, edition.languages)
    schemas = common_schemas()
    for rule in rules:
        words = center.words(rule.id, SOURCE)
        paths[decide_path(rule.id)] = {"post": decide_operation(words, edition.languages)}
        schemas |= rule_schemas(words, edition.ruleset.parameters)
    components = document.setdefault("components", {})
    components.setdefault("schemas", {}).update(schemas)
    components["responses"] = problem_answers()
    if settings.keys.hashes:
        _demand_keys(document)
    return document


def _demand_keys(document: dict[str, Any]) -> None:
    schemes = document["components"].setdefault("securitySchemes", {})
    schemes["key"] = {"type": "http", "scheme": "bearer"}
    document["security"] = [{"key": []}]
    for path in document["paths"].values():
        for operation in path.values():
            if operation.get("security") != []:
                operation["responses"].update(problems("401"))
