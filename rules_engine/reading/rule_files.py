"""Rules from YAML: the whole file to an immutable ``Rule``, or the problems that it has."""

from __future__ import annotations

from pathlib import Path

from rules_engine.model.expressions import (
    ALWAYS,
    Condition,
    Expression,
    InputRef,
    ParameterRef,
    references,
)
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import (
    AsOf,
    Constraint,
    Example,
    Input,
    Remedy,
    Requirement,
    Row,
    Rule,
    ValueOf,
)
from rules_engine.model.value_types import Value, ValueType
from rules_engine.problems import near
from rules_engine.reading.conditions import ConditionReader
from rules_engine.reading.literals import read_literal
from rules_engine.reading.nodes import Mapping, Node, Scalar
from rules_engine.reading.parameter_files import SCHEMAS, read_date, read_type, text, texts
from rules_engine.reading.problem_log import ProblemLog
from rules_engine.reading.schema import check_schema
from rules_engine.reading.scope import RESERVED, Scope
from rules_engine.reading.typed import comparable


def read_rule(
    root: Node,
    parameters: dict[str, Parameter],
    choices: dict[str, tuple[str, ...]],
    log: ProblemLog,
) -> Rule | None:
    """Return the rule of a file, or None where its problems leave none to work with."""
    log.problems += (found := check_schema(root, SCHEMAS / "rule.schema.json", log.path))
    if found or not isinstance(root, Mapping):
        return None
    rule = _RuleReader(root, Scope(parameters, choices), log).read()
    return None if log.problems else rule


