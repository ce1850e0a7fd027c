"""Types of the engine as JSON Schema (2020-12), as clients and their generators read it.

A schema says the normal form of a value. The engine also takes what is the same in another writing:
a country in small letters, spaces in an IBAN.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rules_engine.model.iso_codes import COUNTRIES, CURRENCIES
from rules_engine.model.value_types import MAX_INTEGER, MAX_TEXT

if TYPE_CHECKING:
    from datetime import date

    from knowledge_base.content.words import RuleWords
    from rules_engine.model.value_types import ValueType

Schema = dict[str, Any]

# What Python calls white space, and the expressions of JSON Schema do not, is named.
_SPACE = r"\s\u001c-\u001f\u0085"
_EMAIL = rf"^[^@{_SPACE}]+@[^@.{_SPACE}]+(\.[^@.{_SPACE}]+)+$"
_IBAN = "^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$"
_DIGITS = r"[0-9]{1,15}(\.[0-9]{1,10})?$"
_LARGEST = 10**15 - 1


def date_schema(first_year: int = 1900) -> Schema:
    """Return the schema of a date from a year on; later than 2999 there is none."""
    return {"type": "string", "format": "date", "pattern": f"^({_years(first_year)})-"}


def _years(first: int) -> str:
    """Return a pattern of the years from ``first`` to 2999."""
    thousand, hundred, ten, one = (int(digit) for digit in str(max(first, 1000)))
    parts = [f"{thousand}{hundred}{ten}[{one}-9]"]
    if ten < 9:
        parts.append(f"{thousand}{hundred}[{ten + 1}-9][0-9]")
    if hundred < 9:
        parts.append(f"{thousand}[{hundred + 1}-9][0-9]{{2}}")
    if thousand < 2:
        parts.append("2[0-9]{3}")
    return "|".join(parts)


def value_schema(value_type: ValueType, shared: str) -> Schema:
    """Return the schema of values of a type; ``shared`` is where shared schemas stand."""
    found = _schema(value_type, shared)
    if not value_type.nullable:
        return found
    if "type" not in found:
        return {"anyOf": [found, {"type": "null"}]}
    if "enum" in found:
        found["enum"] = [*found["enum"], None]
    kinds = found["type"] if isinstance(found["type"], list) else [found["type"]]
    return {**found, "type": [*kinds, "null"]}


def _schema(value_type: ValueType, shared: str) -> Schema:
    low, high = value_type.minimum, value_type.maximum
    match value_type.kind:
        case "boolean":
            return {"type": "boolean"}
        case "integer":
            least = -MAX_INTEGER if low is None else int(low)
            most = MAX_INTEGER if high is None else int(high)
            return {"type": "integer", "minimum": least, "maximum": most}
        case "decimal":
            # As text, because many languages read numbers in JSON as binary fractions.
            sign = "-?" if low is None or low < 0 else ""
            limits = {"minimum": _LARGEST * -1 if low is None else int(low),
                      "maximum": _LARGEST if high is None else int(high)}  # fmt: skip
            digits = r"(0(\.[0-9]{1,10})?|1(\.0{1,10})?)$" if (low, high) == (0, 1) else _DIGITS
            return {"type": ["string", "number"], "pattern": f"^{sign}{digits}", **limits}
        case "date":
            return date_schema()
        case "choice":
            return {"type": "string", "enum": list(value_type.choices)}
        case "country" | "currency":
            return {"$ref": f"{shared}{value_type.kind.capitalize()}"}
        case "email":
            # No format: addresses in the scripts of the world are taken too.
            return {"type": "string", "pattern": _EMAIL, "maxLength": MAX_TEXT}
        case "iban":
            return {"type": "string", "format": "iban", "pattern": _IBAN}
        case "list" if value_type.item is not None:
            return {"type": "array", "items": value_schema(value_type.item, shared)}
    return {"type": "string", "maxLength": MAX_TEXT}


def facts_schema(words: RuleWords, shared: str) -> Schema:
    """Return the schema of the facts of a rule, in the words of a language.

    Nothing is required: what is left out is unknown.
    """
    return {
        "type": "object",
        "title": words.question.text,
        "properties": {
            name: {
                **value_schema(each.type, shared),
                "title": words.label(name).text,
                "description": words.ask(name).text,
            }
            for name, each in words.rule.inputs.items()
        },
        "additionalProperties": False,
    }


def shared_schemas() -> Mapping[str, Schema]:
    """Return the schemas that many others refer to."""
    return {
        "Country": {
            "type": "string",
            "description": "ISO 3166-1, two letters",
            "enum": sorted(COUNTRIES),
        },
        "Currency": {
            "type": "string",
            "description": "ISO 4217, three letters",
            "enum": sorted(CURRENCIES),
        },
    }


def first_year(starts: list[date]) -> int:
    """Return the first year whose every day is one of a time that begins at one of ``starts``."""
    start = min(starts)
    return max(1900, start.year if (start.month, start.day) == (1, 1) else start.year + 1)
