"""The forms that a rule is exported in."""

from __future__ import annotations

import json
from datetime import date
from typing import Literal, get_args

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.export.dmn import dmn
from rules_engine.export.jsonlogic import jsonlogic
from rules_engine.export.refusals import Refusal, refusals

Target = Literal["jsonlogic", "dmn"]
TARGETS: tuple[Target, ...] = get_args(Target)


def refused(resolved: ResolvedRule, target: Target) -> tuple[Refusal, ...]:
    """Return why a rule is not exported to a target; nothing where it is."""
    return refusals(resolved, dates=target == "dmn")


def exported(resolved: ResolvedRule, as_of: date, ruleset: str, target: Target) -> str:
    """Return the text of the file of a rule as of a day; ``ruleset`` is its digest.

    Raises ``ProblemsFound`` with the reasons where the target would mean something else.
    """
    if target == "dmn":
        return dmn(resolved, as_of, ruleset)
    return _lines(jsonlogic(resolved, as_of, ruleset)) + "\n"


def _lines(value: object, depth: int = 0) -> str:
    """Return JSON with a line for each part of a part: an expression stays on its line."""
    if depth == 2 or not value:
        return json.dumps(value, ensure_ascii=False)
    inner, outer = "\n" + "  " * (depth + 1), "\n" + "  " * depth
    match value:
        case list():
            return f"[{inner}{f',{inner}'.join(_lines(each, depth + 1) for each in value)}{outer}]"
        case dict():
            parts = (f"{json.dumps(key)}: {_lines(each, depth + 1)}" for key, each in value.items())
            return f"{{{inner}{f',{inner}'.join(parts)}{outer}}}"
    return json.dumps(value, ensure_ascii=False)
