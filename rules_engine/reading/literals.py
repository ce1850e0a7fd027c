"""Values written in YAML: read by the type that the place says, never by YAML's own guess."""

from __future__ import annotations

import re

from rules_engine.model.value_types import Refused, Value, ValueType
from rules_engine.problems import near
from rules_engine.reading.nodes import Mapping, Node, Scalar, Sequence, mapping
from rules_engine.reading.problem_log import ProblemLog

_INTEGER = re.compile(r"-?\d{1,12}", re.ASCII)
_DECIMAL = re.compile(r"-?\d+\.\d+", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_literal(node: Node, value_type: ValueType, log: ProblemLog) -> Value:
    """Return the value of a node in normal form; None for what does not fit, which is logged."""
    if isinstance(node, Sequence) and value_type.kind == "list" and value_type.item is not None:
        return tuple(read_literal(each, value_type.item, log) for each in node)
    if isinstance(node, Sequence) and value_type.kind == "table":
        return tuple(_row(each, value_type, log) for each in node)
    if isinstance(node, Mapping) and value_type.kind == "amounts":
        return _amounts(node, log)
    try:
        return value_type.normalise(raw_value(node, value_type))
    except Refused as refused:
        log.add(node, "KB305", str(refused), "Write a value of that type.")
        return None


def _row(node: Node, table: ValueType, log: ProblemLog) -> dict[str, object]:
    columns = table.columns
    missing = [name for name in columns if name not in mapping(node).entries]
    if missing:
        log.add(
            node, "KB305", f"this row has no {', '.join(missing)}", "Give a value in every column."
        )
    row: dict[str, object] = {}
    for key, each in mapping(node).items():
        if not columns:
            continue
        if key.text in columns:
            row[key.text] = read_literal(each, columns[key.text], log)
        else:
            message = f"the table has no column {key.text!r}.{near(key.text, columns)}"
            log.add(key, "KB302", message, f"Its columns: {', '.join(columns)}.")
    return row


def _amounts(node: Mapping, log: ProblemLog) -> dict[str, object]:
    return {
        str(read_literal(key, ValueType("currency"), log)): read_literal(
            each, ValueType("decimal"), log
        )
        for key, each in node.items()
    }


def raw_value(node: Node, value_type: ValueType) -> object:
    """Return what a node says for a type, not yet checked: numbers, booleans and null unquoted."""
    if isinstance(node, Sequence):
        item = value_type.item or ValueType("table", columns=value_type.columns)
        return [raw_value(each, item) for each in node]
    if isinstance(node, Mapping):
        columns = value_type.columns
        return {
            key: raw_value(each, columns.get(key, ValueType("text")))
            for key, each in node.entries.items()
        }
    if node.is_null:
        return None
    if value_type.kind == "boolean" and node.plain and node.text in {"true", "false"}:
        return node.text == "true"
    if value_type.kind == "integer" and _INTEGER.fullmatch(node.text):
        return int(node.text)
    return node.text


def unlimited(value_type: ValueType, *, nullable: bool = False) -> ValueType:
    """Return a type without its limits: a threshold may lie on or beyond them."""
    return value_type._replace(minimum=None, maximum=None, nullable=nullable, checksum=False)


def guess_type(node: Node) -> ValueType:
    """Return the type of a literal that stands where no type is declared."""
    if isinstance(node, Sequence):
        return ValueType(
            "list", item=guess_type(node.items[0]) if node.items else ValueType("text")
        )
    if isinstance(node, Mapping):
        return ValueType("text")
    return _guess_scalar(node)


def _guess_scalar(node: Scalar) -> ValueType:
    if node.is_null:
        return ValueType("null", nullable=True)
    if node.plain and node.text in {"true", "false"}:
        return ValueType("boolean")
    if _INTEGER.fullmatch(node.text):
        return ValueType("integer")
    if _DECIMAL.fullmatch(node.text):
        return ValueType("decimal")
    if _DATE.fullmatch(node.text):
        return ValueType("date")
    return ValueType("text")
