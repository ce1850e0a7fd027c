"""Declared types from YAML: kind, choices, limits, items and columns."""

from __future__ import annotations

from typing import Any as Untyped
from typing import Final, cast

from rules_engine.model.value_types import NUMBERS, Kind, ValueType
from rules_engine.problems import near
from rules_engine.reading.literals import read_literal
from rules_engine.reading.nodes import Mapping, Scalar, mapping, text, texts
from rules_engine.reading.problem_log import ProblemLog

# What each word needs to stand beside, and what some kinds cannot do without.
_FITS: Final[dict[str, frozenset[str]]] = {
    "choices": frozenset({"choice"}),
    "min": NUMBERS,
    "max": NUMBERS,
    "signed": NUMBERS,
    "checksum": frozenset({"iban"}),
    "of": frozenset({"list"}),
    "columns": frozenset({"table"}),
}
_NEEDS: Final[dict[str, str]] = {"choice": "choices", "list": "of", "table": "columns"}


def read_type(node: Mapping, choices: dict[str, tuple[str, ...]], log: ProblemLog) -> ValueType:
    """Return the type that a mapping with ``type`` declares; its limits included."""
    kind = cast("Kind", text(node, "type") or "text")  # the schema knows the kinds
    for word, kinds in _FITS.items():
        if word in node.entries and kind not in kinds:
            message = f"{word!r} does not fit the type {kind}"
            log.add(node.keys[word], "KB304", message, f"It fits {', '.join(sorted(kinds))}.")
    if (needed := _NEEDS.get(kind)) and needed not in node.entries:
        log.add(node, "KB121", f"the key {needed!r} is missing", f"Add {needed!r}.")
        # takes anything, so that nothing more is said
        return ValueType("text" if kind == "choice" else kind, item=ValueType("text"))
    choice_set, names = _choices(node, choices, log) if kind == "choice" else (None, ())
    if kind == "choice" and not names:
        return ValueType("text")
    low, high = (_limit(node, word, kind, log) for word in ("min", "max"))
    if low is not None and high is not None and low > high:
        log.add(node.keys["max"], "KB304", f"the limit {high} is below {low}", "Correct one.")
        high = None
    return ValueType(
        kind,
        choices=names,
        choice_set=choice_set,
        minimum=low,
        maximum=high,
        nullable=text(node, "nullable") == "true",
        checksum=text(node, "checksum") == "true",
        item=read_type(mapping(node.get("of")), choices, log) if kind == "list" else None,
        columns={
            key.text: read_type(mapping(each), choices, log)
            for key, each in mapping(node.get("columns")).items()
        },
    )


def _choices(
    node: Mapping, choices: dict[str, tuple[str, ...]], log: ProblemLog
) -> tuple[str | None, tuple[str, ...]]:
    declared = node.get("choices")
    if not isinstance(declared, Scalar):
        return None, texts(declared)
    if declared.text not in choices:
        log.add(
            declared,
            "KB306",
            f"there is no set of choices {declared.text!r}.{near(declared.text, choices)}",
            "Add it to rules/choices.yml, or write the choices as a list.",
        )
    return declared.text, choices.get(declared.text, ())


def _limit(node: Mapping, word: str, kind: Kind, log: ProblemLog) -> Untyped:
    written = node.get(word)
    return read_literal(written, ValueType(kind), log) if written and kind in NUMBERS else None
