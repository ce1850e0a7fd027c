"""Values of any type in the words of a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from knowledge_base.content.formats import Formats, is_duration
from rules_engine.model.value_types import ValueType

if TYPE_CHECKING:
    from rules_engine.model.rule import Rule
    from rules_engine.model.value_types import Value

# Types whose values have no short form that fits a sentence.
UNSPEAKABLE = frozenset({"table", "amounts"})


@dataclass(frozen=True, slots=True)
class ValueWords:
    """Puts values into words. ``furniture`` gives a string of the site, ``choice`` a choice."""

    formats: Formats
    furniture: Callable[[str], str]
    choice: Callable[[ValueType, str], str]

    def words(self, value_type: ValueType, value: Value, unit: str | None = None) -> str:
        """Return a value in words.

        ``unit`` of a number is ``ratio`` (0.20 is 20%), ``percent``, a duration such as ``months``,
        a currency code, or anything else for the bare number.
        """
        if value is None:
            return self.furniture("answers.none")
        match value_type.kind:
            case "boolean":
                return self.furniture("answers.affirmative" if value else "answers.negative")
            case "integer" | "decimal":
                return self._number(cast("int | Decimal", value), unit)
            case "date":
                return self.formats.date(cast("date", value))
            case "choice":
                return self.choice(value_type, cast("str", value))
            case "country":
                return self.formats.country(cast("str", value))
            case "currency":
                return self.formats.currency(cast("str", value))
            case "iban":
                return self.formats.iban(cast("str", value))
            case "list" if value_type.item is not None:
                return self.formats.all_of(self.each(value_type.item, value, unit))
        return str(value)

    def each(self, item: ValueType, values: Value, unit: str | None = None) -> list[str]:
        """Return the words of every item of a list."""
        return [
            self.words(item, cast("Value", value), unit)
            for value in cast("tuple[object, ...]", values)
        ]

    def _number(self, number: int | Decimal, unit: str | None) -> str:
        if unit == "ratio":
            return self.formats.percentage(Decimal(number))
        if unit == "percent":
            return self.formats.percentage(Decimal(number) / 100)
        if unit is not None and is_duration(unit):
            return self.formats.duration(number, unit)
        if unit is not None and unit.isupper():
            return self.formats.money(Decimal(number), unit)
        return self.formats.number(number)


def unit_of(rule: Rule, name: str, facts: Mapping[str, Value]) -> str | None:
    """Return the unit of a number of a rule: its name ends with it, or it is an amount.

    A contract names its numbers so: ``…_rate`` is a ratio, ``…_percent`` a percentage, ``…_months``
    and ``…_days`` durations. Any other decimal is an amount in the currency that the facts give for
    it: ``currency_paid`` for ``amount_paid``, else the one ``currency``.
    """
    ending = name.rpartition("_")[2]
    if ending in ("rate", "percent"):
        return "ratio" if ending == "rate" else "percent"
    if is_duration(ending):
        return ending
    declared = rule.inputs.get(name) or rule.values.get(name)
    if declared is None or declared.type.kind != "decimal":
        return None
    for currency in (f"currency_{ending}", "currency"):
        if isinstance(code := facts.get(currency), str):
            return code
    return None


def type_of(value: Value) -> ValueType:
    """Return the type that a value shows by itself, where none is declared."""
    if isinstance(value, bool):
        return ValueType("boolean")
    if isinstance(value, date):
        return ValueType("date")
    if isinstance(value, int):
        return ValueType("integer")
    if isinstance(value, Decimal):
        return ValueType("decimal")
    if isinstance(value, tuple):
        first = cast("Value", value[0]) if value else None
        return ValueType("list", item=type_of(first))
    return ValueType("text")