class _RuleReader:
    def __init__(self, root: Mapping, scope: Scope, log: ProblemLog) -> None:
        self.root = root
        self.scope = scope
        self.log = log
        self.conditions = ConditionReader(scope, log)
        self.positions: dict[str, tuple[int, int]] = {}

    def read(self) -> Rule:
        root = self.root
        path = Path(self.log.path)
        rule_id = text(root, "rule") or ""
        if rule_id != path.stem:
            self.log.add(
                root.entries["rule"],
                "KB307",
                f"the rule {rule_id!r} stands in {path.name!r}",
                "Name the file after the rule.",
            )
        inputs = {key.text: self._input(key, node) for key, node in self._map("inputs")}
        computed: dict[str, Expression] = {}
        for key, node in self._map("computed"):
            computed[key.text], self.scope.computed[key.text] = self.conditions.expressions.read(
                node
            )
        constraints = tuple(
            Constraint(key.text, self.conditions.read(node))
            for key, node in self._map("constraints")
        )
        requirements = tuple(
            self._requirement(key, node) for key, node in self._map("requirements")
        )
        rows = self._rows()
        if bool(requirements) == bool(rows):
            self.log.add(
                root, "KB314", "a rule has either requirements or rows", "Keep one of the two."
            )
        outcomes = self._outcomes(rows)
        rule = Rule(
            rule_id, path.parent.name, self.log.path, texts(root.get("guides")), inputs, constraints,
            requirements, rows, computed, outcomes,
            {key.text: self._value(key, node, outcomes) for key, node in self._map("values")},
            {key.text: self._remedy(node) for key, node in self._map("remedies")},
            {key.text: self._example(key, node, inputs, outcomes) for key, node in self._map("examples")},
            source=texts(root.get("source")), note=text(root, "note"), unique=text(root, "unique") == "true", positions=self.positions,
        )  # fmt: skip
        self._check_remedies(rule)
        self._check_reading(rule)
        return rule

    def _map(self, name: str) -> list[tuple[Scalar, Node]]:
        node = self.root.get(name)
        found = list(node.items()) if isinstance(node, Mapping) else []
        for key, _ in found:
            self.positions[f"{name}.{key.text}"] = (key.line, key.column)
        return found

    def _input(self, key: Scalar, node: Node) -> Input:
        assert isinstance(node, Mapping)  # the schema says so
        value_type = read_type(node, dict(self.scope.choices), self.log)
        if key.text in RESERVED:
            self.log.add(key, "KB308", f"{key.text!r} is a word of conditions", "Rename the input.")
        default: Value | ParameterRef | AsOf = None
        declared = node.get("default")
        if isinstance(declared, Scalar) and declared.text == "as_of" and value_type.kind == "date":
            default = AsOf()
        elif isinstance(declared, Mapping):
            default = self._parameter_ref(declared, value_type)
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

    def _parameter_ref(self, node: Mapping, wanted: ValueType) -> Value | ParameterRef:
        expression, found = self.conditions.expressions.read(node, wanted)
        if not isinstance(expression, ParameterRef) or not comparable(wanted, found):
            if found.kind != "null":
                self.log.add(
                    node, "KB304", f"a parameter of type {wanted.kind} is needed", "Name one."
                )
            return None
        return expression

    def _requirement(self, key: Scalar, node: Node) -> Requirement:
        if isinstance(node, Mapping) and "holds" in node.entries:
            return Requirement(
                key.text,
                self.conditions.read(node.entries["holds"]),
                read_date(node, "from", self.log),
                read_date(node, "until", self.log),
            )
        return Requirement(key.text, self.conditions.read(node))

    def _rows(self) -> tuple[Row, ...]:
        entries = self._map("rows")
        rows: list[Row] = []
        for number, (key, node) in enumerate(entries, 1):
            assert isinstance(node, Mapping)  # the schema says so
            when = node.entries["when"]
            otherwise = isinstance(when, Scalar) and when.text == "otherwise"
            if otherwise and number < len(entries):
                self.log.add(
                    when, "KB309", "only the last row may be 'otherwise'", "Move it to the end."
                )
            condition: Condition = ALWAYS if otherwise else self.conditions.read(when)
            reasons = node.get("reasons")
            rows.append(
                Row(key.text, condition, text(node, "outcome") or "",
                    tuple((each.text, self.conditions.read(test)) for each, test in reasons.items())
                    if isinstance(reasons, Mapping) else (),
                    read_date(node, "from", self.log), read_date(node, "until", self.log))
            )  # fmt: skip
        return tuple(rows)

    def _outcomes(self, rows: tuple[Row, ...]) -> tuple[str, ...]:
        named = self.root.get("outcomes")
        if rows:
            if named is not None:
                self.log.add(
                    named, "KB314", "the outcomes of a table are those of its rows", "Remove this."
                )
            return tuple(dict.fromkeys(row.outcome for row in rows))
        if isinstance(named, Mapping):
            return (text(named, "all_met") or "allowed", text(named, "not_met") or "denied")
        return ("allowed", "denied")

    def _value(self, key: Scalar, node: Node, outcomes: tuple[str, ...]) -> ValueOf:
        assert isinstance(node, Mapping)  # the schema says so
        value_type = read_type(node, dict(self.scope.choices), self.log)._replace(nullable=True)
        shared, listed = node.get("value"), node.get("by_outcome")
        if (shared is None) == (listed is None):
            self.log.add(
                key, "KB310", "a value has either 'value' or 'by_outcome'", "Keep one of the two."
            )
            return ValueOf(key.text, value_type, {})
        if isinstance(listed, Mapping):
            entries = [(outcome, expression) for outcome, expression in listed.items()]
        else:
            names = node.get("in")
            keys = (
                list(names) if names is not None and not isinstance(names, Scalar | Mapping) else []
            )
            scalars = [each for each in keys if isinstance(each, Scalar)]
            scalars = scalars or [Scalar(each, True, key.line, key.column) for each in outcomes]
            entries = [(each, shared) for each in scalars if shared is not None]
        by_outcome: dict[str, Expression] = {}
        for outcome, expression in entries:
            if outcome.text not in outcomes:
                self.log.add(
                    outcome,
                    "KB315",
                    f"there is no outcome {outcome.text!r}.{near(outcome.text, outcomes)}",
                    f"Outcomes: {', '.join(outcomes)}.",
                )
            found, kind = self.conditions.expressions.read(expression, value_type)
            if not comparable(kind, value_type):
                self.log.add(
                    expression,
                    "KB304",
                    f"a {kind.kind} is given for a {value_type.kind}",
                    "Give a value of the declared type.",
                )
            by_outcome[outcome.text] = found
        places = text(node, "places")
        if value_type.kind == "decimal" and places is None:
            self.log.add(
                key,
                "KB310",
                "a decimal value needs places",
                "Say to how many places it is rounded.",
            )
        return ValueOf(key.text, value_type, by_outcome, int(places) if places else None)

    def _remedy(self, node: Node) -> Remedy:
        return (
            Remedy(text(node, "guide"), text(node, "rule"))
            if isinstance(node, Mapping)
            else Remedy()
        )

    def _check_remedies(self, rule: Rule) -> None:
        known = (*rule.reasons, *rule.outcomes)
        for key, _ in self._map("remedies"):
            if key.text not in known:
                self.log.add(
                    key,
                    "KB315",
                    f"there is no reason or outcome {key.text!r}.{near(key.text, known)}",
                    f"Known: {', '.join(known)}.",
                )

    def _check_reading(self, rule: Rule) -> None:
        read = {
            each.name
            for tree in rule.trees()
            for each in references(tree)
            if isinstance(each, InputRef)
        }
        for key, _ in self._map("inputs"):
            if key.text not in read and not rule.inputs[key.text].display_only:
                self.log.add(
                    key,
                    "KB316",
                    f"the input {key.text!r} is never read",
                    "Remove it, or say display_only: true.",
                )

    def _example(
        self, name: Scalar, node: Node, inputs: dict[str, Input], outcomes: tuple[str, ...]
    ) -> Example:
        assert isinstance(node, Mapping)  # the schema says so
        facts, expect = node.entries["given"], node.entries["expect"]
        assert isinstance(facts, Mapping) and isinstance(expect, Mapping)
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
                given[key.text] = self._parameter_ref(value, inputs[key.text].type)
            else:
                given[key.text] = read_literal(value, inputs[key.text].type, self.log)
        outcome = text(expect, "outcome") or ""
        if outcome not in outcomes:
            self.log.add(
                expect,
                "KB315",
                f"there is no outcome {outcome!r}.{near(outcome, outcomes)}",
                f"Outcomes: {', '.join(outcomes)}.",
            )
        reasons = expect.get("reasons")
        return Example(name.text, given, outcome, None if reasons is None else texts(reasons))
