"""Lists in SQL: texts in JSON, each one of the few lists that a rule can make."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import cast

from rules_engine.model.expressions import Choose, ComputedRef, Expression, Joined, Literal
from rules_engine.model.value_types import Value as Constant
from rules_engine.sql.comparisons import first_that_applies, member_of, same
from rules_engine.sql.dialects import Dialect
from rules_engine.sql.nodes import NULL, Sql, case
from rules_engine.sql.truths import NEVER, Truth, all_of, certainly
from rules_engine.sql.values import Value, literal

Items = tuple[object, ...] | None


def possible_lists(expression: Expression, computed: Mapping[str, Expression]) -> list[Items]:
    """Return every list that an expression can be."""
    match expression:
        case Literal(value):
            return [cast("Items", value)]
        case ComputedRef(name):
            return possible_lists(computed[name], computed)
        case Choose(branches, otherwise):
            parts = (*(value for _, value in branches), otherwise)
            found = [each for part in parts for each in possible_lists(part, computed)]
        case Joined(parts):
            choices = product(*(possible_lists(part, computed) for part in parts))
            found = [tuple(item for items in each for item in items or ()) for each in choices]
        case _:
            raise TypeError(f"no list: {expression}")
    return list(dict.fromkeys(found))


def joined(parts: list[tuple[Value, list[Items]]], dialect: Dialect) -> Value:
    """Return lists one after the other; each is given with what it can be."""
    branches: list[tuple[Sql, Sql]] = []
    for each in product(*(lists for _, lists in parts)):
        test = all_of(
            is_list(value, items, dialect) for (value, _), items in zip(parts, each, strict=True)
        )
        items = tuple(item for items in each for item in items or ())
        branches.append((test.sql, literal(items, dialect).sql))
    return Value(case(branches), NEVER, any(value.open for value, _ in parts))


def listed_in(value: Value, members: Value, lists: list[Items], dialect: Dialect) -> Truth:
    """Return whether a value is in a list of which is known what it can be."""
    branches = [
        (is_list(members, items, dialect), member_of(value, items, dialect)) for items in lists
    ]
    return first_that_applies(branches, Truth(NULL, open=True))


def is_list(value: Value, items: Items, dialect: Dialect) -> Truth:
    """Return whether a value is certainly this list."""
    constant: Constant = items
    return certainly(same(value, literal(constant, dialect)))
