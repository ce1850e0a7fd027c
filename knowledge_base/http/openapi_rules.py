"""The part of the OpenAPI document that is made from the rules: one path and schemas for each.

A path of its own for each rule lets generators of clients make a typed function for each, and
tools that try an API know which facts belong to which rule.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from knowledge_base.http.fact_schemas import date_schema, facts_schema, first_year, value_schema
from knowledge_base.http.openapi_parts import SCHEMAS, json_content, problems, ref
from rules_engine.examples import decide_example
from rules_engine.model.decision import plain
from rules_engine.problems import ProblemsFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_base.content.words import RuleWords
    from rules_engine.model.parameters import Parameter
    from rules_engine.model.rule import Rule

Node = dict[str, Any]

_TEXTS: Node = {"type": "array", "items": {"type": "string"}}


def class_name(rule_id: str) -> str:
    """Return a rule id as a name of a type: ``LeaveOrganization``."""
    return "".join(part.capitalize() for part in rule_id.split("-"))


def decide_path(rule_id: str) -> str:
    """Return the address at which a rule is decided."""
    return f"/v1/rules/{rule_id}/decide"


def decide_operation(words: RuleWords, languages: tuple[str, ...]) -> Node:
    """Return the operation that decides a rule."""
    rule = words.rule
    name = class_name(rule.id)
    content = json_content(ref(f"{name}Request"))
    if examples := _examples(words):
        content["application/json"]["examples"] = examples
    return {
        "operationId": f"decide{name}",
        "tags": [rule.section],
        "summary": words.question.text,
        "parameters": [
            {
                "name": "words",
                "in": "query",
                "description": "Language of an answer in words, beside the record.",
                "schema": {"type": "string", "enum": list(languages)},
            }
        ],
        "requestBody": {"required": True, "content": content},
        "responses": {
            "200": {
                "description": "The record of the decision, as `kb decide --json` prints it.",
                "content": json_content(ref(f"{name}Decision")),
            },
            **problems("400", "404", "406", "408", "413", "415", "422", "503"),
        },
    }


def rule_schemas(words: RuleWords, parameters: Mapping[str, Parameter]) -> dict[str, Node]:
    """Return the schemas of facts, request and decision of a rule, by name."""
    rule = words.rule
    name = class_name(rule.id)
    return {
        f"{name}Facts": facts_schema(words, SCHEMAS),
        f"{name}Request": {
            "type": "object",
            "properties": {
                "facts": ref(f"{name}Facts"),
                "as_of": {
                    **date_schema(_first_year(rule, parameters)),
                    "type": ["string", "null"],
                    "description": "Date of the decision; today where it is left out.",
                },
            },
            "additionalProperties": False,
        },
        f"{name}Decision": _decision(words, name),
    }


def _decision(words: RuleWords, name: str) -> Node:
    rule = words.rule
    inputs = _enum(list(rule.inputs))
    every = [*rule.reasons, *(each.id for each in rule.constraints)]
    properties: Node = {
        "rule": {"type": "string", "const": rule.id},
        "as_of": {"type": "string", "format": "date"},
        "status": {"type": "string", "enum": ["decided", "needs-info", "invalid"]},
        "outcome": {
            "type": ["string", "null"],
            "enum": [*rule.outcomes, None],
            "description": "\n".join(
                f"- `{each}`: {words.outcome(each).text}" for each in rule.outcomes
            ),
        },
        "reasons": _list_of(every),
        "open_reasons": _list_of(list(rule.reasons)),
        "values": {
            "type": "object",
            "properties": {
                key: {**value_schema(each.type, SCHEMAS), "title": words.value_label(key).text}
                for key, each in rule.values.items()
            },
            "additionalProperties": False,
        },
        "missing": {"type": "array", "items": inputs},
        "questions": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"input": inputs, "decides": _TEXTS},
                "required": ["input", "decides"],
            },
        },
        "changes": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "set": ref(f"{name}Facts"),
                    "changed_by": {"type": "object", "additionalProperties": {"type": "string"}},
                    "alternatives": {"type": "array", "items": {}},
                },
                "required": ["set", "changed_by", "alternatives"],
            },
        },
        "facts": ref(f"{name}Facts"),
        "ruleset": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        "made_from": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    return {
        "type": "object",
        "properties": {**properties, "answer": ref("Answer")},
        "required": list(properties),
        "additionalProperties": False,
    }


def _enum(ids: list[str]) -> Node:
    return {"type": "string", "enum": ids}


def _list_of(ids: list[str]) -> Node:
    if not ids:
        return {"type": "array", "items": {"type": "string"}, "maxItems": 0}
    return {"type": "array", "items": _enum(ids)}


def _first_year(rule: Rule, parameters: Mapping[str, Parameter]) -> int:
    """Return the first year in which the rule decides: its words hold values of parameters too."""
    read = [parameters[each] for each in rule.parameters] or list(parameters.values())
    return max((first_year([each.start for each in one.periods]) for one in read), default=1900)


def _examples(words: RuleWords) -> Node:
    """Return the facts of the examples that the pages show, as requests."""
    rule, wording = words.rule, words.wording
    found: Node = {}
    for each in rule.examples:
        with suppress(ProblemsFound):  # a value that it reads does not hold yet
            decided = decide_example(wording.ruleset, rule, each, wording.as_of)
            facts = {name: plain(value) for name, value in decided.facts.items()}
            found[each] = {"summary": words.caption(each).text, "value": {"facts": facts}}
    return found
