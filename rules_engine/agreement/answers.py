"""What a back end says of a case, in the one form in which all of them are compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rules_engine.model.decision import Verdict, plain
from rules_engine.model.rule import Rule, ValueOf

Text = str


class Answer(NamedTuple):
    """A verdict whose parts compare by ``==``: missing inputs without an order, numbers exact."""

    status: str
    outcome: str | None
    reasons: tuple[str, ...]
    open_reasons: tuple[str, ...]
    missing: frozenset[str]
    values: Mapping[str, object]


# The code of a problem, where a back end refuses to decide.
Said = Answer | Text


def answer(rule: Rule, verdict: Verdict) -> Answer:
    """Return a verdict as an answer; its values may be JSON texts of dates and decimals."""
    status, outcome, reasons, open_reasons, missing, values = verdict
    return Answer(
        status,
        outcome,
        tuple(reasons),
        tuple(open_reasons),
        frozenset(missing),
        {name: _exact(rule.values[name], value) for name, value in values.items()},
    )


def _exact(declared: ValueOf, value: object) -> object:
    """Return a value so that only the same value equals it.

    Trailing zeros count where the rule says how many places there are.
    """
    kind = declared.type.kind
    if kind == "decimal" and isinstance(value, str | int | Decimal):
        number = Decimal(value)
        return number if declared.places is None else f"{number:f}"
    if kind == "boolean":
        return repr(value)  # 1 equals True
    if isinstance(value, list | tuple):
        return tuple(value)
    return value.isoformat() if isinstance(value, date) else value


def differences(expected: Said, said: Said) -> list[str]:
    """Return what was said otherwise than expected, in words; nothing where both are the same."""
    if expected == said:
        return []
    if isinstance(expected, str) or isinstance(said, str):
        return [f"{_shown(said)}, expected {_shown(expected)}"]
    return [
        f"{name} is {_shown(one)}, expected {_shown(other)}"
        for name, one, other in zip(Answer._fields, said, expected, strict=True)
        if one != other
    ]


def _shown(said: object) -> str:
    if isinstance(said, Answer):
        return f"{said.status} {said.outcome or ''}".strip()
    if isinstance(said, frozenset | tuple):
        return f"[{', '.join(sorted(said) if isinstance(said, frozenset) else map(str, said))}]"
    return str(plain(said))
