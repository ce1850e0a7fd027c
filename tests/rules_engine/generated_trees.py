"""Random conditions and expressions of every kind.

The names are fixed and the trees random: each input and parameter has a type of its own, so that
what is drawn is always well typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any as Untyped

from hypothesis import strategies as st

from rules_engine.model.expressions import (
    All,
    Any,
    Arithmetic,
    Choose,
    Compare,
    ComputedRef,
    Condition,
    Constant,
    DayShift,
    Expression,
    Extreme,
    InputRef,
    Joined,
    Listed,
    Literal,
    Lookup,
    MonthShift,
    Not,
    ParameterRef,
)
from rules_engine.model.value_types import Value, ValueType

LETTERS = ("x", "y", "z")
LETTER = ValueType("choice", choices=LETTERS)
DAYS = (date(2024, 1, 31), date(2024, 2, 29), date(2025, 2, 28), date(2025, 12, 31))
AS_OF = (date(2024, 6, 1), date(2025, 1, 1), date(2026, 1, 15))
SPLIT = date(2025, 1, 1)  # parameters change, requirements and rows come and go
DECIMALS = tuple(Decimal(each) for each in ("-1.5", "0", "0.25", "0.250", "7", "12.345"))

VALUES: dict[str, tuple[Value, ...]] = {
    "boolean": (True, False),
    "choice": LETTERS,
    "integer": (-1, 0, 1, 2, 30),
    "decimal": DECIMALS,
    "date": DAYS,
    "country": ("CH", "NO"),
    "text": ("", "one", "é"),
}
TYPES: dict[str, ValueType] = {
    "flag": ValueType("boolean"),
    "maybe": ValueType("boolean", nullable=True),
    "letter": LETTER,
    "no_letter": LETTER._replace(nullable=True),
    "count": ValueType("integer"),
    "no_count": ValueType("integer", nullable=True),
    "price": ValueType("decimal"),
    "no_price": ValueType("decimal", nullable=True),
    "day": ValueType("date"),
    "no_day": ValueType("date", nullable=True),
    "country": ValueType("country"),
    "words": ValueType("text", nullable=True),
}
_LETTERS = ValueType("list", item=LETTER)
_TABLE = ValueType("table", columns={"letter": LETTER, "count": ValueType("integer")})
PARAMETERS: dict[str, tuple[ValueType, tuple[Value, ...]]] = {
    "p.flag": (ValueType("boolean"), (True, False)),
    "p.count": (ValueType("integer"), (0, 1, 2)),
    "p.no_count": (ValueType("integer", nullable=True), (None, 1)),
    "p.price": (ValueType("decimal"), DECIMALS),
    "p.day": (ValueType("date"), DAYS),
    "p.letters": (_LETTERS, ((), ("x",), ("x", "z"))),
    "p.no_letters": (_LETTERS._replace(nullable=True), (None, ("y",))),
    "p.table": (
        _TABLE,
        (
            (),
            ({"letter": "x", "count": 1}, {"letter": "y", "count": 2}, {"letter": "x", "count": 0}),
        ),
    ),
    "p.amounts": (ValueType("amounts"), ({"CHF": Decimal("1.5"), "EUR": Decimal(2)},)),
}
KINDS = ("boolean", "choice", "integer", "decimal", "date", "country", "text")
# Facts of these kinds alone are judged by the quick function.
QUICK_KINDS = ("boolean", "choice", "integer", "date", "country")
ORDERED = ("integer", "decimal", "date")


@dataclass
class Generator:
    """Draws trees; ``computed`` are the values that may be named, by kind."""

    draw: st.DrawFn
    computed: dict[str, list[str]] = field(default_factory=dict)
    kinds: tuple[str, ...] = KINDS

    def pick(self, options: Iterable[Untyped]) -> Untyped:
        return self.draw(st.sampled_from(tuple(options)))

    def inputs(self, kind: str) -> list[Expression]:
        return [InputRef(name) for name, each in TYPES.items() if each.kind == kind]

    def leaves(self, kind: str) -> list[Expression]:
        found = [*self.inputs(kind), *self.inputs(kind)]
        found += [ParameterRef(name) for name, (each, _) in PARAMETERS.items() if each.kind == kind]
        found += [ComputedRef(name) for name in self.computed.get(kind, ())]
        if kind == "decimal":
            found.append(ParameterRef("p.amounts", "CHF"))
        return [*found, *(Literal(each) for each in VALUES[kind])]

    def expression(self, kind: str, depth: int) -> Expression:
        if depth == 0 or self.pick((True, True, False)):
            leaf: Expression = self.pick(self.leaves(kind))
            return leaf
        makers: list[Callable[[str, int], Expression]] = [self.choose]
        if kind in ("integer", "decimal"):
            makers += [self.arithmetic, self.extreme]
        if kind == "date":
            makers += [self.months, self.days, self.extreme]
        if kind == "integer":
            makers.append(self.lookup)
        maker: Callable[[str, int], Expression] = self.pick(makers)
        return maker(kind, depth - 1)

    def choose(self, kind: str, depth: int) -> Expression:
        branches = tuple(
            (self.condition(depth), self.expression(kind, depth)) for _ in range(self.pick((1, 2)))
        )
        return Choose(branches, self.expression(kind, depth))

    def arithmetic(self, kind: str, depth: int) -> Expression:
        kinds = (kind,) if kind == "integer" else ("integer", "decimal")
        left, right = (self.expression(self.pick(kinds), depth) for _ in range(2))
        if kind == "decimal":
            left = self.expression("decimal", 0)
        return Arithmetic(self.pick(("plus", "minus", "times")), left, right)

    def extreme(self, kind: str, depth: int) -> Expression:
        parts = tuple(self.expression(kind, depth) for _ in range(self.pick((2, 3))))
        return Extreme(self.pick(("least", "greatest")), parts)

    def months(self, kind: str, depth: int) -> Expression:
        day, months = self.expression("date", depth), self.expression("integer", depth)
        return MonthShift(day, months, self.pick((1, -1)), self.pick(("last-day", "next-month")))

    def days(self, kind: str, depth: int) -> Expression:
        day, days = self.expression("date", depth), self.expression("integer", depth)
        return DayShift(day, days, self.pick((1, -1)))

    def match(self, depth: int) -> tuple[tuple[str, Expression], ...]:
        columns = self.pick((("letter",), ("count",), ("letter", "count")))
        kinds = {"letter": "choice", "count": "integer"}
        return tuple((name, self.expression(kinds[name], depth)) for name in columns)

    def lookup(self, kind: str, depth: int) -> Expression:
        return Lookup(ParameterRef("p.table"), self.match(depth), "count")

    def letters(self, depth: int) -> Expression:
        if depth and self.pick((True, False)):
            if self.pick((True, False)):
                return Joined(tuple(self.letters(depth - 1) for _ in range(2)))
            branch = (self.condition(depth - 1), self.letters(depth - 1))
            return Choose((branch,), self.letters(depth - 1))
        literals = (Literal(()), Literal(("x", "y")))
        parameters = ParameterRef("p.letters"), ParameterRef("p.no_letters")
        leaf: Expression = self.pick((*parameters, *literals))
        return leaf

    def condition(self, depth: int) -> Condition:
        if depth == 0 or self.pick((True, False)):
            return self.comparison(depth)
        kind = self.pick(("all", "any", "not", "listed", "constant"))
        if kind == "not":
            return Not(self.condition(depth - 1))
        if kind == "listed":
            return Listed(ParameterRef("p.table"), self.match(depth - 1))
        if kind == "constant":
            return Constant(self.pick((True, False)))
        parts = tuple(self.condition(depth - 1) for _ in range(self.pick((1, 2, 3))))
        return All(parts) if kind == "all" else Any(parts)

    def comparison(self, depth: int) -> Condition:
        sort = self.pick(("equal", "null", "member", "order", "order"))
        kind = self.pick([each for each in self.kinds if sort != "order" or each in ORDERED])
        left = self.expression(kind, depth)
        if sort == "null":
            return Compare(left, self.pick(("is", "is_not")), Literal(None))
        if sort == "member":
            operator = self.pick(("one_of", "none_of"))
            if kind == "choice":
                return Compare(left, operator, self.letters(depth))
            return Compare(left, operator, Literal(VALUES[kind][: self.pick((0, 1, 2))]))
        right = self.expression(kind, depth)
        if sort == "equal":
            return Compare(left, self.pick(("is", "is_not")), right)
        words = ("before", "on_or_before", "after", "on_or_after")
        numbers = ("at_least", "more_than", "at_most", "less_than")
        return Compare(left, self.pick(words if kind == "date" else numbers), right)

    def dates(self) -> tuple[date | None, date | None]:
        start, until = self.pick(((None, None), (None, None), (SPLIT, None), (None, SPLIT)))
        return start, until
