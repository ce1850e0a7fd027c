"""Which column of a table is which input, and which columns are kept beside the decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.bulk.normal_form import column_fits
from rules_engine.model.value_types import ValueType
from rules_engine.problems import near, refused

if TYPE_CHECKING:
    from knowledge_base.bulk.tables import Table
    from rules_engine.model.rule import Rule

# Beside a nullable input: true says that it is known to have none, where NULL is unknown.
NONE_SUFFIX = "_is_none"


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a table by what they are.

    ``inputs`` maps inputs, ``<input>_is_none`` among them, to columns; ``missing`` are the inputs
    that no column gives; ``kept`` are the columns that the decisions carry along.
    """

    inputs: Mapping[str, str]
    missing: tuple[str, ...]
    kept: tuple[str, ...]
    unused: tuple[str, ...]


def asked(rule: Rule) -> dict[str, ValueType]:
    """Return the type of every column that a rule reads, in the order of its inputs."""
    found: dict[str, ValueType] = {}
    for name, each in rule.inputs.items():
        found[name] = each.type
        if each.type.nullable:
            found[name + NONE_SUFFIX] = ValueType("boolean")
    return found


def match_columns(
    rule: Rule, table: Table, mapping: Sequence[str], keep: Sequence[str] | None
) -> Columns:
    """Return the columns of a table by input: those named so, and those of ``mapping``.

    ``mapping`` holds ``column=input``. ``keep`` names the columns to carry along; None carries
    every one that is no input. Raises ``ProblemsFound`` for names that do not exist or stand twice,
    columns whose type does not fit, and a table without any input.
    """
    wanted = asked(rule)
    inputs = {each: each for each in table.columns if each in wanted}
    for column, name in map(_pair, mapping):
        _check_pair(rule, table, wanted, column, name)
        if name in inputs:
            message = f"the input {name} would be read from {inputs[name]!r} and {column!r}"
            raise refused("KB704", message, "Map one of them only.", name)
        inputs.pop(column, None)
        inputs[name] = column
    _check_types(table, wanted, inputs)
    if not any(name in rule.inputs for name in inputs):
        hint = next((near(each, wanted) for each in table.columns if near(each, wanted)), "")
        message = f"{table.path.name} has no column for any input of {rule.id}.{hint}"
        names = ", ".join(wanted)
        raise refused("KB706", message, f"Map columns: --map column=input. Inputs: {names}.")
    others = tuple(each for each in table.columns if each not in inputs.values())
    kept = others if keep is None else tuple(_existing(table, each) for each in keep)
    return Columns(
        {name: inputs[name] for name in wanted if name in inputs},
        tuple(name for name in rule.inputs if name not in inputs),
        tuple(dict.fromkeys(kept)),
        tuple(each for each in others if each not in kept),
    )


def nearly_named(rule: Rule, columns: Columns) -> dict[str, str]:
    """Return the columns that are no input, but may be meant as one that is missing."""
    names = [each for each in asked(rule) if each not in columns.inputs]
    found: dict[str, str] = {}
    for column in (*columns.kept, *columns.unused):
        form = column.strip().casefold().replace(" ", "_").replace("-", "_")
        hint = near(form, names)
        if column not in columns.inputs.values() and hint:
            found[column] = hint.split("'")[1]
    return found


def _pair(written: str) -> tuple[str, str]:
    column, sign, name = written.rpartition("=")
    if not sign or not column or not name:
        raise refused("KB704", f"{written!r} is no mapping", "Write --map column=input.")
    return column, name


def _check_pair(
    rule: Rule, table: Table, wanted: Mapping[str, ValueType], column: str, name: str
) -> None:
    _existing(table, column, "KB704")
    if name not in wanted:
        message = f"the rule {rule.id} has no input {name!r}.{near(name, wanted)}"
        raise refused("KB704", message, f"Inputs: {', '.join(wanted)}.", name)


def _existing(table: Table, column: str, code: str = "KB707") -> str:
    if column not in table.columns:
        message = f"{table.path.name} has no column {column!r}.{near(column, table.columns)}"
        raise refused(code, message, f"Columns: {', '.join(table.columns)}.", column)
    return column


def _check_types(table: Table, wanted: Mapping[str, ValueType], inputs: Mapping[str, str]) -> None:
    for name, column in inputs.items():
        kind, found = wanted[name], table.columns[column]
        if not column_fits(kind, found, csv=table.format == "csv"):
            message = f"the column {column!r} is {found}; the input {name} needs {kind.allowed}"
            raise refused("KB705", message, f"Cast it before: {_cast(kind)}.", column)


def _cast(kind: ValueType) -> str:
    types = {"boolean": "BOOLEAN", "integer": "INTEGER", "decimal": "DECIMAL(18,2)", "date": "DATE"}
    return types.get(kind.kind, "VARCHAR")
