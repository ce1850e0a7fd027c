"""Problems as machines read them: JSON, and SARIF 2.1.0 for code hosts."""

from __future__ import annotations

import json
from collections.abc import Sequence

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


def to_sarif(problems: Sequence[Problem]) -> str:
    """Return problems as a SARIF log with one run."""
    codes = sorted({each.code for each in problems})
    results = [
        {
            "ruleId": each.code,
            "ruleIndex": codes.index(each.code),
            "level": each.severity,
            "message": {"text": f"{each.message} {each.remedy}".rstrip()},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": each.path, "uriBaseId": "ROOT"},
                        "region": {
                            "startLine": max(each.line, 1),
                            "startColumn": max(each.column, 1),
                        },
                    }
                }
            ],
        }
        for each in problems
    ]
    driver = {"name": "kb check", "rules": [{"id": code} for code in codes]}
    log = {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)
