"""Facts in normal form, in SQL: what ``ValueType.normalise`` does, for whole columns.

A value that does not fit is NULL here, and so is one that is unknown; ``fits`` tells them apart.
What a typed column can never hold is not looked for: DuckDB drops such a test altogether.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from knowledge_base.bulk.sql_text import text, texts
from rules_engine.model.iso_codes import COUNTRIES, CURRENCIES
from rules_engine.model.value_types import FIRST_DATE, LAST_DATE, MAX_INTEGER, MAX_TEXT

if TYPE_CHECKING:
    from rules_engine.model.value_types import ValueType

_INTEGERS = frozenset({
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT",
    "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
})  # fmt: skip
_NARROW = frozenset({"TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT"})
_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
_MOST_PLACES = 10
_ALL_DIGITS = (15, _MOST_PLACES)

# What Python strips from the ends of a text: the characters of str.isspace().
_BLANKS = "".join(
    map(chr, [*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B),
              0x2028, 0x2029, 0x202F, 0x205F, 0x3000])
)  # fmt: skip
_ASCII_BLANKS = r"\t\n\v\f\r\x1c-\x20"
_EMAIL = rf"[^@{_ASCII_BLANKS}X]+@[^@{_ASCII_BLANKS}X.]+(\.[^@{_ASCII_BLANKS}X.]+)+".replace(
    "X", "".join(each for each in _BLANKS if ord(each) > 127)
)


class NormalForm(NamedTuple):
    """A column in normal form, and the condition under which its values fit (None: always).

    ``singly`` tells the values that do not fit here, but do in a single decision (None: there are
    none).
    """

    value: str
    fits: str | None = None
    singly: str | None = None


def column_fits(kind: ValueType, column_type: str, *, csv: bool) -> bool:
    """Return whether a column of a type can hold values of an input at all.

    A column of binary floats never can: its digits are not those that were written. Text stands for
    booleans and whole numbers in CSV alone, which has nothing else.
    """
    decimal = _DECIMAL.fullmatch(column_type)
    is_text = column_type == "VARCHAR" or column_type.startswith("ENUM(")
    if column_type == '"NULL"':
        return True
    match kind.kind:
        case "boolean":
            return column_type == "BOOLEAN" or (csv and is_text)
        case "integer":
            return column_type in _INTEGERS or (csv and is_text)
        case "decimal":
            short = decimal is not None and int(decimal[2]) <= _MOST_PLACES
            return short or column_type in _INTEGERS or is_text
        case "date":
            return column_type == "DATE" or is_text
        case "text" | "choice" | "country" | "currency" | "email" | "iban":
            return is_text
    return False


def normal_form(
    kind: ValueType, column: str, column_type: str, digits: tuple[int, int] = _ALL_DIGITS
) -> NormalForm:
    """Return the SQL of an input from the SQL of its column, which ``column_fits``.

    ``digits`` are those that the rule can compute with, before and after the point.
    """
    if column_type == '"NULL"':
        return NormalForm("CAST(NULL AS VARCHAR)")
    if column_type.startswith("ENUM("):
        column = f"CAST({column} AS VARCHAR)"
        column_type = "VARCHAR"
    return _FORMS[kind.kind](kind, column, column_type, digits)


Form = Callable[["ValueType", str, str, tuple[int, int]], NormalForm]


def _or_null(column: str, test: str) -> str:
    return f"({column} IS NULL OR {test})"


def _where(value: str, test: str, column: str) -> NormalForm:
    """Return ``value`` where ``test`` holds, which is never NULL for a value that is given."""
    return NormalForm(f"CASE WHEN {test} THEN {value} END", _or_null(column, f"({test})"))


def _trimmed(column: str) -> str:
    return f"trim({column}, {text(_BLANKS)})"


def _composed(column: str) -> str:
    return f"nfc_normalize({_trimmed(column)})"


def _boolean(_kind: ValueType, column: str, column_type: str, _: tuple[int, int]) -> NormalForm:
    if column_type == "BOOLEAN":
        return NormalForm(column)
    word = f"lower({_trimmed(column)})"
    value = f"CASE {word} WHEN 'true' THEN true WHEN 'false' THEN false END"
    return NormalForm(value, _or_null(column, f"{word} IN ('true', 'false')"))


def _range(number: str, low: object, high: object) -> str:
    return f"{number} BETWEEN {low} AND {high}"


def _integer(kind: ValueType, column: str, column_type: str, _: tuple[int, int]) -> NormalForm:
    low = max(-MAX_INTEGER, -MAX_INTEGER if kind.minimum is None else int(kind.minimum))
    high = min(MAX_INTEGER, MAX_INTEGER if kind.maximum is None else int(kind.maximum))
    if column_type in _INTEGERS:
        value = column if column_type in _NARROW else f"TRY_CAST({column} AS INTEGER)"
        return NormalForm(value, _or_null(column, _range(column, low, high)))
    word = _trimmed(column)
    number = f"TRY_CAST({word} AS INTEGER)"
    test = f"regexp_full_match({word}, '-?[0-9]+') AND {_range(number, low, high)}"
    return _where(number, f"coalesce({test}, false)", column)


def _decimal(kind: ValueType, column: str, column_type: str, digits: tuple[int, int]) -> NormalForm:
    before, places = digits
    limit = 10**before
    typed = f"DECIMAL({before + places},{places})"
    exact = f"DECIMAL({15 + _MOST_PLACES},{_MOST_PLACES})"
    tests = []
    number = column
    if column_type == "VARCHAR":
        word = _trimmed(column)
        number = f"TRY_CAST({word} AS {exact})"
        tests.append(f"regexp_full_match({word}, '-?[0-9]{{1,15}}([.][0-9]{{1,10}})?')")
    tests.append(f"{number} > -{limit} AND {number} < {limit}")
    if kind.minimum is not None:
        tests.append(f"{number} >= {kind.minimum}")
    if kind.maximum is not None:
        tests.append(f"{number} <= {kind.maximum}")
    scale = _scale(column_type)
    if scale > places:
        tests.append(f"{number} = round({number}, {places})")
    test = f"coalesce({' AND '.join(tests)}, false)"
    found = _where(f"TRY_CAST({number} AS {typed})", test, column)
    if digits == _ALL_DIGITS:
        return found
    return found._replace(singly=_decimal(kind, column, column_type, _ALL_DIGITS).fits)


def _scale(column_type: str) -> int:
    decimal = _DECIMAL.fullmatch(column_type)
    return int(decimal[2]) if decimal else 0 if column_type in _INTEGERS else _MOST_PLACES


def _date(_kind: ValueType, column: str, column_type: str, _: tuple[int, int]) -> NormalForm:
    low, high = f"DATE '{FIRST_DATE}'", f"DATE '{LAST_DATE}'"
    if column_type == "DATE":
        return NormalForm(column, _or_null(column, _range(column, low, high)))
    word = _trimmed(column)
    day = f"TRY_CAST({word} AS DATE)"
    test = f"regexp_full_match({word}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')"
    return _where(day, f"coalesce({test} AND {_range(day, low, high)}, false)", column)


def _short(column: str, words: str) -> str:
    return f"length({column}) <= {4 * MAX_TEXT} AND length({words}) <= {MAX_TEXT}"


def _text(_kind: ValueType, column: str, _type: str, _: tuple[int, int]) -> NormalForm:
    words = _composed(column)
    return _where(words, _short(column, words), column)


def _one_of(column: str, words: str, known: str) -> NormalForm:
    """Return one of the words known; nearly always they are written so already."""
    test = f"{words} IN {known} AND {_short(column, words)}"
    return NormalForm(
        f"CASE WHEN {column} IN {known} THEN {column} WHEN {test} THEN {words} END",
        f"({column} IS NULL OR {column} IN {known} OR ({test}))",
    )


def _choice(kind: ValueType, column: str, _type: str, _: tuple[int, int]) -> NormalForm:
    # An enumeration: DuckDB looks up each word of a dictionary once, and compares numbers.
    choices = f"ENUM{texts(kind.choices)}"
    words = _composed(column)
    composed = f"CASE WHEN {_short(column, words)} THEN {words} END"
    found = f"coalesce(TRY_CAST({column} AS {choices}), TRY_CAST({composed} AS {choices}))"
    return NormalForm(found, _or_null(column, f"{found} IS NOT NULL"))


def _country(_kind: ValueType, column: str, _type: str, _: tuple[int, int]) -> NormalForm:
    return _code(column, COUNTRIES)


def _currency(_kind: ValueType, column: str, _type: str, _: tuple[int, int]) -> NormalForm:
    return _code(column, CURRENCIES)


def _code(column: str, known: frozenset[str]) -> NormalForm:
    # 'ß' must not become 'SS', which is a country: capitals are those of ASCII alone.
    words = _composed(column)
    return _one_of(column, f"CASE WHEN {_is_ascii(words)} THEN upper({words}) END",
                   texts(sorted(known)))  # fmt: skip


def _is_ascii(words: str) -> str:
    return f"strlen({words}) = length({words})"


def _email(_kind: ValueType, column: str, _type: str, _: tuple[int, int]) -> NormalForm:
    words = _composed(column)
    # DuckDB turns every letter alone: 'İ' becomes two in Python, 'Σ' depends on its neighbours.
    address = f"nfc_normalize(lower(replace({words}, 'İ', 'i̇')))"
    test = (
        f"regexp_full_match({address}, {text(_EMAIL)}) AND {_short(column, words)} "
        f"AND length({address}) <= {MAX_TEXT} AND NOT contains({words}, 'Σ')"
    )
    return _where(address, test, column)._replace(singly=f"contains({words}, 'Σ')")


def _iban(kind: ValueType, column: str, _type: str, _: tuple[int, int]) -> NormalForm:
    words = _composed(column)
    iban = f"regexp_replace(upper({words}), '[{_ASCII_BLANKS}]', '', 'g')"
    test = (
        f"{_is_ascii(words)} AND {_short(column, words)} "
        f"AND regexp_full_match({iban}, '[A-Z]{{2}}[0-9]{{2}}[A-Z0-9]{{11,30}}')"
    )
    if kind.checksum:
        test += f" AND {_remainder(iban)} = 1"
    return _where(iban, test, column)


def _remainder(iban: str) -> str:
    """Return what remains of an IBAN modulo 97, in two steps: it may have 68 digits."""
    digits = f"(substr({iban}, 5) || substr({iban}, 1, 4))"
    for number in range(10, 36):
        digits = f"replace({digits}, '{chr(ord('A') + number - 10)}', '{number}')"
    first = f"TRY_CAST(substr({digits}, 1, 34) AS HUGEINT) % 97"
    return f"TRY_CAST(CAST({first} AS VARCHAR) || substr({digits}, 35) AS HUGEINT) % 97"


_FORMS: Mapping[str, Form] = {
    "boolean": _boolean, "integer": _integer, "decimal": _decimal, "date": _date, "text": _text,
    "choice": _choice, "country": _country, "currency": _currency, "email": _email, "iban": _iban,
}  # fmt: skip
