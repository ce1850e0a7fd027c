"""What the table must look like that a query reads: columns, types, and how long numbers may be."""

from __future__ import annotations

from sqlglot.expressions import DataType, DType

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.sql.dialects import DIALECTS
from rules_engine.sql.digits import Digits, number_sizes

NONE_SUFFIX = "_is_none"
_TYPES = {"boolean": DType.BOOLEAN, "integer": DType.INT, "date": DType.DATE}


def source_columns(resolved: ResolvedRule, dialect: str = "duckdb") -> dict[str, DataType]:
    """Return the columns of the source with their types, in the order of the inputs.

    Beside each nullable input stands a boolean that says whether it is known to have none.
    """
    engine, digits = DIALECTS[dialect], decimal_digits(resolved, dialect)
    columns: dict[str, DataType] = {}
    for name, each in resolved.rule.inputs.items():
        if name in digits:
            columns[name] = engine.type(DType.DECIMAL, digits[name].total, digits[name].places)
        else:
            columns[name] = engine.type(_TYPES.get(each.type.kind, DType.TEXT))
        if each.type.nullable:
            columns[name + NONE_SUFFIX] = engine.type(DType.BOOLEAN)
    return columns


def decimal_digits(resolved: ResolvedRule, dialect: str = "duckdb") -> dict[str, Digits]:
    """Return how many digits each decimal input may have before and after its point.

    A number with more of them must not reach the query: it would be rounded, or overflow.
    """
    sizes = number_sizes(resolved, DIALECTS[dialect].places)
    kinds = {name: each.type.kind for name, each in resolved.rule.inputs.items()}
    return {name: each for name, each in sizes.inputs.items() if kinds[name] == "decimal"}
