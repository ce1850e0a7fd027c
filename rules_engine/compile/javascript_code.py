"""JavaScript for the conditions and expressions of a resolved rule.

Exact numbers are whole ones that count units of 10 to the minus scale; scales are known ahead, so
that generated code only multiplies where two of them meet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from string import ascii_lowercase

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
    Literal,
    Lookup,
    MonthShift,
    Not,
    references,
)

# Given facts have at most this many places.
INPUT_SCALE = 10
_EPOCH = date(1970, 1, 1).toordinal()
# Letter of the operation, and whether its operands change places.
_ORDER = {
    "less_than": ("L", False), "before": ("L", False),
    "more_than": ("L", True), "after": ("L", True),
    "at_most": ("Q", False), "on_or_before": ("Q", False),
    "at_least": ("Q", True), "on_or_after": ("Q", True),
}  # fmt: skip
_ARITHMETIC = {"plus": "P", "minus": "S", "times": "T"}


def scale_of(expression: Expression, resolved: ResolvedRule) -> int | None:
    """Return the scale that an exact number is computed in; None for everything else."""
    match expression:
        case Literal(value):
            return _places(value)
        case InputRef(name):
            return INPUT_SCALE if resolved.rule.inputs[name].type.kind == "decimal" else None
        case ComputedRef(name):
            return scale_of(resolved.computed[name], resolved)
        case Lookup(table, _, column):
            return _widest(_places(row[column]) for row in table_rows(table))
        case Choose(branches, otherwise):
            values = [*(value for _, value in branches), otherwise]
            return _widest(scale_of(value, resolved) for value in values)
        case Arithmetic("times", left, right):
            one, other = scale_of(left, resolved), scale_of(right, resolved)
            return None if one is None and other is None else (one or 0) + (other or 0)
        case Arithmetic(_, left, right):
            return _widest(scale_of(each, resolved) for each in (left, right))
        case Extreme(_, parts) | Joined(parts):
            return _widest(scale_of(each, resolved) for each in parts)
    return None


def _places(value: object) -> int | None:
    if isinstance(value, tuple):
        return _widest(_places(each) for each in value)
    if not isinstance(value, Decimal):
        return None
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else None


def _widest(scales: Iterable[int | None]) -> int | None:
    return max((each for each in scales if each is not None), default=None)


class CodeWriter:
    """Writes the function of one segment of a rule."""

    def __init__(self, resolved: ResolvedRule) -> None:
        self.resolved = resolved
        self.letters: set[str] = set()
        self.inputs = {name: _name(at) for at, name in enumerate(resolved.rule.inputs)}
        self.computed: dict[str, str] = {}

    def function(self, values: Sequence[Expression]) -> str:
        """Return the function: operations in, then the inputs; the truths and ``values`` out."""
        resolved = self.resolved
        conditions = [test for _, test in resolved.constraints]
        conditions += [each.holds for each in resolved.requirements]
        conditions += [row.when for row in resolved.rows]
        conditions += [test for row in resolved.rows for _, test in row.reasons]
        statements = self._computed([*conditions, *values])
        parts = [self.condition(each) for each in conditions]
        parts += [self.expression(each, scale_of(each, resolved)) for each in values]
        body = f"[{','.join(parts)}]"
        if statements:
            body = f"{{const {','.join(statements)};return{body}}}"
        operations = f"({{{','.join(sorted(self.letters))}}})"
        return f"{operations}=>({','.join(self.inputs.values())})=>{body}"

    def _computed(self, trees: Sequence[Condition | Expression]) -> list[str]:
        """Name the computed values that are used more than once; others are written in place."""
        uses: dict[str, int] = {}
        stack: list[Condition | Expression] = [*trees, *self.resolved.computed.values()]
        for tree in stack:
            for each in references(tree):
                if isinstance(each, ComputedRef):
                    uses[each.name] = uses.get(each.name, 0) + 1
        statements: list[str] = []
        for name, expression in self.resolved.computed.items():
            if uses.get(name, 0) > 1:
                source = self.expression(expression, scale_of(expression, self.resolved))
                self.computed[name] = _name(len(self.inputs) + len(self.computed))
                statements.append(f"{self.computed[name]}={source}")
        return statements

    def condition(self, condition: Condition) -> str:
        """Return source of the truth of a condition."""
        match condition:
            case Constant(holds):
                return "0" if holds else "-1"
            case All(parts):
                return "|".join(map(self.condition, parts))
            case Any(parts):
                *first, source = map(self.condition, parts)
                for each in reversed(first):
                    source = self._call("O", each, source)
                return source
            case Not(part):
                return self._call("N", self.condition(part))
            case Compare(left, operator, right):
                return self._compare(left, operator, right)
        raise TypeError("tables are expanded before")

    def _compare(self, left: Expression, operator: str, right: Expression) -> str:
        scale = _widest(scale_of(each, self.resolved) for each in (left, right))
        if operator in {"one_of", "none_of"}:
            source = self._call("M", self.expression(left, scale), self.expression(right, scale))
            return source if operator == "one_of" else self._call("N", source)
        if operator in {"is", "is_not"}:
            source = self._equals(left, right, scale)
            return source if operator == "is" else self._call("N", source)
        letter, swapped = _ORDER[operator]
        one, other = self.expression(left, scale), self.expression(right, scale)
        return self._call(letter, *((other, one) if swapped else (one, other)))

    def _equals(self, left: Expression, right: Expression, scale: int | None) -> str:
        is_flag = isinstance(right, Literal) and isinstance(right.value, bool)
        if is_flag and not may_be_null(left, self.resolved):
            source = self._call("B", self.expression(left, None))
            return source if right == Literal(True) else self._call("N", source)
        return self._call("E", self.expression(left, scale), self.expression(right, scale))

    def expression(self, expression: Expression, scale: int | None) -> str:
        """Return source of a value, an exact number in units of ``scale``."""
        if isinstance(expression, Literal):
            return self._literal(expression.value, scale)
        own = scale_of(expression, self.resolved)
        source = self._value(expression, own)
        if scale is None or own == scale:
            return source
        return self._call("X", source, str(scale - (own or 0)))

    def _value(self, expression: Expression, own: int | None) -> str:
        match expression:
            case InputRef(name):
                return self.inputs[name]
            case ComputedRef(name):
                return self.computed.get(name) or self.expression(self.resolved.computed[name], own)
            case Arithmetic("times", left, right):
                scales = (scale_of(left, self.resolved), scale_of(right, self.resolved))
                return self._call(
                    "T", self.expression(left, scales[0]), self.expression(right, scales[1])
                )
            case Arithmetic(operator, left, right):
                parts = [self.expression(each, own) for each in (left, right)]
                return self._call(_ARITHMETIC[operator], *parts)
            case Extreme(which, parts):
                sources = [self.expression(part, own) for part in parts]
                return self._call("I" if which == "least" else "G", *sources)
            case MonthShift(day, months, sign, missing_day):
                letter = "W" if missing_day == "next-month" else "Y"
                return self._call(letter, self.expression(day, None), self._signed(months, sign))
            case DayShift(day, days, sign):
                return self._call("Z", self.expression(day, None), self._signed(days, sign))
            case Lookup(table, match, column):
                rows = [
                    [
                        *(self._literal(row[name], self._key_scale(key)) for name, key in match),
                        self._literal(row[column], own),
                    ]
                    for row in table_rows(table)
                ]
                source = "[" + ",".join(f"[{','.join(row)}]" for row in rows) + "]"
                return self._call(
                    "K", source, *(self.expression(key, self._key_scale(key)) for _, key in match)
                )
            case Joined(parts):
                return self._call("J", *(self.expression(part, own) for part in parts))
            case Choose(branches, otherwise):
                pairs = [
                    source
                    for test, value in branches
                    for source in (self.condition(test), self.expression(value, own))
                ]
                return self._call("C", self.expression(otherwise, own), *pairs)
        raise TypeError("parameters are replaced before")

    def _key_scale(self, key: Expression) -> int | None:
        return scale_of(key, self.resolved)

    def _signed(self, number: Expression, sign: int) -> str:
        if sign == 1:
            return self.expression(number, None)
        if isinstance(number, Literal) and isinstance(number.value, int):
            return str(-number.value)
        return self._call("S", "0", self.expression(number, None))

    def _literal(self, value: object, scale: int | None) -> str:
        if isinstance(value, date):
            return str(value.toordinal() - _EPOCH)
        if isinstance(value, bool) or value is None or isinstance(value, str):
            return json.dumps(value, ensure_ascii=False)
        if isinstance(value, int | Decimal):
            return str(value) if scale is None else f"{_units(Decimal(value), scale)}n"
        if isinstance(value, tuple):
            return "[" + ",".join(self._literal(each, scale) for each in value) + "]"
        raise TypeError(f"no source for {value!r}")

    def _call(self, letter: str, *operands: str) -> str:
        self.letters.add(letter)
        return f"{letter}({','.join(operands)})"


def _units(value: Decimal, scale: int) -> int:
    units = value.scaleb(scale)
    if units != int(units):
        raise ValueError(f"{value} has more than {scale} places")
    return int(units)


def _name(at: int) -> str:
    """Return a short name; no word of the language is a letter with a number."""
    turn, letter = divmod(at, len(ascii_lowercase))
    return ascii_lowercase[letter] + (str(turn) if turn else "")
