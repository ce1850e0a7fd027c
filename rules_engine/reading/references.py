"""References from YAML: inputs, computed values, parameters, and rows of tables."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping

from rules_engine.model.expressions import (
    ComputedRef,
    Expression,
    InputRef,
    Lookup,
    ParameterRef,
)
from rules_engine.model.value_types import ValueType
from rules_engine.problems import near
from rules_engine.reading.literals import unlimited
from rules_engine.reading.nodes import Mapping, Node, Scalar, mapping
from rules_engine.reading.problem_log import ProblemLog
from rules_engine.reading.scope import Scope
from rules_engine.reading.typed import BROKEN, NULL, Read, Typed, a, comparable


class ReferenceReader:
    """Reads what names something else; ``read`` reads the values that tables are matched with."""

    def __init__(self, scope: Scope, log: ProblemLog, read: Read) -> None:
        self.scope = scope
        self.log = log
        self.read = read

    def input(self, node: Node) -> Typed:
        """Return a reference to an input."""
        return self._named(node, self.scope.inputs, "input", InputRef)

    def computed(self, node: Node) -> Typed:
        """Return a reference to a value computed before."""
        return self._named(node, self.scope.computed, "computed value", ComputedRef)

    def _named(
        self,
        node: Node,
        known: AnyMapping[str, ValueType],
        what: str,
        make: Callable[[str], Expression],
    ) -> Typed:
        name = node.text if isinstance(node, Scalar) else ""
        if name not in known:
            self.log.add(
                node,
                "KB301",
                f"there is no {what} {name!r} before this place.{near(name, known)}",
                f"Known: {', '.join(known) or 'none'}.",
            )
            return BROKEN
        if what == "input" and name in self.scope.display_only:
            self.log.add(
                node,
                "KB313",
                f"the input {name!r} is display_only and must not be read",
                "Remove display_only, or do not read it.",
            )
        return make(name), known[name]

    def parameter(self, node: Mapping) -> Typed:
        """Return a reference to a parameter, for amounts to that of one currency."""
        expression, kind = self._reference(node.get("parameter"))
        key = node.get("key")
        if kind.kind == "amounts" and isinstance(expression, ParameterRef):
            if not isinstance(key, Scalar):
                self.log.add(node, "KB304", "amounts need a 'key'", "Add the currency: key: CHF.")
                return BROKEN
            self._check_currency(expression.id, key)
            return ParameterRef(expression.id, key.text), ValueType("decimal")
        if key is not None and kind.kind != "null":
            self.log.add(key, "KB304", "'key' fits amounts only", "Remove it.")
        return expression, kind

    def _check_currency(self, parameter: str, key: Scalar) -> None:
        for period in self.scope.parameters[parameter].periods:
            amounts = period.value if isinstance(period.value, AnyMapping) else {}
            if key.text not in amounts:
                self.log.add(
                    key,
                    "KB302",
                    f"{parameter!r} has no amount in {key.text!r} from {period.start} on",
                    f"Its currencies then: {', '.join(amounts)}.",
                )

    def match(
        self, node: Node, columns: dict[str, ValueType]
    ) -> tuple[tuple[str, Expression], ...]:
        """Return the columns of a table that must equal given values."""
        found: list[tuple[str, Expression]] = []
        if not isinstance(node, Mapping):
            self.log.add(node, "KB310", "'match' is a mapping", "Write {column: value}.")
            return ()
        if not columns:  # no table: said already
            return ()
        for key, value in node.items():
            if key.text not in columns:
                self.log.add(
                    key,
                    "KB302",
                    f"the table has no column {key.text!r}.{near(key.text, columns)}",
                    f"Its columns: {', '.join(columns)}.",
                )
                continue
            expression, kind = self.read(value, unlimited(columns[key.text]))
            if not comparable(kind, columns[key.text]):
                self.log.add(
                    value,
                    "KB304",
                    f"{a(kind.kind)} is matched with a column of type {columns[key.text].kind}",
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
            return BROKEN
        known = self.scope.parameters
        if node.text not in known:
            self.log.add(
                node,
                "KB302",
                f"there is no parameter {node.text!r}.{near(node.text, known)}",
                "Add it under rules/parameters/, with its date and source.",
            )
            return BROKEN
        return ParameterRef(node.text), known[node.text].type

    def lookup(self, node: Node) -> Typed:
        """Return a lookup of a column in a table."""
        entries = mapping(node).entries
        column = entries.get("column")
        if set(entries) != {"parameter", "match", "column"} or not isinstance(column, Scalar):
            self.log.add(node, "KB310", "'lookup' needs parameter, match and column", "Add them.")
            return BROKEN
        table, columns = self.table(entries["parameter"])
        if columns and column.text not in columns:
            self.log.add(
                column,
                "KB302",
                f"the table has no column {column.text!r}.{near(column.text, columns)}",
                f"Its columns: {', '.join(columns)}.",
            )
            return BROKEN
        found = self.match(entries["match"], columns)
        return Lookup(table, found, column.text), columns.get(column.text, NULL)
