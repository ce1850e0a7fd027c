"""Python statements for facts that may be unknown: every condition gets a truth and a mask.

The truth is True, False or None; the mask holds the bits of the unknown inputs that leave it None
(0 when it is known). Expressions likewise have a value (UNKNOWN among them) and a mask.
"""

from __future__ import annotations

from rules_engine.compile.known import (
    SYMBOL,
    KnownWriter,
    computed_name,
    input_name,
    lookup_rows,
    operation_source,
)
from rules_engine.model.expressions import (
    EQUALITY,
    MEMBERSHIP,
    All,
    Any,
    Choose,
    Compare,
    ComputedRef,
    Condition,
    Constant,
    Expression,
    InputRef,
    Joined,
    Literal,
    Lookup,
    Not,
    operands,
)

Named = tuple[str, str]  # source of the value or truth, source of the mask


class PartialWriter:
    """Writes statements into ``lines``; what it returns are names or literals."""

    def __init__(self, known: KnownWriter) -> None:
        self.known = known
        self.resolved = known.resolved
        self.lines: list[str] = []
        self._count = 0

    def computed(self) -> None:
        """Write every computed value and its mask."""
        for name, expression in self.resolved.computed.items():
            value, mask = self.expression(expression)
            self.lines += [f"{computed_name(name)} = {value}", f"m_{computed_name(name)} = {mask}"]

    def condition(self, condition: Condition) -> Named:
        """Write a condition and return its truth and mask."""
        match condition:
            case Constant(holds):
                return str(holds), "0"
            case Not(part):
                truth, mask = self.condition(part)
                return self._assign(f"None if {truth} is None else not {truth}"), mask
            case All(parts) | Any(parts):
                return self._join(parts, "False" if isinstance(condition, All) else "True")
            case Compare(left, operator, right):
                return self._compare(left, operator, right)
        raise TypeError("tables are expanded before")

    def expression(self, expression: Expression) -> Named:
        """Write an expression and return its value and mask."""
        match expression:
            case Literal():
                return self.known.expression(expression), "0"
            case InputRef(name):
                if name in self.resolved.defaults:
                    return input_name(name), "0"
                bit = 1 << list(self.resolved.rule.inputs).index(name)
                return input_name(name), f"({bit} if {input_name(name)} is UNKNOWN else 0)"
            case ComputedRef(name):
                return computed_name(name), f"m_{computed_name(name)}"
            case Choose(branches, otherwise):
                return self._choose(branches, otherwise)
            case Lookup(table, match, column):
                named = [self.expression(each) for _, each in match]
                keys = ", ".join(value for value, _ in named)
                rows = lookup_rows(self.known.constants, table, match, column)
                return self._strict(named, f"first_match({rows}, {keys})", null=False)
            case Joined(parts):
                named = [self.expression(part) for part in parts]
                inner = "".join(f"*({value} or ()), " for value, _ in named)
                return self._strict(named, f"({inner})", null=False)
        named = [self.expression(each) for each in operands(expression)]
        integer = self.known.is_integer(expression)
        operation = operation_source(expression, [value for value, _ in named], integer)
        return self._strict(named, operation, null=True)

    def _assign(self, source: str) -> str:
        self._count += 1
        self.lines.append(f"t{self._count} = {source}")
        return f"t{self._count}"

    def _strict(self, named: list[Named], operation: str, null: bool) -> Named:
        unknown = _any_is("UNKNOWN", [value for value, _ in named])
        if null:
            nothing = _any_is("None", [value for value, _ in named])
            operation = f"None if {nothing} else {operation}"
        masks = " | ".join(mask for _, mask in named) or "0"
        return self._assign(f"UNKNOWN if {unknown} else {operation}"), self._assign(masks)

    def _join(self, parts: tuple[Condition, ...], wins: str) -> Named:
        named = [self.condition(part) for part in parts]
        winning = " or ".join(f"{truth} is {wins}" for truth, _ in named)
        unknown = " or ".join(f"{truth} is None" for truth, _ in named)
        loses = "True" if wins == "False" else "False"
        truth = self._assign(f"{wins} if {winning} else None if {unknown} else {loses}")
        masks = " | ".join(mask for _, mask in named)
        return truth, self._assign(f"{masks} if {truth} is None else 0")

    def _compare(self, left: Expression, operator: str, right: Expression) -> Named:
        (one, first), (other, second) = self.expression(left), self.expression(right)
        symbol = SYMBOL[operator]
        test = f"{one} {symbol} {other}"
        if operator in MEMBERSHIP:
            test = f"{one} {symbol} ({other} or ())"
        elif operator not in EQUALITY:
            test = f"not ({_any_is('None', [one, other])}) and {test}"
        truth = self._assign(f"None if {_any_is('UNKNOWN', [one, other])} else ({test})")
        return truth, self._assign(f"{first} | {second}")

    def _choose(
        self, branches: tuple[tuple[Condition, Expression], ...], otherwise: Expression
    ) -> Named:
        named = [(self.condition(test), self.expression(value)) for test, value in branches]
        last, last_mask = self.expression(otherwise)
        self._count += 1
        values, mask = f"v{self._count}", f"n{self._count}"
        self.lines += [f"{values} = []", f"{mask} = 0"]
        indent = ""
        for (truth, first), (value, second) in named:
            self.lines += [
                f"{indent}if {truth} is not False:",
                f"{indent}    {values}.append({value}); {mask} |= {first} | {second}",
                f"{indent}if {truth} is not True:",
            ]
            indent += "    "
        self.lines.append(f"{indent}{values}.append({last}); {mask} |= {last_mask}")
        value = self._assign(f"agree({values})")
        return value, self._assign(f"{mask} if {value} is UNKNOWN else 0")


def _any_is(what: str, values: list[str]) -> str:
    """Return a test whether a value is UNKNOWN or None; no literal is, and Python warns of it."""
    tests = [f"{value} is {what}" for value in values if value.isidentifier()]
    return " or ".join(tests) or "False"
