"""Problems as JSON and as SARIF."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from rules_engine.codes import codes
from rules_engine.problems import Problem
from rules_engine.reports import to_json, to_sarif

PROBLEMS = (
    Problem("rules/a b/ü.yml", 3, 7, "KB301", "there is no input 'ownr'.", "Inputs: owner."),
    Problem("rules/a.yml", 0, 0, "KB102", "the file is too large", "Split it."),
    Problem("", 0, 0, "KB504", "nothing holds", "Ask for another day.", subject="leave"),
    Problem("docs/a.yml", 9, 1, "KB999", "something", "", "warning"),
)

# What SARIF 2.1.0 asks of the parts that are written here (OASIS standard, sections 3.13 to 3.30).
_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "run": {
            "type": "object",
            "required": ["tool"],
            "additionalProperties": False,
            "properties": {
                "tool": {
                    "type": "object",
                    "required": ["driver"],
                    "properties": {"driver": {"$ref": "#/$defs/driver"}},
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "driver": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": False,
            "properties": {
                "name": {"type": "string"},
                "rules": {
                    "type": "array",
                    "uniqueItems": True,
                    "items": {
                        "type": "object",
                        "required": ["id"],
                        "additionalProperties": False,
                        "properties": {"id": {"type": "string"}, "shortDescription": _TEXT},
                    },
                },
            },
        },
        "result": {
            "type": "object",
            "required": ["message"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": _TEXT,
                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
            },
        },
        "location": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation"],
                    "additionalProperties": False,
                    "properties": {
                        "artifactLocation": {
                            "type": "object",
                            "required": ["uri"],
                            "properties": {"uri": {"pattern": "^[A-Za-z0-9._~/%-]+$"}},
                        },
                        "region": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {
                                "startLine": {"type": "integer", "minimum": 1},
                                "startColumn": {"type": "integer", "minimum": 1},
                            },
                        },
                    },
                }
            },
        },
    },
}


def test_json_holds_every_field_of_every_problem() -> None:
    first, *others = json.loads(to_json(PROBLEMS))
    assert first == {
        "path": "rules/a b/ü.yml",
        "line": 3,
        "column": 7,
        "code": "KB301",
        "severity": "error",
        "message": "there is no input 'ownr'.",
        "remedy": "Inputs: owner.",
    }
    assert [each["severity"] for each in others] == ["error", "error", "warning"]


def test_no_problem_is_an_empty_list_and_an_empty_run() -> None:
    assert json.loads(to_json([])) == []
    assert json.loads(to_sarif([]))["runs"][0]["results"] == []


def test_sarif_has_the_structure_of_the_standard() -> None:
    Draft202012Validator.check_schema(SARIF)
    for problems in (PROBLEMS, ()):
        errors = Draft202012Validator(SARIF).iter_errors(json.loads(to_sarif(problems)))
        assert [each.message for each in errors] == []


def test_sarif_results_point_to_the_rule_that_describes_their_code() -> None:
    run = json.loads(to_sarif(PROBLEMS, {"KB999": "something else"}))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    meanings = {**codes(), "KB999": "something else"}
    for problem, result in zip(PROBLEMS, run["results"], strict=True):
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"] == problem.code
        assert rule["shortDescription"]["text"] == meanings[problem.code]


def test_sarif_names_no_place_where_there_is_none() -> None:
    of_line, of_file, of_facts, _ = json.loads(to_sarif(PROBLEMS))["runs"][0]["results"]
    place = of_line["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "rules/a%20b/%C3%BC.yml"
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert "region" not in of_file["locations"][0]["physicalLocation"]
    assert "locations" not in of_facts
