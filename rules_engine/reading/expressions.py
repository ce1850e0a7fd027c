"""Value expressions from YAML: literals, references, arithmetic, dates, lookups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal as Choice

from rules_engine.model.expressions import (
    Arithmetic,
    Choose,
    Condition,
    Expression,
    Extreme,
    Joined,
    Literal,
)
from rules_engine.model.value_types import NUMBERS, ORDERED, ValueType
from rules_engine.problems import near
from rules_engine.reading.date_shifts import DateShiftReader
from rules_engine.reading.literals import guess_type, read_literal, unlimited
from rules_engine.reading.nodes import Node, Scalar, Sequence, mapping
from rules_engine.reading.nodes import items as items_of
from rules_engine.reading.problem_log import ProblemLog
from rules_engine.reading.references import ReferenceReader
from rules_engine.reading.scope import Scope
from rules_engine.reading.typed import BROKEN, NULL, Typed, a, comparable

_WORDS = (
    "input", "parameter", "computed", "plus", "minus", "times", "least", "greatest",
    "months_after", "months_before", "days_after", "days_before", "lookup", "joined", "choose",
)  # fmt: skip


class ExpressionReader:
    """Reads expressions and returns each with its type; problems go to the log."""

    def __init__(
        self, scope: Scope, log: ProblemLog, read_condition: Callable[[Node], Condition]
    ) -> None:
        self.scope = scope
        self.log = log
        self.read_condition = read_condition
        self.references = ReferenceReader(scope, log, self.read)
        self.shifts = DateShiftReader(log, self.read)

    def read(self, node: Node, expected: ValueType | None = None) -> Typed:
        """Return the expression of a node and its type; a literal is read as ``expected``."""
        if isinstance(node, Scalar | Sequence):
            return self._literal(node, expected)
        if set(node.entries) in ({"parameter"}, {"parameter", "key"}):
            return self.references.parameter(node)
        word = next(iter(node.entries), "")
        if word not in _WORDS or len(node.entries) > 1:
            word = next((each for each in node.entries if each not in _WORDS), word)
            self.log.add(
                node.keys.get(word, node),
                "KB310",
                f"{word!r} is no value expression.{near(word, _WORDS)}"
                if word not in _WORDS
                else f"{word!r} stands alone in a value expression",
                f"Use one of: {', '.join(_WORDS)}.",
            )
            return BROKEN
        return self._operation(node.entries[word], word, expected)

    def _operation(self, node: Node, word: str, expected: ValueType | None) -> Typed:
        match word:
            case "input":
                return self.references.input(node)
            case "computed":
                return self.references.computed(node)
            case "lookup":
                return self.references.lookup(node)
            case "plus" | "minus" | "times":
                return self._arithmetic(node, word, expected)
            case "least" | "greatest":
                return self._extreme(node, word, expected)
            case "months_after" | "months_before":
                return self.shifts.months(node, word)
            case "days_after" | "days_before":
                return self.shifts.days(node, word)
            case "joined":
                return self._joined(node, expected)
        return self._choose(node, expected)

    def _literal(self, node: Scalar | Sequence, expected: ValueType | None) -> Typed:
        kind = expected or guess_type(node)
        if isinstance(node, Scalar) and node.is_null:
            return Literal(None), NULL
        if kind.kind == "list" and isinstance(node, Scalar):
            self.log.add(
                node, "KB305", f"{node.text!r} stands where a list is needed", "Write [a, b]."
            )
            return BROKEN
        before = len(self.log.problems)
        literal = Literal(read_literal(node, kind, self.log))
        return (literal, kind) if len(self.log.problems) == before else BROKEN

    def _parts(self, node: Node, kinds: frozenset[str], expected: ValueType | None) -> list[Typed]:
        items = items_of(node)
        if len(items) < 2:
            self.log.add(node, "KB310", "a list of at least two values is needed", "Write [a, b].")
            return [BROKEN, BROKEN]
        found = [self.read(item, None if isinstance(item, Scalar) else expected) for item in items]
        for item, (_, kind) in zip(items, found, strict=True):
            if kind.kind not in kinds and kind.kind != "null":
                self.log.add(
                    item,
                    "KB304",
                    f"{a(kind.kind)} cannot be used here",
                    f"Use {' or '.join(sorted(kinds))}.",
                )
        return found

    def _arithmetic(
        self, node: Node, word: Choice["plus", "minus", "times"], expected: ValueType | None
    ) -> Typed:
        found = self._parts(node, NUMBERS, expected)
        if len(found) > 2:
            self.log.add(node, "KB310", f"{word!r} takes two values", "Nest it for more.")
        (left, one), (right, other) = found[:2]
        kind = ValueType("decimal" if "decimal" in {one.kind, other.kind} else "integer")
        return Arithmetic(word, left, right), kind

    def _extreme(
        self, node: Node, word: Choice["least", "greatest"], expected: ValueType | None
    ) -> Typed:
        found = self._parts(node, ORDERED, expected)
        kinds = {kind.kind for _, kind in found} - {"null"}
        if "date" in kinds and len(kinds) > 1:
            self.log.add(node, "KB304", "dates and numbers cannot be compared", "Use one type.")
        kind = ValueType("decimal") if "decimal" in kinds else found[0][1]
        return Extreme(word, tuple(part for part, _ in found)), unlimited(kind)

    def _joined(self, node: Node, expected: ValueType | None) -> Typed:
        items = items_of(node)
        found = [self.read(item, expected) for item in items]
        for item, (_, kind) in zip(items, found, strict=True):
            if kind.kind not in {"list", "null"}:
                self.log.add(item, "KB304", "only lists can be joined", "Write [a].")
        return Joined(tuple(part for part, _ in found)), expected or (
            found[0][1] if found else NULL
        )

    def _choose(self, node: Node, expected: ValueType | None) -> Typed:
        items = items_of(node)
        branches: list[tuple[Condition, Expression]] = []
        otherwise: Expression | None = None
        kind = NULL
        for item in items:
            entries = mapping(item).entries
            if set(entries) == {"when", "value"} and otherwise is None:
                value, found = self.read(entries["value"], expected)
                branches.append((self.read_condition(entries["when"]), value))
            elif set(entries) == {"otherwise"} and otherwise is None:
                otherwise, found = self.read(entries["otherwise"], expected)
            else:
                self.log.add(
                    item,
                    "KB310",
                    "a branch of 'choose' is {when: …, value: …}, the last {otherwise: …}",
                    "Write it so.",
                )
                return BROKEN
            kind = self._common(item, kind, found)
        if otherwise is None:
            self.log.add(
                node, "KB310", "'choose' has no otherwise", "Add - {otherwise: …} at the end."
            )
            return BROKEN
        return Choose(tuple(branches), otherwise), kind

    def _common(self, node: Node, one: ValueType, other: ValueType) -> ValueType:
        if one.kind == "null":
            return unlimited(other, nullable=True)
        if other.kind != "null" and not comparable(one, other):
            self.log.add(
                node,
                "KB304",
                f"this branch is {a(other.kind)}, another {a(one.kind)}",
                "Use one type in all branches.",
            )
        return ValueType("decimal") if "decimal" in {one.kind, other.kind} else one
