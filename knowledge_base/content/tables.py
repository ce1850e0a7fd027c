"""A decision table as readers see it: a column for each input that rows test by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.blocks import Inline, TableRow, Text
from knowledge_base.content.conditions import ConditionWords
from knowledge_base.content.words import RuleWords
from rules_engine.compile.resolve import ResolvedRule
from rules_engine.model.expressions import (
    ALWAYS,
    NEVER,
    All,
    Compare,
    Condition,
    Expression,
    InputRef,
    Literal,
)

if TYPE_CHECKING:
    from rules_engine.model.rule import Row


@dataclass(frozen=True, slots=True)
class _Cells:
    """The parts of one row: what it tests of single inputs, and the rest."""

    by_input: dict[str, list[Compare]]
    rest: tuple[Condition, ...]
    always: bool


def table_columns_and_rows(
    words: RuleWords, resolved: ResolvedRule
) -> tuple[tuple[str, ...], tuple[TableRow, ...]]:
    """Return the column heads and the rows, in the order in which they are tried.

    Rows that nothing can match on the day (their table is empty, say) are left out.
    """
    conditions = ConditionWords(words, resolved)
    plain = [(row, conditions.plain(row.when)) for row in resolved.rows]
    possible = [(row, _cells(when)) for row, when in plain if when != NEVER]
    cells = [each for _, each in possible]
    inputs = [name for name in words.rule.inputs if any(name in each.by_input for each in cells)]
    with_rest = not inputs or any(each.rest for each in cells)
    columns = [words.label(name).text for name in inputs]
    if with_rest:
        columns.append(words.wording.site("table.condition"))
    rows = tuple(
        TableRow(
            row.id,
            _shown(each, inputs, conditions, with_rest=with_rest),
            _outcome(row, words, resolved),
            words.outcome(row.outcome).language,
        )
        for row, each in possible
    )
    return tuple(columns), rows


def order_counts(words: RuleWords, resolved: ResolvedRule) -> bool:
    """Return whether several rows have conditions: a case may then match more than one."""
    conditions = ConditionWords(words, resolved)
    tested = [row for row in resolved.rows if conditions.plain(row.when) not in (ALWAYS, NEVER)]
    return len(tested) > 1


def _cells(condition: Condition) -> _Cells:
    parts = condition.parts if isinstance(condition, All) else (condition,)
    by_input: dict[str, list[Compare]] = {}
    rest: list[Condition] = []
    for part in parts:
        match part:
            case Compare(InputRef(name), _, Literal()):
                by_input.setdefault(name, []).append(part)
            case _ if part != ALWAYS:
                rest.append(part)
    return _Cells(by_input, tuple(rest), condition == ALWAYS)


def _shown(
    cells: _Cells, inputs: list[str], conditions: ConditionWords, *, with_rest: bool
) -> tuple[str, ...]:
    width = len(inputs) + with_rest
    if cells.always:
        return (conditions.site("table.otherwise"), *[""] * (width - 1))
    any_value = conditions.site("table.any")
    shown = []
    for name in inputs:
        tests = cells.by_input.get(name)
        said = [conditions.predicate(each.left, each.operator, each.right) for each in tests or ()]
        shown.append(f" {conditions.site('table.and')} ".join(said) or any_value)
    if with_rest:
        shown.append(conditions.exact(All(cells.rest)) if cells.rest else "")
    return tuple(shown)


def _outcome(row: Row, words: RuleWords, resolved: ResolvedRule) -> Inline:
    """Return the answer of a row, with the values it carries as far as they are known at once."""
    inline = words.outcome(row.outcome).inline
    for name, expression in resolved.values[row.outcome].items():
        value = _known(name, expression, words)
        if value is not None:
            said = words.wording.formats.labelled(words.value_label(name).text, value)
            inline = (*inline, Text(f" {said}."))
    return inline


def _known(name: str, expression: Expression, words: RuleWords) -> str | None:
    if isinstance(expression, Literal) and expression.value is not None:
        return words.answer_value(name, expression.value, {})
    if isinstance(expression, InputRef):
        return words.label(expression.name).text
    return None
