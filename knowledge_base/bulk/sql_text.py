"""Names and texts inside SQL."""

from __future__ import annotations

from collections.abc import Iterable


def name(column: str) -> str:
    """Return a column as SQL names it."""
    return '"' + column.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """Return texts in parentheses, as IN reads them."""
    return f"({', '.join(text(value) for value in values)})"
