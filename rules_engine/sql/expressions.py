"""Expressions and conditions in SQL, and which unknown inputs leave them unknown."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from sqlglot import exp
from sqlglot.expressions import DType

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
    Literal,
    Lookup,
    MonthShift,
    Not,
    operands,
)
from rules_engine.model.rule import AsOf
from rules_engine.sql.branching import choose, lookup
from rules_engine.sql.comparisons import compared, member_of
from rules_engine.sql.date_shifts import shifted
from rules_engine.sql.digits import MOST, Digits, NumberSizes
from rules_engine.sql.layers import Layers
from rules_engine.sql.lists import joined, listed_in, possible_lists
from rules_engine.sql.masks import NOTHING, Mask, only_where, union
from rules_engine.sql.nodes import NULL, Sql, binary, case, coalesce, column, is_null
from rules_engine.sql.repeats import RepeatedComparisons, said
from rules_engine.sql.source import NONE_SUFFIX
from rules_engine.sql.truths import (
    ALWAYS,
    NEVER,
    Truth,
    all_of,
    any_of,
    certainly,
    fixed,
    negation,
    possibly,
    unknown,
)
from rules_engine.sql.values import Value, literal, resized, some_none

if TYPE_CHECKING:
    from rules_engine.compile.resolve import ResolvedRule
    from rules_engine.sql.dialects import Dialect

# Digits of the decimals that DuckDB keeps in eight bytes.
_SHORT = 18
_OPERATION = {"plus": exp.Add, "minus": exp.Sub, "times": exp.Mul}


class ExpressionWriter:
    """Writes the tree of one rule; ``known`` are the inputs that no row leaves out."""

    def __init__(
        self,
        resolved: ResolvedRule,
        dialect: Dialect,
        sizes: NumberSizes,
        as_of: date | Sql,
        known: Collection[str] = (),
    ) -> None:
        self.resolved = resolved
        self.dialect = dialect
        self.sizes = sizes
        self.layers = Layers(fenced=dialect.name == "postgres")
        self.as_of = literal(as_of, dialect).sql if isinstance(as_of, date) else as_of
        self.inputs = {name: self._input(name, name in known) for name in resolved.rule.inputs}
        self._repeated = RepeatedComparisons(resolved)
        self.computed: dict[str, Value] = {}
        self.computed_masks: dict[str, Mask] = {}
        for name, expression in resolved.computed.items():
            self.computed[name] = self.once(name, self.value(expression))
            mask = self.mask_of(expression, self.computed[name])
            if mask.further:
                mask = Mask((), (self.layers.once(f"{name}_missing", mask.sql(dialect)),))
            self.computed_masks[name] = mask

    def once(self, hint: str, value: Value) -> Value:
        """Return a value as a column of its own, so that it can be used twice."""
        sql, none = self.layers.once(hint, value.sql), value.none
        if none.constant is None:
            none = Truth(
                self.layers.once(f"{hint}_is_none", none.sql) if value.open else is_null(sql)
            )
        return value._replace(sql=sql, none=none)

    def truth_once(self, hint: str, truth: Truth) -> Truth:
        """Return a truth as a column of its own."""
        return truth._replace(sql=self.layers.once(hint, truth.sql))

    def _input(self, name: str, known: bool) -> Value:
        declared = self.resolved.rule.inputs[name]
        sql: Sql = column(name)
        digits = self.sizes.of(InputRef(name))
        none = NEVER
        if declared.type.nullable:
            none = certainly(Truth(column(name + NONE_SUFFIX), open=True))
        if name not in self.resolved.defaults:
            return Value(sql, none, not known, digits)
        default = self.resolved.defaults[name]
        if default is None:
            return Value(sql, Truth(is_null(sql)), False, digits)
        instead = self.as_of if isinstance(default, AsOf) else literal(default, self.dialect).sql
        if digits is not None:
            instead = resized(literal(default, self.dialect), digits, self.dialect)  # type: ignore[arg-type]  # no AsOf: that has no digits
        given = case([(none.sql, NULL)], coalesce(sql, instead))
        if none.constant is False:
            given = sql if known else coalesce(sql, instead)
        return Value(self.layers.once(f"given_{name}", given), none, False, digits)

    # Conditions

    def truth(self, condition: Condition) -> Truth:
        """Return the truth of a condition: NULL where it is unknown."""
        match condition:
            case Constant(holds):
                return fixed(holds)
            case All(parts):
                return all_of(self.truth(part) for part in parts)
            case Any(parts):
                return any_of(self.truth(part) for part in parts)
            case Not(part):
                return negation(self.truth(part))
            case Compare(left, "one_of" | "none_of", right):
                found = self._membership(self.value(left), right)
                return found if condition.operator == "one_of" else negation(found)
            case Compare(left, operator, right):
                truth = compared(self._compared(left), operator, self._compared(right))
                if isinstance(truth.sql, exp.Binary) and self._repeated.has(condition):
                    truth = self.truth_once(said(condition), truth)
                return truth
        raise TypeError("tables are expanded before")

    def _compared(self, expression: Expression) -> Value:
        value = self.value(expression)
        # its two columns are read more than once
        return value if value.none.constant is False else self.once("compared", value)

    def _membership(self, value: Value, members: Expression) -> Truth:
        value = self.once("member", value)
        if isinstance(members, Literal):
            return member_of(value, members.value, self.dialect)
        lists = possible_lists(members, self.resolved.computed)
        return listed_in(value, self.once("list", self.value(members)), lists, self.dialect)

    def missing(self, condition: Condition) -> Mask:
        """Return the unknown inputs that leave a condition unknown."""
        match condition:
            case All(parts) | Any(parts):
                inner = union(self.missing(part) for part in parts)
                truth = self.truth(condition)
                truth = truth._replace(sql=self.layers.shortest(truth.sql))
                return only_where(unknown(truth), inner, self.dialect)
            case Not(part):
                return self.missing(part)
            case Compare(left, _, right):
                return union(self.mask_of(each) for each in (left, right))
        return NOTHING

    # Expressions

    def value(self, expression: Expression) -> Value:
        """Return the value of an expression."""
        match expression:
            case Literal(constant):
                return literal(constant, self.dialect)
            case InputRef(name):
                return self.inputs[name]
            case ComputedRef(name):
                return self.computed[name]
            case Choose():
                return choose(self, expression)
            case Lookup():
                return lookup(self, expression)
            case Joined(parts):
                computed = self.resolved.computed
                return joined(
                    [
                        (self.once("list", self.value(p)), possible_lists(p, computed))
                        for p in parts
                    ],
                    self.dialect,
                )
        return self._operation(expression, [self.value(part) for part in operands(expression)])

    def mask_of(self, expression: Expression, value: Value | None = None) -> Mask:
        """Return the unknown inputs that leave an expression unknown."""
        match expression:
            case InputRef(name):
                given = self.inputs[name]
                bit = list(self.resolved.rule.inputs).index(name)
                return Mask(((bit, given.unknown),)) if given.open else NOTHING
            case ComputedRef(name):
                return self.computed_masks[name]
            case Choose(branches, _):
                value = value or self.once("chosen", choose(self, expression))
                found = []
                reached = ALWAYS
                for condition, branch in (*branches, (Constant(True), expression.otherwise)):
                    truth = self.condition_once(condition)
                    mask = union([self.missing(condition), self.mask_of(branch)])
                    may = all_of([reached, possibly(truth)])
                    found.append(only_where(may, mask, self.dialect))
                    reached = all_of([reached, negation(certainly(truth))])
                return only_where(value.unknown, union(found), self.dialect)
        return union(self.mask_of(part) for part in operands(expression))

    def condition_once(self, condition: Condition) -> Truth:
        """Return the truth of a condition, as a column of its own where it may be unknown."""
        truth = self.truth(condition)
        return self.truth_once("applies", truth) if truth.open else truth

    def _operation(self, expression: Expression, values: list[Value]) -> Value:
        if any(each.none.constant is not False for each in values):
            values = [self.once("operand", each) for each in values]
        none = some_none(values)
        digits = self.sizes.of(expression)
        sql = self._computed(expression, values)
        return Value(sql, none, any(each.open for each in values), digits)

    def _computed(self, expression: Expression, values: list[Value]) -> Sql:
        digits = self.sizes.of(expression)
        match expression:
            case Arithmetic(operator, _, _) if digits is not None:
                left, right = (self._operand(each, digits) for each in values)
                if self.dialect.name == "clickhouse" and digits.places:
                    # the result has the size of the larger operand there, however long it is
                    left = self.dialect.cast(left, DType.DECIMAL, MOST, values[0].places)
                if self.dialect.name == "duckdb" and digits.total > _SHORT >= self._longest(values):
                    # two short decimals make a short one there, and overflow
                    left = self.dialect.cast(left, DType.DECIMAL, _SHORT + 1, values[0].places)
                return binary(_OPERATION[operator], left, right)
            case Extreme(which, _):
                if digits is not None:
                    values = [
                        each._replace(sql=resized(each, digits, self.dialect)) for each in values
                    ]
                return self._extreme(which, values)
            case MonthShift():
                return self.layers.once("shifted", shifted(self, expression, values))
            case DayShift():
                return shifted(self, expression, values)
        return NULL

    @staticmethod
    def _longest(values: list[Value]) -> int:
        return max(each.digits.total if each.digits else 0 for each in values)

    def _operand(self, value: Value, result: Digits) -> Sql:
        """Return an operand in a type in which the result fits."""
        own = value.digits or Digits(1, 0)
        if result.places == 0 and result.before <= 18:
            return resized(value, result, self.dialect)
        if own.places == 0:
            return self.dialect.cast(value.sql, DType.DECIMAL, own.before, 0)
        return value.sql

    def _extreme(self, which: str, values: list[Value]) -> Sql:
        found, *others = values
        for each in others:
            one, other = (self.layers.once(which, part.sql) for part in (found, each))
            wins, loses = (exp.LTE, exp.GT) if which == "least" else (exp.GTE, exp.LT)
            branches = [(binary(wins, one, other), one), (binary(loses, one, other), other)]
            found = Value(case(branches))
        return found.sql
