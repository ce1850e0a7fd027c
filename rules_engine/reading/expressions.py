"""Value expressions from YAML: literals, references, arithmetic, dates, lookups."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from rules_engine.model.expressions import (
    Arithmetic,
    Choose,
    ComputedRef,
    Condition,
    DayShift,
    Expression,
    Extreme,
    InputRef,
    Joined,
    Literal,
    Lookup,
    MonthShift,
    ParameterRef,
)
from rules_engine.model.value_types import NUMBERS, ORDERED, ValueType
from rules_engine.problems import near
from rules_engine.reading.literals import guess_type, read_literal, unlimited
from rules_engine.reading.nodes import Mapping, Node, Scalar, Sequence
from rules_engine.reading.problem_log import ProblemLog
from rules_engine.reading.scope import Scope

Typed = tuple[Expression, ValueType]
NULL = ValueType("null", nullable=True)
_BROKEN: Typed = (Literal(None), NULL)  # stands for an expression whose problem is logged


class ExpressionReader:
    """Reads expressions and returns each with its type; problems go to the log."""

    def __init__(
        self, scope: Scope, log: ProblemLog, read_condition: Callable[[Node], Condition]
    ) -> None:
        self.scope = scope
        self.log = log
        self.read_condition = read_condition
        self._readers: dict[str, Callable[[Node, str, ValueType | None], Typed]] = {
            "input": self._input, "parameter": self._parameter, "computed": self._computed,
            "plus": self._arithmetic, "minus": self._arithmetic, "times": self._arithmetic,
            "least": self._extreme, "greatest": self._extreme,
            "months_after": self._months, "months_before": self._months,
            "days_after": self._days, "days_before": self._days,
            "lookup": self._lookup, "joined": self._joined, "choose": self._choose,
        }  # fmt: skip

    def read(self, node: Node, expected: ValueType | None = None) -> Typed:
        """Return the expression of a node and its type; a literal is read as ``expected``."""
        if isinstance(node, Scalar | Sequence):
            return self._literal(node, expected)
        names = [key for key in node.entries if key in self._readers]
        if len(names) != 1 or set(node.entries) - {names[0], "key"}:
            word = next(iter(node.entries), "")
            self.log.add(
                node,
                "KB310",
                f"{word!r} is no value expression.{near(word, self._readers)}",
                f"Use one of: {', '.join(self._readers)}.",
            )
            return _BROKEN
        if names[0] == "parameter":
            return self._parameter(node, "parameter", expected)
        return self._readers[names[0]](node.entries[names[0]], names[0], expected)

    def read_as(
        self, node: Node, kinds: frozenset[str] | set[str], expected: ValueType
    ) -> Expression:
        """Return an expression that must be of one of ``kinds``."""
        expression, found = self.read(node, expected)
        if found.kind not in kinds and found.kind != "null":
            self.log.add(
                node,
                "KB304",
                f"a {found.kind} stands where {' or '.join(sorted(kinds))} is needed",
                "Use a value of that type.",
            )
        return expression

    def match(
        self, node: Node, columns: dict[str, ValueType]
    ) -> tuple[tuple[str, Expression], ...]:
        """Return the columns of a table that must equal given values."""
        found: list[tuple[str, Expression]] = []
        for key, value in node.items() if isinstance(node, Mapping) else ():
            if key.text not in columns:
                self.log.add(
                    key,
                    "KB302",
                    f"the table has no column {key.text!r}.{near(key.text, columns)}",
                    f"Its columns: {', '.join(columns)}.",
                )
                continue
            expression, kind = self.read(value, unlimited(columns[key.text], nullable=True))
            if not comparable(kind, columns[key.text]):
                self.log.add(
                    value,
                    "KB304",
                    f"a {kind.kind} is matched with a column of type {columns[key.text].kind}",
                    "Match values of one type.",
                )
            found.append((key.text, expression))
        return tuple(found)

    def table(self, node: Node | None) -> tuple[Expression, dict[str, ValueType]]:
        """Return a reference to a table parameter, and its columns."""
        expression, kind = self._reference(node)
        if kind.kind != "table":
            if kind.kind != "null" and node is not None:
                self.log.add(node, "KB304", "this parameter is no table", "Name a table.")
            return expression, {}
        return expression, dict(kind.columns)

    def _reference(self, node: Node | None) -> Typed:
        if not isinstance(node, Scalar):
            return _BROKEN
        known = self.scope.parameters
        if node.text not in known:
            self.log.add(
                node,
                "KB302",
                f"there is no parameter {node.text!r}.{near(node.text, known)}",
                "Add it under rules/parameters/, with its date and source.",
            )
            return _BROKEN
        return ParameterRef(node.text), known[node.text].type

    def _literal(self, node: Scalar | Sequence, expected: ValueType | None) -> Typed:
        kind = expected or guess_type(node)
        if isinstance(node, Scalar) and node.is_null:
            return Literal(None), NULL
        if kind.kind == "list" and isinstance(node, Scalar):
            self.log.add(
                node, "KB305", f"{node.text!r} stands where a list is needed", "Write [a, b]."
            )
            return _BROKEN
        return Literal(read_literal(node, kind, self.log)), kind

    def _input(self, node: Node, _word: str, _expected: ValueType | None) -> Typed:
        return self._named(node, self.scope.inputs, "input", InputRef)

    def _computed(self, node: Node, _word: str, _expected: ValueType | None) -> Typed:
        return self._named(node, self.scope.computed, "computed value", ComputedRef)

    def _named(
        self, node: Node, known: dict[str, ValueType], what: str, make: Callable[[str], Expression]
    ) -> Typed:
        name = node.text if isinstance(node, Scalar) else ""
        if name not in known:
            self.log.add(
                node,
                "KB301",
                f"there is no {what} {name!r} before this place.{near(name, known)}",
                f"Known: {', '.join(known) or 'none'}.",
            )
            return _BROKEN
        if what == "input" and name in self.scope.display_only:
            self.log.add(
                node,
                "KB313",
                f"the input {name!r} is display_only and must not be read",
                "Remove display_only, or do not read it.",
            )
        return make(name), known[name]

    def _parameter(self, node: Node, _word: str, _expected: ValueType | None) -> Typed:
        mapping = cast(Mapping, node)
        expression, kind = self._reference(mapping.get("parameter"))
        key = mapping.get("key")
        if kind.kind == "amounts" and isinstance(expression, ParameterRef):
            if not isinstance(key, Scalar):
                self.log.add(node, "KB304", "amounts need a 'key'", "Add the currency: key: CHF.")
                return _BROKEN
            return ParameterRef(expression.id, key.text), ValueType("decimal")
        if key is not None and kind.kind != "null":
            self.log.add(key, "KB304", "'key' fits amounts only", "Remove it.")
        return expression, kind

    def _parts(self, node: Node, kinds: frozenset[str], expected: ValueType | None) -> list[Typed]:
        items = node.items if isinstance(node, Sequence) else []
        if len(items) < 2:
            self.log.add(node, "KB310", "a list of at least two values is needed", "Write [a, b].")
            return [_BROKEN, _BROKEN]
        found = [self.read(item, None if isinstance(item, Scalar) else expected) for item in items]
        for item, (_, kind) in zip(items, found, strict=True):
            if kind.kind not in kinds and kind.kind != "null":
                self.log.add(
                    item,
                    "KB304",
                    f"a {kind.kind} cannot be used here",
                    f"Use {' or '.join(sorted(kinds))}.",
                )
        return found

    def _arithmetic(self, node: Node, word: str, expected: ValueType | None) -> Typed:
        found = self._parts(node, NUMBERS, expected)
        if len(found) > 2:
            self.log.add(node, "KB310", f"{word!r} takes two values", "Nest it for more.")
        (left, one), (right, other) = found[:2]
        kind = ValueType("decimal" if "decimal" in {one.kind, other.kind} else "integer")
        return Arithmetic(word, left, right), kind  # type: ignore[arg-type]

    def _extreme(self, node: Node, word: str, expected: ValueType | None) -> Typed:
        found = self._parts(node, ORDERED, expected)
        kinds = {kind.kind for _, kind in found} - {"null"}
        if "date" in kinds and len(kinds) > 1:
            self.log.add(node, "KB304", "dates and numbers cannot be compared", "Use one type.")
        kind = ValueType("decimal") if "decimal" in kinds else found[0][1]
        return Extreme(word, tuple(part for part, _ in found)), unlimited(kind)  # type: ignore[arg-type]

    def _months(self, node: Node, word: str, _expected: ValueType | None) -> Typed:
        entries = node.entries if isinstance(node, Mapping) else {}
        missing = entries.get("missing_day")
        if set(entries) != {"date", "months", "missing_day"}:
            self.log.add(
                node,
                "KB310",
                f"{word!r} needs date, months and missing_day",
                "Say which day is taken when the month lacks the day number.",
            )
            return _BROKEN
        if not isinstance(missing, Scalar) or missing.text not in {"last-day", "next-month"}:
            self.log.add(
                entries["missing_day"],
                "KB310",
                "missing_day is last-day or next-month",
                "Choose one of the two.",
            )
            return _BROKEN
        day = self.read_as(entries["date"], {"date"}, ValueType("date"))
        months = self.read_as(entries["months"], {"integer"}, ValueType("integer"))
        sign = 1 if word == "months_after" else -1
        return MonthShift(day, months, sign, missing.text), ValueType("date")  # type: ignore[arg-type]

    def _days(self, node: Node, word: str, _expected: ValueType | None) -> Typed:
        entries = node.entries if isinstance(node, Mapping) else {}
        if set(entries) != {"date", "days"}:
            self.log.add(
                node, "KB310", f"{word!r} needs date and days", "Write {date: …, days: …}."
            )
            return _BROKEN
        day = self.read_as(entries["date"], {"date"}, ValueType("date"))
        days = self.read_as(entries["days"], {"integer"}, ValueType("integer"))
        return DayShift(day, days, 1 if word == "days_after" else -1), ValueType("date")

    def _lookup(self, node: Node, word: str, _expected: ValueType | None) -> Typed:
        entries = node.entries if isinstance(node, Mapping) else {}
        column = entries.get("column")
        if set(entries) != {"parameter", "match", "column"} or not isinstance(column, Scalar):
            self.log.add(node, "KB310", f"{word!r} needs parameter, match and column", "Add them.")
            return _BROKEN
        table, columns = self.table(entries["parameter"])
        if columns and column.text not in columns:
            self.log.add(
                column,
                "KB302",
                f"the table has no column {column.text!r}.{near(column.text, columns)}",
                f"Its columns: {', '.join(columns)}.",
            )
            return _BROKEN
        found = self.match(entries["match"], columns)
        return Lookup(table, found, column.text), columns.get(column.text, NULL)

    def _joined(self, node: Node, _word: str, expected: ValueType | None) -> Typed:
        items = node.items if isinstance(node, Sequence) else []
        found = [self.read(item, expected) for item in items]
        for item, (_, kind) in zip(items, found, strict=True):
            if kind.kind != "list":
                self.log.add(item, "KB304", "only lists can be joined", "Write [a].")
        return Joined(tuple(part for part, _ in found)), expected or (
            found[0][1] if found else NULL
        )

    def _choose(self, node: Node, word: str, expected: ValueType | None) -> Typed:
        items = node.items if isinstance(node, Sequence) else []
        branches: list[tuple[Condition, Expression]] = []
        otherwise: Expression | None = None
        kind = NULL
        for item in items:
            entries = item.entries if isinstance(item, Mapping) else {}
            if set(entries) == {"when", "value"} and otherwise is None:
                value, found = self.read(entries["value"], expected)
                branches.append((self.read_condition(entries["when"]), value))
            elif set(entries) == {"otherwise"} and otherwise is None:
                otherwise, found = self.read(entries["otherwise"], expected)
            else:
                self.log.add(
                    item,
                    "KB310",
                    f"a branch of {word!r} is {{when: …, value: …}}, the last {{otherwise: …}}",
                    "Write it so.",
                )
                return _BROKEN
            kind = self._common(item, kind, found)
        if otherwise is None:
            self.log.add(
                node, "KB310", f"{word!r} has no otherwise", "Add - {otherwise: …} at the end."
            )
            return _BROKEN
        return Choose(tuple(branches), otherwise), kind

    def _common(self, node: Node, one: ValueType, other: ValueType) -> ValueType:
        if one.kind == "null":
            return unlimited(other, nullable=True)
        if other.kind != "null" and not comparable(one, other):
            self.log.add(
                node,
                "KB304",
                f"this branch is a {other.kind}, another a {one.kind}",
                "Use one type in all branches.",
            )
        return ValueType("decimal") if "decimal" in {one.kind, other.kind} else one


def comparable(one: ValueType, other: ValueType) -> bool:
    """Return whether two types have values in common, so that comparing them makes sense."""
    if "null" in {one.kind, other.kind} or {one.kind, other.kind} <= NUMBERS:
        return True
    if one.kind != other.kind:
        return {one.kind, other.kind} <= {"text", "choice"}
    return one.kind != "choice" or bool(set(one.choices) & set(other.choices))
