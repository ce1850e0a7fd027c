"""What of a rule another engine cannot say, or would say with another meaning."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from rules_engine.compile.resolve import ResolvedRule, table_rows
from rules_engine.model.expressions import (
    EQUALITY,
    MEMBERSHIP,
    Arithmetic,
    Choose,
    Compare,
    ComputedRef,
    Condition,
    DayShift,
    Expression,
    Extreme,
    InputRef,
    Joined,
    Literal,
    Lookup,
    MonthShift,
    children,
    operands,
)
from rules_engine.problems import Problem, ProblemsFound

# A century. Facts are of the years 1900 to 2999: even a dozen shifts stay within the calendar.
_MOST_MONTHS, _MOST_DAYS = 1_200, 36_500


class Refusal(NamedTuple):
    """Why a rule is not exported: a stable code and the words."""

    code: str
    why: str


_DECIMALS = Refusal(
    "KB601",
    "it compares or computes exact decimals, which these engines keep as binary fractions",
)
_NUMBERS = Refusal(
    "KB602", "it computes whole numbers, which these engines round above nine quadrillion"
)
_DATES = Refusal("KB603", "it adds months or days to dates, and JsonLogic has no dates")
_FAR = Refusal(
    "KB604", "it adds an amount of months or days that may be negative or has no small limit"
)
_LISTS = Refusal("KB605", "it compares or joins lists, whose equality differs between engines")


def refuse(rule_id: str, refusals: tuple[Refusal, ...]) -> ProblemsFound:
    """Return what to raise for a rule that is not exported."""
    return ProblemsFound([
        Problem("", 0, 0, each.code, f"the rule {rule_id} is not exported: {each.why}",
                "Ask kb decide, or see all with: kb export --list", subject=rule_id)
        for each in refusals
    ])  # fmt: skip


def refusals(resolved: ResolvedRule, *, dates: bool) -> tuple[Refusal, ...]:
    """Return why a rule is not exported; nothing where it can be.

    ``dates`` says that the language adds months and days to dates.
    """
    found = {each: None for tree in resolved.trees() for each in _of_tree(tree, resolved, dates)}
    return tuple(sorted(found))


def _of_tree(
    tree: Condition | Expression, resolved: ResolvedRule, dates: bool
) -> Iterator[Refusal]:
    if not isinstance(tree, Condition) and is_decimal(tree, resolved):
        yield _DECIMALS  # a value of the answer, or computed
    stack: list[Condition | Expression] = [tree]
    while stack:
        node = stack.pop()
        yield from _of_node(node, resolved, dates)
        stack.extend(children(node))


def _of_node(
    node: Condition | Expression, resolved: ResolvedRule, dates: bool
) -> Iterator[Refusal]:
    match node:
        case Compare(left, operator, right):
            lists = _is_list(left, resolved) or _is_list(right, resolved)
            if lists if operator in EQUALITY else not _is_comparable(operator, right):
                yield _LISTS
            if not compares_with_zero(node) and (
                is_decimal(left, resolved) or is_decimal(right, resolved)
            ):
                yield _DECIMALS
        case Lookup(_, match, _):
            if any(is_decimal(each, resolved) for _, each in match):
                yield _DECIMALS
            if any(_is_list(each, resolved) for _, each in match):
                yield _LISTS
        case Joined():
            yield _LISTS
        case Arithmetic() | Extreme():
            yield _DECIMALS if is_decimal(node, resolved) else _NUMBERS
        case MonthShift(_, amount, _, _) | DayShift(_, amount, _):
            if not dates:
                yield _DATES
            most = _MOST_MONTHS if isinstance(node, MonthShift) else _MOST_DAYS
            if not _is_small(amount, most, resolved):
                yield _FAR


def compares_with_zero(compare: Compare) -> bool:
    """Return whether an input is compared with zero: binary fractions keep the sign of a number."""
    match compare:
        case Compare(InputRef(), operator, Literal(value)):
            return (
                operator not in MEMBERSHIP
                and isinstance(value, int | Decimal)
                and not isinstance(value, bool)
                and value == 0
            )
    return False


def is_decimal(expression: Expression, resolved: ResolvedRule) -> bool:
    """Return whether a value may be an exact decimal."""
    match expression:
        case Literal(value):
            items = value if isinstance(value, tuple) else (value,)
            return any(isinstance(item, Decimal) for item in items)
        case InputRef(name):
            return resolved.rule.inputs[name].type.kind == "decimal"
        case ComputedRef(name):
            return is_decimal(resolved.computed[name], resolved)
        case Lookup(table, _, column):
            return any(isinstance(row[column], Decimal) for row in table_rows(table))
        case Choose(branches, otherwise):
            values = (*(value for _, value in branches), otherwise)
            return any(is_decimal(each, resolved) for each in values)
    return any(is_decimal(each, resolved) for each in operands(expression))


def _is_comparable(operator: str, right: Expression) -> bool:
    """Whether the right side of a membership is a list that is known."""
    if operator not in MEMBERSHIP:
        return True
    return isinstance(right, Literal) and isinstance(right.value, tuple | None)


def _is_list(expression: Expression, resolved: ResolvedRule) -> bool:
    match expression:
        case Literal(value):
            return isinstance(value, tuple)
        case InputRef(name):
            return resolved.rule.inputs[name].type.kind == "list"
        case ComputedRef(name):
            return _is_list(resolved.computed[name], resolved)
        case Choose(branches, otherwise):
            values = (*(value for _, value in branches), otherwise)
            return any(_is_list(each, resolved) for each in values)
        case Lookup(table, _, column):
            return any(isinstance(row[column], tuple) for row in table_rows(table))
    return isinstance(expression, Joined)


def _is_small(amount: Expression, most: int, resolved: ResolvedRule) -> bool:
    match amount:
        case Literal(value):
            return value is None or (isinstance(value, int) and 0 <= value <= most)
        case ComputedRef(name):
            return _is_small(resolved.computed[name], most, resolved)
        case Choose(branches, otherwise):
            values = (*(value for _, value in branches), otherwise)
            return all(_is_small(each, most, resolved) for each in values)
    return False
