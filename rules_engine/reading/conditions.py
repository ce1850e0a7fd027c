"""Conditions from YAML: tests on inputs, computed values and parameters, with all, any and not."""

from __future__ import annotations

from rules_engine.model.expressions import (
    ALWAYS,
    DATE_ORDER,
    EQUALITY,
    MEMBERSHIP,
    NUMBER_ORDER,
    All,
    Any,
    Compare,
    Condition,
    Expression,
    InputRef,
    Listed,
    Literal,
    Not,
    Operator,
)
from rules_engine.model.value_types import NUMBERS, ValueType
from rules_engine.problems import near
from rules_engine.reading.expressions import ExpressionReader
from rules_engine.reading.literals import unlimited
from rules_engine.reading.nodes import Mapping, Node, Scalar, Sequence
from rules_engine.reading.problem_log import ProblemLog
from rules_engine.reading.scope import RESERVED, Scope
from rules_engine.reading.typed import a, comparable, is_broken

_OPERATORS: tuple[Operator, ...] = (
    "is", "is_not", "one_of", "none_of", "at_least", "more_than", "at_most", "less_than",
    "before", "on_or_before", "after", "on_or_after",
)  # fmt: skip


class ConditionReader:
    """Reads conditions; what does not fit is logged and read as one that always holds."""

    def __init__(self, scope: Scope, log: ProblemLog) -> None:
        self.scope = scope
        self.log = log
        self.expressions = ExpressionReader(scope, log, self.read)
        self.references = self.expressions.references

    def read(self, node: Node) -> Condition:
        """Return the condition of a node."""
        if isinstance(node, Scalar) and node.text == "always":
            return ALWAYS
        if not isinstance(node, Mapping) or not node.entries:
            self.log.add(
                node,
                "KB311",
                "a condition is a mapping such as {input: value}",
                "Write it so, or 'always'.",
            )
            return ALWAYS
        parts = [part for key, value in node.items() for part in self._entry(key, value)]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _entry(self, key: Scalar, value: Node) -> list[Condition]:
        match key.text:
            case "all":
                return [All(self._list(value))]
            case "any":
                return [Any(self._list(value))]
            case "not":
                return [Not(self.read(value))]
            case "listed":
                return [self._listed(value)]
            case "computed" | "parameter" if isinstance(value, Mapping):
                return [
                    self._test(
                        Mapping({key.text: name}, {key.text: key}, name.line, name.column), test
                    )
                    for name, test in value.items()
                ]
        if key.text in RESERVED:
            self.log.add(key, "KB311", f"{key.text!r} needs a mapping", "Write {name: test}.")
            return []
        if key.text not in self.scope.inputs:
            words = [*self.scope.inputs, *RESERVED]
            self.log.add(
                key,
                "KB301",
                f"there is no input {key.text!r}.{near(key.text, words)}",
                f"Inputs of this rule: {', '.join(self.scope.inputs) or 'none'}.",
            )
            return []
        return [self._test(Mapping({"input": key}, {"input": key}, key.line, key.column), value)]

    def _list(self, node: Node) -> tuple[Condition, ...]:
        if not isinstance(node, Sequence) or not node.items:
            self.log.add(node, "KB311", "a list of conditions is needed", "Write '- …' lines.")
            return ()
        return tuple(self.read(item) for item in node)

    def _listed(self, node: Node) -> Condition:
        entries = node.entries if isinstance(node, Mapping) else {}
        if set(entries) != {"parameter", "match"}:
            self.log.add(node, "KB311", "'listed' needs parameter and match", "Add them.")
            return ALWAYS
        table, columns = self.references.table(entries["parameter"])
        return Listed(table, self.references.match(entries["match"], columns))

    def _test(self, subject: Mapping, test: Node) -> Condition:
        left, kind = self.expressions.read(subject)
        if kind.kind == "null":  # unknown name, logged already
            return ALWAYS
        if isinstance(test, Scalar):
            return self._compare(left, kind, "is", test)
        if isinstance(test, Sequence):
            return self._compare(left, kind, "one_of", test)
        if not test.entries:
            self.log.add(
                test, "KB311", "a test is a value, a list, or {operator: value}", "Write it so."
            )
        parts: list[Condition] = []
        for word, operand in test.items():
            if word.text not in _OPERATORS:
                self.log.add(
                    word,
                    "KB303",
                    f"there is no operator {word.text!r}.{near(word.text, _OPERATORS)}",
                    f"For {a(kind.kind)}: {', '.join(_fitting(kind))}.",
                )
            elif word.text not in _fitting(kind):
                self.log.add(
                    word,
                    "KB304",
                    f"the operator {word.text!r} does not fit {a(kind.kind)}",
                    f"Use one of: {', '.join(_fitting(kind))}.",
                )
            else:
                parts.append(self._compare(left, kind, word.text, operand))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _compare(
        self, left: Expression, kind: ValueType, operator: Operator, node: Node
    ) -> Condition:
        if operator in MEMBERSHIP:
            expected = ValueType("list", item=unlimited(kind))
            right, found = self.expressions.read(node, expected)
            fits = found.kind == "list" and found.item and comparable(kind, found.item)
            if not fits and found.kind != "null":
                self.log.add(
                    node,
                    "KB304",
                    f"a list of {kind.kind} values is needed here",
                    "Write [a, b] or name a list parameter.",
                )
            return Compare(left, operator, right)
        right, found = self.expressions.read(node, unlimited(kind))
        if is_broken(right):
            return Compare(left, operator, right)
        if kind.kind == found.kind == "choice" and not comparable(kind, found):
            self.log.add(
                node, "KB304", "the two have no choice in common", "Compare what can be equal."
            )
        elif not comparable(kind, found):
            self.log.add(
                node,
                "KB304",
                f"{a(kind.kind)} is compared with {a(found.kind)}",
                "Compare values of one type.",
            )
        if operator not in EQUALITY and right == Literal(None):
            self.log.add(node, "KB304", f"{operator!r} cannot be used with null", "Use is: null.")
        if right == Literal(None) and isinstance(left, InputRef) and not kind.nullable:
            self.log.add(
                node, "KB304", "this value is never null", "Say nullable: true, or remove the test."
            )
        return Compare(left, operator, right)


def _fitting(kind: ValueType) -> tuple[str, ...]:
    if kind.kind in NUMBERS:
        allowed = EQUALITY | MEMBERSHIP | NUMBER_ORDER
    elif kind.kind == "date":
        allowed = EQUALITY | MEMBERSHIP | DATE_ORDER
    elif kind.kind in {"list", "table", "amounts"}:
        allowed = frozenset()
    else:
        allowed = EQUALITY | MEMBERSHIP
    return tuple(word for word in _OPERATORS if word in allowed)
