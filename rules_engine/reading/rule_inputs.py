"""Inputs of a rule from YAML, and the examples that give them values."""

from __future__ import annotations

from rules_engine.model.expressions import ParameterRef
from rules_engine.model.rule import AsOf, Example, Input
from rules_engine.model.value_types import Value, ValueType
from rules_engine.problems import near
from rules_engine.reading.literals import read_literal
from rules_engine.reading.nodes import Mapping, Node, Scalar, items, mapping, text, texts
from rules_engine.reading.problem_log import ProblemLog
from rules_engine.reading.references import ReferenceReader
from rules_engine.reading.scope import RESERVED, Scope
from rules_engine.reading.typed import comparable
from rules_engine.reading.types import read_type


class InputReader:
    """Reads declared inputs into the scope, and facts given for them."""

    def __init__(self, scope: Scope, log: ProblemLog, references: ReferenceReader) -> None:
        self.scope = scope
        self.log = log
        self.references = references

    def input(self, key: Scalar, node: Mapping) -> Input:
        """Return an input; conditions read after it may name it."""
        value_type = read_type(node, dict(self.scope.choices), self.log)
        if key.text in RESERVED:
            self.log.add(key, "KB308", f"{key.text!r} is a word of conditions", "Rename the input.")
        default: Value | ParameterRef | AsOf = None
        declared = node.get("default")
        if isinstance(declared, Scalar) and declared.text == "as_of" and value_type.kind == "date":
            default = AsOf()
        elif isinstance(declared, Mapping):
            default = self._parameter(declared, value_type)
        elif declared is not None:
            default = read_literal(declared, value_type, self.log)
        self.scope.inputs[key.text] = value_type
        shown_only = text(node, "display_only") == "true"
        if shown_only:
            self.scope.display_only.add(key.text)
        return Input(
            key.text,
            value_type,
            default,
            declared is not None,
            text(node, "changed_by"),
            shown_only,
            text(node, "signed") == "true",
        )

    def _parameter(self, node: Mapping, wanted: ValueType) -> Value | ParameterRef:
        expression, found = self.references.parameter(node)
        if not isinstance(expression, ParameterRef) or not comparable(wanted, found):
            if found.kind != "null":
                self.log.add(
                    node, "KB304", f"a parameter of type {wanted.kind} is needed", "Name one."
                )
            return None
        return expression

    def example(
        self, name: Scalar, node: Mapping, outcomes: tuple[str, ...], reasons: tuple[str, ...]
    ) -> Example:
        """Return an example; its outcome and reasons must be among those of the rule."""
        inputs = self.scope.inputs
        facts, expect = mapping(node.get("given")), mapping(node.get("expect"))
        given: dict[str, Value | ParameterRef] = {}
        for key, value in facts.items():
            if key.text not in inputs:
                self.log.add(
                    key,
                    "KB301",
                    f"there is no input {key.text!r}.{near(key.text, inputs)}",
                    f"Inputs: {', '.join(inputs)}.",
                )
            elif isinstance(value, Mapping):
                given[key.text] = self._parameter(value, inputs[key.text])
            else:
                given[key.text] = read_literal(value, inputs[key.text], self.log)
        outcome = text(expect, "outcome") or ""
        self._known(expect.get("outcome"), "outcome", outcomes)
        listed = expect.get("reasons")
        for each in items(listed):
            self._known(each, "reason", reasons)
        return Example(name.text, given, outcome, None if listed is None else texts(listed))

    def _known(self, node: Node | None, what: str, known: tuple[str, ...]) -> None:
        if isinstance(node, Scalar) and node.text not in known:
            self.log.add(
                node,
                "KB315",
                f"there is no {what} {node.text!r}.{near(node.text, known)}",
                f"Known: {', '.join(known) or 'none'}.",
            )
