"""Python expressions for facts that are all known: two truths, null guarded where it can be."""

from __future__ import annotations

from rules_engine.compile.constants import Constants
from rules_engine.compile.nullability import may_be_null
from rules_engine.compile.resolve import ResolvedRule, table_rows
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
    operands,
)

SYMBOL = {
    "is": "==", "is_not": "!=", "at_least": ">=", "more_than": ">", "at_most": "<=",
    "less_than": "<", "before": "<", "on_or_before": "<=", "after": ">", "on_or_after": ">=",
    "one_of": "in", "none_of": "not in",
}  # fmt: skip
OPPOSITE = {
    "==": "!=", "!=": "==", ">=": "<", "<": ">=", ">": "<=", "<=": ">",
    "in": "not in", "not in": "in",
}  # fmt: skip
_EXACT = {"plus": "EXACT.add", "minus": "EXACT.subtract", "times": "EXACT.multiply"}
_PLAIN = {"plus": "+", "minus": "-", "times": "*"}


def input_name(name: str) -> str:
    """Return the local variable of an input; ids cannot collide with Python's words so."""
    return f"i_{name}"


def computed_name(name: str) -> str:
    """Return the local variable of a computed value."""
    return f"c_{name}"


class KnownWriter:
    """Writes conditions and expressions as Python source."""

    def __init__(self, resolved: ResolvedRule, constants: Constants) -> None:
        self.resolved = resolved
        self.constants = constants
        self._guards = 0

    def condition(self, condition: Condition, negated: bool = False) -> str:
        """Return source for a condition, or for its opposite."""
        match condition:
            case Constant(holds):
                return str(holds is not negated)
            case Not(part):
                return self.condition(part, not negated)
            case All(parts) | Any(parts):
                word = " and " if isinstance(condition, All) is not negated else " or "
                return "(" + word.join(self.condition(part, negated) for part in parts) + ")"
            case Compare(left, operator, right):
                return self._compare(left, SYMBOL[operator], right, negated)
            case Listed():
                raise TypeError("tables are expanded before")

    def expression(self, expression: Expression) -> str:
        """Return source for an expression; its value may be None where it can be null."""
        match expression:
            case Literal(value):
                return self.constants.source(value)
            case InputRef(name):
                return input_name(name)
            case ComputedRef(name):
                return computed_name(name)
            case Choose(branches, otherwise):
                tests = "".join(
                    f"{self.expression(value)} if {self.condition(test)} else "
                    for test, value in branches
                )
                return f"({tests}{self.expression(otherwise)})"
            case Joined(parts):
                return "(" + "".join(f"*{self._list(part)}, " for part in parts) + ")"
            case Lookup(table, match, column):
                keys = ", ".join(self.expression(each) for _, each in match)
                return f"first_match({lookup_rows(self.constants, table, match, column)}, {keys})"
            case ParameterRef():
                raise TypeError("parameters are replaced before")
        return self._guarded(expression)

    def _guarded(self, expression: Expression) -> str:
        guards: list[str] = []
        sources: list[str] = []
        for operand in operands(expression):
            test, source = self._guard(operand)
            guards += [f"{test} is None"] if test else []
            sources.append(source)
        operation = operation_source(expression, sources, self.is_integer(expression))
        return f"(None if {' or '.join(guards)} else {operation})" if guards else operation

    def _guard(self, operand: Expression) -> tuple[str, str]:
        """Return what to test for None (empty where that cannot be), and source for the operand."""
        source = self.expression(operand)
        if not may_be_null(operand, self.resolved):
            return "", source
        if source.isidentifier():
            return source, source
        self._guards += 1
        return f"(g{self._guards} := {source})", f"g{self._guards}"

    def _compare(self, left: Expression, symbol: str, right: Expression, negated: bool) -> str:
        if symbol in {"in", "not in"}:
            symbol = OPPOSITE[symbol] if negated else symbol
            return f"{self.expression(left)} {symbol} {self._members(right)}"
        nullable = may_be_null(left, self.resolved) or may_be_null(right, self.resolved)
        if symbol in {"==", "!="}:
            return self._equality(left, OPPOSITE[symbol] if negated else symbol, right, nullable)
        if not nullable:
            symbol = OPPOSITE[symbol] if negated else symbol
            return f"{self.expression(left)} {symbol} {self.expression(right)}"
        (one, left_source), (other, right_source) = self._guard(left), self._guard(right)
        guards = [f"{test} is not None" for test in (one, other) if test]
        source = f"({' and '.join([*guards, f'{left_source} {symbol} {right_source}'])})"
        return f"(not {source})" if negated else source

    def _equality(self, left: Expression, symbol: str, right: Expression, nullable: bool) -> str:
        source = self.expression(left)
        if isinstance(right, Literal) and (right.value is None or isinstance(right.value, bool)):
            if isinstance(right.value, bool) and not nullable:
                return source if right.value is (symbol == "==") else f"(not {source})"
            return f"{source} {'is' if symbol == '==' else 'is not'} {right.value}"
        return f"{source} {symbol} {self.expression(right)}"

    def _members(self, members: Expression) -> str:
        if isinstance(members, Literal) and isinstance(members.value, tuple):
            items = "".join(f"{self.constants.source(item)}, " for item in members.value)
            return self.constants.call(f"frozenset(({items}))")
        return self._list(members)

    def _list(self, expression: Expression) -> str:
        """A list that is null has no items."""
        source = self.expression(expression)
        return f"({source} or ())" if may_be_null(expression, self.resolved) else source

    def is_integer(self, expression: Expression) -> bool:
        """Return whether a number is whole by its type, so that plain arithmetic is exact."""
        match expression:
            case Literal(value):
                return isinstance(value, int)
            case InputRef(name):
                return self.resolved.rule.inputs[name].type.kind == "integer"
            case ComputedRef(name):
                return self.is_integer(self.resolved.computed[name])
            case Choose(branches, otherwise):
                return all(self.is_integer(each) for each in (*(v for _, v in branches), otherwise))
        parts = operands(expression)
        return bool(parts) and all(self.is_integer(each) for each in parts)


def operation_source(expression: Expression, parts: list[str], integer: bool) -> str:
    """Return source for an operation on operands that are known and not null."""
    match expression:
        case Arithmetic(operator, _, _) if integer:
            return f"({parts[0]} {_PLAIN[operator]} {parts[1]})"
        case Arithmetic(operator, _, _):
            return f"{_EXACT[operator]}({parts[0]}, {parts[1]})"
        case Extreme(which, _):
            return f"{'min' if which == 'least' else 'max'}({', '.join(parts)})"
        case MonthShift(_, _, sign, missing_day):
            months = parts[1] if sign == 1 else f"-{parts[1]}"
            return f"shift_months({parts[0]}, {months}, {missing_day == 'next-month'})"
        case DayShift(_, _, sign):
            days = parts[1] if sign == 1 else f"-{parts[1]}"
            return f"shift_days({parts[0]}, {days})"
    raise TypeError(f"no operation: {expression}")


def lookup_rows(
    constants: Constants, table: Expression, match: tuple[tuple[str, Expression], ...], column: str
) -> str:
    """Return a name bound to the rows of a table as (keys, value) pairs."""
    rows = []
    for row in table_rows(table):
        keys = "".join(f"{constants.source(row[name])}, " for name, _ in match)
        rows.append(f"(({keys}), {constants.source(row[column])}), ")
    return constants.call(f"({''.join(rows)})")
