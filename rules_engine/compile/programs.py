"""From a rule and its parameters to a ``Program``, and to bytes and back for the cache."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from rules_engine import __version__
from rules_engine.compile.python_code import python_source
from rules_engine.compile.resolve import resolve
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import AsOf, Requirement, Row, Rule
from rules_engine.model.value_types import Value
from rules_engine.program import Program, Segment

# Where a rule stands and what maintainers note about it does not change what it decides.
_UNREAD = frozenset({
    "positions", "path", "note", "source", "guides", "examples", "remedies", "review_by", "line",
})  # fmt: skip


def compile_rule(rule: Rule, parameters: Mapping[str, Parameter]) -> Program:
    """Return the program of a rule, with a segment for each change of what it reads."""
    used = {name: parameters[name] for name in rule.parameters}
    segments = tuple(_segment(rule, used, start) for start in segment_starts(rule, used))
    return Program(
        rule.id,
        digest(rule, used),
        {name: each.type for name, each in rule.inputs.items()},
        frozenset(name for name, each in rule.inputs.items() if each.display_only),
        frozenset(n for n, each in rule.inputs.items() if isinstance(each.default, AsOf)),
        segments,
        {name: each.changed_by for name, each in rule.inputs.items() if each.changed_by},
        rule.goal,
        origins(rule, used),
    )


def values_at(
    parameters: Mapping[str, Parameter], as_of: date
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """Return the values of parameters on a day, and the ids of those that have none then."""
    periods = {name: each.period_at(as_of) for name, each in parameters.items()}
    found = {name: period.value for name, period in periods.items() if period is not None}
    return found, tuple(name for name, period in periods.items() if period is None)


def origins(rule: Rule, parameters: Mapping[str, Parameter]) -> dict[str, str]:
    """Return what a decision is made from: engine, rule and each parameter, with short digests."""
    found = {"engine": __version__, "rule": _short(rule)}
    return found | {name: _short(each) for name, each in parameters.items()}


def _short(part: Rule | Parameter) -> str:
    text = json.dumps(_canonical(part), separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def digest(rule: Rule, parameters: Mapping[str, Parameter]) -> str:
    """Return the digest of what a rule decides and of the parameters it reads, notes left out."""
    text = json.dumps([_canonical(rule), _canonical(dict(parameters))], separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _canonical(value: object) -> object:
    if is_dataclass(value):
        kept = (each.name for each in fields(value) if each.name not in _UNREAD)
        return [type(value).__name__, *(_canonical(getattr(value, name)) for name in kept)]
    if isinstance(value, Mapping):
        return [[key, _canonical(each)] for key, each in value.items()]
    if isinstance(value, tuple | list):
        return [_canonical(each) for each in value]
    if isinstance(value, Decimal):
        return ["decimal", format(value.normalize(), "f")]
    return value.isoformat() if isinstance(value, date) else value


def segment_starts(rule: Rule, parameters: Mapping[str, Parameter]) -> list[date]:
    """Return the days on which something that a rule reads begins or ends, in order."""
    days: set[date] = set() if parameters else {date.min}
    for parameter in parameters.values():
        for period in parameter.periods:
            days |= {period.start, *([period.until] if period.until else [])}
    parts: tuple[Requirement | Row, ...] = (*rule.requirements, *rule.rows)
    for part in parts:
        days |= {day for day in (part.start, part.until) if day}
    return sorted(days)


def _segment(rule: Rule, parameters: Mapping[str, Parameter], start: date) -> Segment:
    values, missing = values_at(parameters, start)
    if missing:
        return Segment(start, None, {}, missing)
    resolved = resolve(rule, values, start)
    code = compile(python_source(resolved), f"<rule {rule.id} from {start}>", "exec")
    defaults = {n: v for n, v in resolved.defaults.items() if not isinstance(v, AsOf)}
    return Segment(start, code, defaults)
