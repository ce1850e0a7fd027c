"""Problems as machines read them: JSON, and SARIF 2.1.0 for code hosts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from rules_engine.codes import codes
from rules_engine.problems import Problem

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def to_json(problems: Sequence[Problem]) -> str:
    """Return problems as a JSON list of objects."""
    found = [
        {
            "path": each.path,
            "line": each.line,
            "column": each.column,
            "code": each.code,
            "severity": each.severity,
            "message": each.message,
            "remedy": each.remedy,
        }
        for each in problems
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)


def to_sarif(problems: Sequence[Problem], further_codes: Mapping[str, str] | None = None) -> str:
    """Return problems as a SARIF log with one run.

    ``further_codes`` says what codes mean that are not of the engine.
    """
    used = sorted({each.code for each in problems})
    meanings = {**codes(), **(further_codes or {})}
    driver = {"name": "kb check", "rules": [_rule(code, meanings.get(code)) for code in used]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, used.index(each.code)) for each in problems],
    }
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(code: str, meaning: str | None) -> dict[str, object]:
    return {"id": code} if meaning is None else {"id": code, "shortDescription": {"text": meaning}}


def _result(problem: Problem, rule_index: int) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": rule_index,
        "level": problem.severity,
        "message": {"text": f"{problem.message} {problem.remedy}".rstrip()},
    }
    if problem.path:
        place: dict[str, object] = {"artifactLocation": {"uri": quote(problem.path)}}
        if problem.line:  # 0: the whole file
            place["region"] = {"startLine": problem.line, "startColumn": max(problem.column, 1)}
        result["locations"] = [{"physicalLocation": place}]
    return result
