"""Rules from YAML: the whole file to an immutable ``Rule``, or the problems that it has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from rules_engine.model.expressions import (
    ALWAYS,
    Condition,
    Expression,
    InputRef,
    references,
)
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import (
    Constraint,
    Remedy,
    Requirement,
    Row,
    Rule,
)
from rules_engine.problems import near
from rules_engine.reading.answer_values import read_value
from rules_engine.reading.conditions import ConditionReader
from rules_engine.reading.nodes import Mapping, Node, Scalar, mapping, text, texts
from rules_engine.reading.parameter_files import SCHEMAS, read_date
from rules_engine.reading.problem_log import ProblemLog
from rules_engine.reading.rule_inputs import InputReader
from rules_engine.reading.schema import check_schema
from rules_engine.reading.scope import Scope


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
        self.inputs = InputReader(scope, log, self.conditions.references)
        self.positions: dict[str, tuple[int, int]] = {}

    def read(self) -> Rule:
        root, expressions = self.root, self.conditions.expressions
        path = Path(self.log.path)
        rule_id = text(root, "rule") or ""
        if rule_id != path.stem:
            self.log.add(
                root.entries["rule"],
                "KB307",
                f"the rule {rule_id!r} stands in {path.name!r}",
                "Name the file after the rule.",
            )
        inputs = {
            key.text: self.inputs.input(key, mapping(node)) for key, node in self._map("inputs")
        }
        computed: dict[str, Expression] = {}
        for key, node in self._map("computed"):
            computed[key.text], self.scope.computed[key.text] = expressions.read(node)
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
                root.keys.get("rows", root),
                "KB314",
                "a rule has either requirements or rows",
                "Keep one of the two.",
            )
        outcomes = self._outcomes(rows)
        rule = Rule(
            id=rule_id,
            section=path.parent.name,
            path=self.log.path,
            guides=texts(root.get("guides")),
            inputs=inputs,
            constraints=constraints,
            requirements=requirements,
            rows=rows,
            computed=computed,
            outcomes=outcomes,
            values={
                key.text: read_value(key, mapping(node), outcomes, expressions, self.log)
                for key, node in self._map("values")
            },
            remedies={key.text: _remedy(mapping(node)) for key, node in self._map("remedies")},
            examples={},
            source=texts(root.get("source")),
            note=text(root, "note"),
            unique=text(root, "unique") == "true",
            positions=self.positions,
        )
        examples = {
            key.text: self.inputs.example(key, mapping(node), outcomes, rule.reasons)
            for key, node in self._map("examples")
        }
        self._check_remedies(rule)
        if not self.log.problems:  # what could not be read may have been an input
            self._check_reading(rule)
        return replace(rule, examples=examples)

    def _map(self, name: str) -> list[tuple[Scalar, Node]]:
        node = self.root.get(name)
        found = list(node.items()) if isinstance(node, Mapping) else []
        for key, _ in found:
            self.positions[f"{name}.{key.text}"] = (key.line, key.column)
        return found

    def _requirement(self, key: Scalar, node: Node) -> Requirement:
        if isinstance(node, Mapping) and "holds" in node.entries:
            return Requirement(
                key.text,
                self.conditions.read(node.entries["holds"]),
                *self._dates(node),
            )
        return Requirement(key.text, self.conditions.read(node))

    def _dates(self, node: Mapping) -> tuple[date | None, date | None]:
        start, until = read_date(node, "from", self.log), read_date(node, "until", self.log)
        if start is not None and until is not None and until <= start:
            self.log.add(
                node.entries["until"],
                "KB403",
                "this ends before it begins",
                "'until' is the first day on which it no longer holds.",
            )
        return start, until

    def _rows(self) -> tuple[Row, ...]:
        entries = self._map("rows")
        rows: list[Row] = []
        for number, (key, node) in enumerate(entries, 1):
            row = mapping(node)
            when = row.entries["when"]
            otherwise = isinstance(when, Scalar) and when.text == "otherwise"
            if otherwise and number < len(entries):
                self.log.add(
                    when, "KB309", "only the last row may be 'otherwise'", "Move it to the end."
                )
            condition: Condition = ALWAYS if otherwise else self.conditions.read(when)
            reasons = tuple(
                (each.text, self.conditions.read(test))
                for each, test in mapping(row.get("reasons")).items()
            )
            rows.append(
                Row(
                    key.text,
                    condition,
                    text(row, "outcome") or "",
                    reasons,
                    *self._dates(row),
                )
            )
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


def _remedy(node: Mapping) -> Remedy:
    return Remedy(text(node, "guide"), text(node, "rule"))
