"""DMN 1.3: a decision that gives the decision record, in FEEL.

It is a context: each entry is something that is true of the facts and may read those before it;
the result is the record. A table whose rows ask about inputs one by one also stands as a decision
table, hit policy first, and the record takes the outcome from it. Every input may be left out
(null). Inputs that are null, and so known, are named in ``known_none``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.export.decision_tables import DecisionTable, decision_table
from rules_engine.export.feel import KNOWN_NONE_NAME, Feel, feel_literal
from rules_engine.export.record import inputs_read, write_record
from rules_engine.export.refusals import refusals, refuse
from rules_engine.model.rule import Input

_MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
_TYPES = {
    "boolean": "boolean", "integer": "number", "decimal": "number", "date": "date",
}  # fmt: skip


def dmn(resolved: ResolvedRule, as_of: date, ruleset: str) -> str:
    """Return the DMN file of a rule as of a day.

    Raises ``ProblemsFound`` where FEEL would mean something else.
    """
    found = refusals(resolved, dates=True)
    if found:
        raise refuse(resolved.rule.id, found)
    return _FileWriter(resolved, as_of, ruleset).xml()


class _FileWriter:
    def __init__(self, resolved: ResolvedRule, as_of: date, ruleset: str) -> None:
        self.resolved = resolved
        self.inputs = inputs_read(resolved)
        self.name = resolved.rule.id.replace("-", "_")
        self.root = Element("definitions", {
            "xmlns": _MODEL, "id": f"definitions_{self.name}", "name": resolved.rule.id,
            "namespace": f"urn:knowledge-base:{resolved.rule.id}",
        })  # fmt: skip
        described = SubElement(self.root, "description")
        described.text = f"{resolved.rule.id} as of {as_of.isoformat()}, {ruleset}"
        self.table_name = f"{self.name}_table"
        self.table = decision_table(resolved) if resolved.rows else None
        self.feel = Feel([*self.inputs, self.name, self.table_name])
        by_table = self.table_name if self.table else None
        self.record = write_record(resolved, as_of, self.feel, by_table)

    def xml(self) -> str:
        """Return the whole file."""
        self._types()
        for name, declared in self.inputs.items():
            self._input(name, _type(name, declared))
        if self.feel.reads_known_none:
            self._input(KNOWN_NONE_NAME, "t_names")
        if self.table is not None:
            self._table(self.table)
        self._record()
        indent(self.root)
        return tostring(self.root, encoding="unicode", xml_declaration=True) + "\n"

    def _types(self) -> None:
        for name, declared in self.inputs.items():
            if declared.type.choices:
                item = SubElement(self.root, "itemDefinition", {"name": f"t_{name}"})
                SubElement(item, "typeRef").text = "string"
                _text(item, "allowedValues", ", ".join(map(feel_literal, declared.type.choices)))
        if self.feel.reads_known_none:
            names = {"name": "t_names", "isCollection": "true"}
            SubElement(SubElement(self.root, "itemDefinition", names), "typeRef").text = "string"

    def _input(self, name: str, type_ref: str) -> None:
        element = SubElement(self.root, "inputData", {"id": f"input_{name}", "name": name})
        SubElement(element, "variable", {"name": name, "typeRef": type_ref})

    def _decision(self, name: str, inputs: Iterable[str], decisions: Iterable[str] = ()) -> Element:
        element = SubElement(self.root, "decision", {"id": f"decision_{name}", "name": name})
        SubElement(element, "variable", {"name": name})
        for kind, ids in (
            ("requiredDecision", [f"decision_{each}" for each in decisions]),
            ("requiredInput", [f"input_{each}" for each in inputs]),
        ):
            for each in ids:
                required = SubElement(element, "informationRequirement", {"id": f"{name}_{each}"})
                SubElement(required, kind, {"href": f"#{each}"})
        return element

    def _table(self, found: DecisionTable) -> None:
        decision = self._decision(self.table_name, found.columns)
        table = SubElement(
            decision, "decisionTable", {"id": f"rows_{self.name}", "hitPolicy": "FIRST"}
        )
        for name in found.columns:
            column = SubElement(table, "input", {"id": f"column_{name}"})
            kind = _type(name, self.inputs[name])
            expression = SubElement(column, "inputExpression", {"typeRef": kind})
            SubElement(expression, "text").text = name
        output = SubElement(table, "output", {"id": f"outcome_{self.name}", "typeRef": "string"})
        outcomes = dict.fromkeys(row.outcome for row in found.rows)
        _text(output, "outputValues", ", ".join(map(feel_literal, outcomes)))
        for row in found.rows:
            element = SubElement(table, "rule", {"id": f"row_{row.id}"})
            SubElement(element, "description").text = row.id
            for place, test in enumerate(row.tests):
                _text(element, "inputEntry", test, id=f"test_{row.id}_{place}")
            _text(element, "outputEntry", feel_literal(row.outcome), id=f"outcome_{row.id}")

    def _record(self) -> None:
        """Write a context of named checks, whose result is the context of the record."""
        tables = [self.table_name] if self.table else []
        none = [KNOWN_NONE_NAME] if self.feel.reads_known_none else []
        decision = self._decision(self.name, [*self.inputs, *none], tables)
        checks = SubElement(decision, "context")
        for name, text in self.feel.entries.items():
            _entry(checks, name, text)
        record = SubElement(SubElement(checks, "contextEntry"), "context")
        *parts, carried = self.record._asdict().items()
        for name, text in parts:
            _entry(record, name, text)
        values = SubElement(_named(record, carried[0]), "context")
        for name, text in carried[1].items():
            _entry(values, name, text)


def _type(name: str, declared: Input) -> str:
    if declared.type.choices:
        return f"t_{name}"
    return _TYPES.get(declared.type.kind, "string")


def _named(context: Element, name: str) -> Element:
    entry = SubElement(context, "contextEntry")
    SubElement(entry, "variable", {"name": name})
    return entry


def _entry(context: Element, name: str, text: str) -> None:
    _text(_named(context, name), "literalExpression", text)


def _text(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(SubElement(parent, tag, attributes), "text").text = text
