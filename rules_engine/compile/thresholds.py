"""Where the answer can flip: for each input, the values that the rule compares it with.

The generated ``thresholds`` returns them for facts some of which may be unknown. Enumeration of
cases, changes that would help and the order of questions all start from these values.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from rules_engine.compile.partial import PartialWriter
from rules_engine.compile.resolve import ResolvedRule, table_rows
from rules_engine.model.expressions import (
    Arithmetic,
    Compare,
    ComputedRef,
    Condition,
    DayShift,
    Expression,
    Extreme,
    InputRef,
    Literal,
    Lookup,
    MonthShift,
    references,
)
from rules_engine.model.value_types import Value


def comparisons(resolved: ResolvedRule) -> dict[str, list[Expression]]:
    """Return for each input the expressions it is compared with, each once."""
    found: dict[str, list[Expression]] = {name: [] for name in resolved.rule.inputs}
    for node in resolved.nodes():
        for name, partner in _partners(node, resolved):
            if partner not in found[name] and partner != Literal(None):
                found[name].append(partner)
    return found


def enumeration_order(resolved: ResolvedRule) -> list[str]:
    """Return the inputs in an order in which what they are compared with is known first.

    An input compared with a date or a number that is computed comes after the inputs of that
    computation; otherwise the order of the rule is kept.
    """
    after = {
        name: {
            each
            for partner in partners
            if not isinstance(partner, Literal | InputRef)
            for each in inputs_of(partner, resolved)
        } - {name}
        for name, partners in comparisons(resolved).items()
    }  # fmt: skip
    order: list[str] = []
    waiting = list(resolved.rule.inputs)
    while waiting:
        ready = [name for name in waiting if after[name] <= set(order)]
        order.append(ready[0] if ready else waiting[0])
        waiting.remove(order[-1])
    return order


def feeds_dates(resolved: ResolvedRule) -> set[str]:
    """Return the date inputs that months are added to or taken from: month ends matter there."""
    found: set[str] = set()
    for node in resolved.nodes():
        if isinstance(node, MonthShift | DayShift):
            found |= inputs_of(node, resolved)
    return {name for name in found if resolved.rule.inputs[name].type.kind == "date"}


def inputs_of(expression: Expression, resolved: ResolvedRule) -> set[str]:
    """Return the inputs that an expression reads, computed values followed."""
    found: set[str] = set()
    for each in references(expression):
        if isinstance(each, InputRef):
            found.add(each.name)
        elif isinstance(each, ComputedRef):
            found |= inputs_of(resolved.computed[each.name], resolved)
    return found


def atoms_source(writer: PartialWriter, arguments: str) -> list[str]:
    """Return the source of ``atoms``: the truth of every comparison of the rule, None if unknown.

    Facts with the same atoms cannot be told apart by what is asked later.
    """
    writer.lines.clear()
    writer.computed()
    compares: list[Compare] = []
    for node in writer.resolved.nodes():
        if isinstance(node, Compare) and node not in compares:  # with a table it has no hash
            compares.append(node)
    truths = "".join(f"{writer.condition(each)[0]}, " for each in compares)
    return [f"def atoms({arguments}):", *(f"    {line}" for line in writer.lines),
            f"    return ({truths})"]  # fmt: skip


def thresholds_source(writer: PartialWriter, arguments: str) -> list[str]:
    """Return the source of ``thresholds``: the values by input, null and unknown ones left out."""
    writer.lines.clear()
    writer.computed()
    entries: list[str] = []
    for name, partners in comparisons(writer.resolved).items():
        values = []
        for partner in partners:
            value, _ = writer.expression(partner)
            is_list = isinstance(partner, Literal) and isinstance(partner.value, tuple)
            values.append(f"*{value}, " if is_list else f"{value}, ")
        entries.append(f"{name!r}: ({''.join(values)})")
    body = [*writer.lines, f"return {{{', '.join(entries)}}}"]
    return [f"def thresholds({arguments}):", *(f"    {line}" for line in body)]


def _partners(
    node: Condition | Expression, resolved: ResolvedRule
) -> Iterator[tuple[str, Expression]]:
    match node:
        case Compare(left, _, right):
            yield from _sides(left, right, resolved)
            yield from _sides(right, left, resolved)
        case Extreme(_, parts):
            for part in parts:
                for other in parts:
                    if part is not other and isinstance(part, InputRef):
                        yield part.name, other
        case Lookup(table, match, _):
            for column, key in match:
                for row in table_rows(table):
                    yield from _sides(key, Literal(row[column]), resolved)


def _sides(
    side: Expression, other: Expression, resolved: ResolvedRule
) -> Iterator[tuple[str, Expression]]:
    if isinstance(side, InputRef):
        yield side.name, other
    elif isinstance(side, ComputedRef):
        yield from _sides(resolved.computed[side.name], other, resolved)
    elif isinstance(other, Literal) and isinstance(other.value, tuple):
        for each in other.value:
            yield from _sides(side, Literal(cast("Value", each)), resolved)
    elif isinstance(side, Arithmetic) and isinstance(other, Literal):
        # one operand known, the other is compared with what is left
        match side:
            case Arithmetic("plus", left, right):
                yield from _inverse(left, Arithmetic("minus", other, right))
                yield from _inverse(right, Arithmetic("minus", other, left))
            case Arithmetic("minus", left, right):
                yield from _inverse(left, Arithmetic("plus", other, right))
                yield from _inverse(right, Arithmetic("minus", left, other))


def _inverse(operand: Expression, left_over: Expression) -> Iterator[tuple[str, Expression]]:
    if isinstance(operand, InputRef):
        yield operand.name, left_over
