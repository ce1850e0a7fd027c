"""The JavaScript back end: a rule to the text of an ES module, and the modules that run it.

A module says what the rule asks for and leads to, and for each time in which its parameters stay
the same holds one function. That function takes the operations of ``javascript/three_valued.js``
by their letters: with those that compute it judges, with those that remember it tells thresholds.
Truths are numbers (0 holds, -1 does not, else the bits of unknown inputs), so all-of is ``a|b``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from rules_engine.compile.javascript_code import CodeWriter, scale_of
from rules_engine.compile.programs import digest, origins, segment_starts, values_at
from rules_engine.compile.resolve import ResolvedRule, resolve
from rules_engine.model.decision import plain
from rules_engine.model.expressions import Expression
from rules_engine.model.iso_codes import COUNTRIES, CURRENCIES
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import AsOf, Input, Rule

# An unknown is told by the bits of the inputs that it waits for, in whole numbers of 32 bits.
MAX_INPUTS = 30
RUNTIME = Path(__file__).parent.parent / "javascript"


def javascript_module(rule: Rule, parameters: Mapping[str, Parameter]) -> str:
    """Return the text of the ES module of a rule; ``javascript/program.js`` decides with it."""
    return f"export default{javascript_object(rule, parameters)};\n"


def javascript_object(rule: Rule, parameters: Mapping[str, Parameter]) -> str:
    """Return the rule as a JavaScript expression: what its module exports.

    A page waits for every byte of it, so keys are one letter (``javascript/module.js`` tells them)
    and lists of ids are one text. Where it comes from is told apart, by ``origin``.
    """
    if len(rule.inputs) > MAX_INPUTS:
        raise ValueError(f"the rule {rule.id} has more than {MAX_INPUTS} inputs")
    used = {name: parameters[name] for name in rule.parameters}
    found = {"id": _json(rule.id), "o": _ids(rule.outcomes)}
    if rule.goal:
        found["g"] = _json(rule.goal)
    if rule.constraints:
        found["c"] = _ids(each.id for each in rule.constraints)
    found["i"] = _object({name: _input(each) for name, each in rule.inputs.items()})
    found["s"] = _list(_segment(rule, used, start) for start in segment_starts(rule, used))
    return _object(found)


def origin(rule: Rule, parameters: Mapping[str, Parameter]) -> dict[str, object]:
    """Return what the record says of where a decision comes from: ``ruleset``, ``made_from``."""
    used = {name: parameters[name] for name in rule.parameters}
    return {"ruleset": digest(rule, used), "made_from": origins(rule, used)}


def runtime_modules() -> dict[str, str]:
    """Return the modules that run compiled rules by file name; ``program.js`` is their face."""
    lists = {"COUNTRIES": COUNTRIES, "CURRENCIES": CURRENCIES}
    codes = "".join(
        f'export const {name}="{"".join(sorted(found))}".match(/.{{{len(next(iter(found)))}}}/g);\n'
        for name, found in lists.items()
    )
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(RUNTIME.glob("*.js"))}
    return {**files, "iso_codes.js": codes}


def _input(declared: Input) -> str:
    kind = declared.type
    found: dict[str, object] = {}
    if kind.kind == "choice":
        found["h"] = " ".join(kind.choices)
    elif kind.kind != "boolean":
        found["k"] = kind.kind
    for name, limit in (("min", kind.minimum), ("max", kind.maximum)):
        if limit is not None:
            found[name] = plain(limit)
    flags = {
        "n": kind.nullable,
        "x": kind.checksum,
        "l": declared.display_only,
        "e": declared.has_default,
        "t": isinstance(declared.default, AsOf),
    }
    found |= {name: 1 for name, holds in flags.items() if holds}
    found |= {"y": declared.changed_by} if declared.changed_by else {}
    return _object({name: _json(value) for name, value in found.items()})


def _segment(rule: Rule, parameters: Mapping[str, Parameter], start: date) -> str:
    values, missing = values_at(parameters, start)
    if missing:
        return _object({"a": _json(start), "u": _json(", ".join(missing))})
    resolved = resolve(rule, values, start)
    found = {"a": _json(start)}
    if rule.rows:
        rows = ([row.id, row.outcome, *(n for n, _ in row.reasons)] for row in resolved.rows)
        found["w"] = _json(",".join(" ".join(row) for row in rows))
    else:
        found["q"] = _ids(each.id for each in resolved.requirements)
    defaults = {n: v for n, v in resolved.defaults.items() if not isinstance(v, AsOf)}
    if defaults:
        found["d"] = _object({name: _json(value) for name, value in defaults.items()})
    carried = _Carried(resolved)
    if carried.shapes:
        found["v"] = _json(carried.shapes)
    found["r"] = CodeWriter(resolved).function(carried.expressions)
    return _object(found)


class _Carried:
    """The values of all outcomes, each expression once, and how each is shown."""

    def __init__(self, resolved: ResolvedRule) -> None:
        self.resolved = resolved
        self.expressions: list[Expression] = []
        self.shapes: list[list[object]] = []
        for name in resolved.rule.values:
            by_expression: list[tuple[Expression, list[str]]] = []
            for outcome, values in resolved.values.items():
                if name not in values:
                    continue
                same = [outcomes for each, outcomes in by_expression if each == values[name]]
                if same:
                    same[0].append(outcome)
                else:
                    by_expression.append((values[name], [outcome]))
            for expression, outcomes in by_expression:
                self.expressions.append(expression)
                self.shapes.append([name, " ".join(outcomes), *self._shown(name, expression)])

    def _shown(self, name: str, expression: Expression) -> list[object]:
        declared = self.resolved.rule.values[name]
        if declared.type.kind == "decimal":
            places = [] if declared.places is None else [declared.places]
            return [scale_of(expression, self.resolved) or 0, *places]
        return ["date"] if declared.type.kind == "date" else []


def _ids(ids: Iterable[str]) -> str:
    return _json(" ".join(ids))


def _json(value: object) -> str:
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def _list(parts: Iterable[str]) -> str:
    return f"[{','.join(parts)}]"


def _object(parts: Mapping[str, str]) -> str:
    return "{" + ",".join(f"{key}:{part}" for key, part in parts.items()) + "}"
