"""The digest of what a rule means, apart from the values it reads and from how it is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from rules_engine.model.expressions import All, Any
from rules_engine.model.rule import Rule

# Where a rule stands, what is noted about it, what it shows and where it sends people.
_NO_LOGIC = frozenset({
    "positions", "path", "section", "note", "source", "guides", "examples", "remedies",
})  # fmt: skip


def logic_digest(rule: Rule) -> str:
    """Return twelve hexadecimal digits that change with the logic of a rule alone.

    Values of parameters, notes, sources, examples, remedies and the order of keys make no
    difference; nor does the order of conditions that must all hold, or of which one must. The
    order of rows does, unless at most one of them can match.
    """
    text = json.dumps(_canonical(rule), separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _canonical(value: object) -> object:
    if isinstance(value, Rule):
        free = {"constraints", "requirements", *(("rows",) if value.unique else ())}
        return {
            each.name: _in_any_order(held) if each.name in free else _canonical(held)
            for each in sorted(fields(value), key=lambda each: each.name)
            if each.name not in _NO_LOGIC
            for held in (getattr(value, each.name),)
        }
    if isinstance(value, All | Any):
        return [type(value).__name__, _in_any_order(value.parts)]
    if is_dataclass(value):
        held = {each.name: _canonical(getattr(value, each.name)) for each in fields(value)}
        return [type(value).__name__, held]
    if isinstance(value, Mapping):
        return {str(key): _canonical(value[key]) for key in sorted(value)}
    if isinstance(value, tuple | list):
        return [_canonical(each) for each in value]
    if isinstance(value, Decimal):
        return ["decimal", format(value.normalize(), "f")]
    return value.isoformat() if isinstance(value, date) else value


def _in_any_order(parts: tuple[object, ...]) -> object:
    return sorted((_canonical(each) for each in parts), key=json.dumps)
