"""``GET /v1/rules`` and ``GET /v1/rules/{rule}``: what can be asked, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from knowledge_base.http.accepted import accepted_language
from knowledge_base.http.fact_schemas import facts_schema, shared_schemas
from knowledge_base.http.representations import json_bytes, representation

if TYPE_CHECKING:
    from knowledge_base.content.wording import Said
    from knowledge_base.content.words import RuleWords
    from knowledge_base.http.library import Edition
    from rules_engine.model.rule import Rule

router = APIRouter(include_in_schema=False)  # openapi_paths.py describes them


@router.get("/v1/rules")
async def list_rules(request: Request) -> Response:
    """Return every rule with its question, by section and id."""
    edition: Edition = request.app.state.library.edition
    language = accepted_language(request, edition.languages)
    center = edition.center(request.app.state.settings.day())
    rules = [
        {
            "id": rule.id,
            "section": rule.section,
            "question": center.words(rule.id, language).question.text,
            "inputs": len(rule.inputs),
            "guides": list(rule.guides),
        }
        for rule in edition.rules()
    ]
    content = json_bytes({"language": language, "rules": rules})
    return representation(request, content, language=language)


@router.get("/v1/rules/{rule}")
async def show_rule(rule: str, request: Request) -> Response:
    """Return what a rule asks and answers: the schema of its facts, and its words."""
    edition: Edition = request.app.state.library.edition
    program = edition.program(rule)
    request.state.noted["rule"] = rule
    language = accepted_language(request, edition.languages)
    words = edition.center(request.app.state.settings.day()).words(rule, language)
    described = {
        "id": rule,
        "section": words.rule.section,
        "language": language,
        "guides": list(words.rule.guides),
        "ruleset": program.digest,
        "question": words.question.text,
        "facts": _facts(words),
        "inputs": {name: _input(name, words) for name in words.rule.inputs},
        "outcomes": {each: words.outcome(each).text for each in words.rule.outcomes},
        "reasons": _reasons(words),
        "constraints": {each.id: words.constraint(each.id).text for each in words.rule.constraints},
        "values": {name: words.value_label(name).text for name in words.rule.values},
        "remedies": _remedies(words),
    }
    return representation(request, json_bytes(described), language=language)


def _facts(words: RuleWords) -> dict[str, object]:
    schema = facts_schema(words, "#/$defs/")
    used = {
        name: each for name, each in shared_schemas().items() if f"#/$defs/{name}" in str(schema)
    }
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**dialect, **schema, **({"$defs": used} if used else {})}


def _input(name: str, words: RuleWords) -> dict[str, object]:
    return {
        "label": words.label(name).text,
        "ask": words.ask(name).text,
        "help": _text(words.help(name)),
        "choices": dict(words.choices(name)),
        "changed_by": words.rule.inputs[name].changed_by,
    }


def _reasons(words: RuleWords) -> dict[str, object]:
    """Return what each reason says; only a requirement has words for when it is met."""
    required = {each.id for each in words.rule.requirements}
    return {
        each: {
            "fails": words.fails(each).text,
            "met": words.met(each).text if each in required else None,
        }
        for each in words.rule.reasons
    }


def _remedies(words: RuleWords) -> dict[str, object]:
    found: dict[str, object] = {}
    for key in _keys(words.rule):
        said, remedy = words.remedy(key), words.rule.remedies.get(key)
        if said is not None or remedy is not None:
            found[key] = {
                "text": _text(said),
                "guide": remedy.guide if remedy else None,
                "rule": remedy.rule if remedy else None,
            }
    return found


def _keys(rule: Rule) -> list[str]:
    constraints = [each.id for each in rule.constraints]
    return list(dict.fromkeys([*rule.reasons, *constraints, *rule.outcomes]))


def _text(said: Said | None) -> str | None:
    return said.text if said else None
