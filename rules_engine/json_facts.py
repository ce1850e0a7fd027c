"""JSON in, JSON out: facts without floats, one object a line, errors as records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from rules_engine.model.value_types import Refused, normal_date
from rules_engine.problems import ProblemsFound, near, refused

MAX_LINE = 1_048_576
_REQUEST_KEYS = ("rule", "facts", "as_of")


def read_json(text: str) -> object:
    """Return JSON with exact numbers; raise ``ProblemsFound`` for what is none."""
    if len(text) > MAX_LINE:
        raise _bad(f"the JSON is longer than {MAX_LINE} characters", "Send less at once.")
    try:
        text.encode()
        found = json.loads(
            text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_unique
        )
        if "\\ud" in text or "\\uD" in text:  # half a pair is no character
            json.dumps(found, ensure_ascii=False, default=str).encode()
        return found
    except (ValueError, RecursionError) as error:
        raise _bad(f"not JSON: {error}", "Send one JSON object.") from error


def read_facts(text: str) -> dict[str, object]:
    """Return the facts of a JSON object by input."""
    found = read_json(text)
    if not isinstance(found, dict):
        raise _bad("the facts are no JSON object", 'Write {"input": value, ...}.')
    return found


def read_request(text: str) -> tuple[str, Mapping[str, object], date | None]:
    """Return rule, facts and date (None: today) of a line ``{"rule", "facts", "as_of"?}``."""
    found = read_json(text)
    if not isinstance(found, dict):
        raise _bad("the line is no JSON object", 'Write {"rule": ..., "facts": {...}}.')
    for key in found:
        if key not in _REQUEST_KEYS:
            raise _bad(
                f"unknown key {key!r}.{near(key, _REQUEST_KEYS)}", "Use rule, facts, as_of.", key
            )
    rule, facts = found.get("rule"), found.get("facts", {})
    if not isinstance(rule, str):
        raise _bad("'rule' is missing or no text", "Name the rule.", "rule")
    if not isinstance(facts, dict):
        raise _bad("'facts' is no JSON object", 'Write {"input": value, ...}.', "facts")
    as_of = found.get("as_of")
    return rule, facts, None if as_of is None else read_date(as_of)


def read_date(text: object) -> date:
    """Return the date of the decision; raise ``ProblemsFound`` where it is none."""
    try:
        return normal_date(text)
    except Refused as error:
        raise refused("KB506", f"as_of: {error}", "Write YYYY-MM-DD.", "as_of") from error


def error_record(found: ProblemsFound) -> dict[str, object]:
    """Return problems with facts or requests as ``{"error": {"code", "message", "input"?}}``."""
    first = found.problems[0]
    error: dict[str, object] = {"code": first.code, "message": first.message}
    if first.subject:
        error["input"] = first.subject
    if len(found.problems) > 1:
        error["further"] = [
            {"code": each.code, "message": each.message, "input": each.subject}
            for each in found.problems[1:]
        ]
    return {"error": error}


def _bad(message: str, remedy: str, subject: str = "") -> ProblemsFound:
    return refused("KB503", message, remedy, subject)


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} is no number")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice")
        found[key] = value
    return found
