"""Facts as a table of any engine, written as plain statements."""

from __future__ import annotations

from sqlglot.expressions import DType

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.sql.dialects import DIALECTS
from rules_engine.sql.source import source_columns
from rules_engine.sql.values import literal
from tests.rules_engine.sql.cases import KEY, Facts, row_of


def table_of(
    resolved: ResolvedRule, drawn: list[Facts], dialect: str, suffix: str = ""
) -> list[str]:
    """Statements that make the table ``facts`` and fill it; ``suffix`` ends the first of them."""
    engine = DIALECTS[dialect]
    columns = source_columns(resolved, dialect) | {KEY: engine.type(DType.INT)}
    quote = "`" if dialect in {"spark", "bigquery"} else '"'
    declared = ", ".join(
        f"{quote}{name}{quote} {kind.sql(dialect)}" for name, kind in columns.items()
    )
    rows = []
    for number, facts in enumerate(drawn):
        values = (*row_of(resolved.rule, facts), number)
        cells = (literal(value, engine).sql.sql(dialect) for value in values)  # type: ignore[arg-type]  # values of a row are literals
        rows.append(f"({', '.join(cells)})")
    return [
        f"CREATE TABLE facts ({declared}) {suffix}".strip(),
        f"INSERT INTO facts VALUES {', '.join(rows)}",
    ]
