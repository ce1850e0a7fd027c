"""Types of values: what may be given for an input, and the one normal form it is compared in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from rules_engine.model.iso_codes import COUNTRIES, CURRENCIES
from rules_engine.problems import near

Kind = Literal[
    "boolean", "integer", "decimal", "date", "text", "choice", "country", "currency", "email",
    "iban", "list", "table", "amounts", "null",
]  # fmt: skip

# A value in normal form. Tables are tuples of mappings, lists are tuples.
Value: TypeAlias = (
    "bool | int | Decimal | date | str | tuple[object, ...] | Mapping[str, object] | None"
)

NUMBERS = frozenset({"integer", "decimal"})
ORDERED = NUMBERS | {"date"}

# Wide enough for any contract and for redemption periods, narrow enough to catch a mistyped year.
FIRST_DATE, LAST_DATE = date(1900, 1, 1), date(2999, 12, 31)
MAX_INTEGER = 10**9
MAX_TEXT = 254

# Compiled on first use, by ``re`` itself: most decisions need none of them.
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DECIMAL = r"-?[0-9]{1,15}(\.[0-9]{1,10})?"
_EMAIL = r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+"
_SURROGATE = "[\ud800-\udfff]"
_IBAN = r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}"


class Refused(ValueError):
    """A value that does not fit its type; the text says what was given and what is allowed."""


class ValueType(NamedTuple):
    """A type with its limits. ``choice_set`` names the shared set that ``choices`` come from.

    No dataclass, because every start of the command line makes this class.
    """

    kind: Kind
    choices: tuple[str, ...] = ()
    choice_set: str | None = None
    minimum: int | Decimal | None = None
    maximum: int | Decimal | None = None
    nullable: bool = False
    checksum: bool = False
    item: ValueType | None = None
    columns: Mapping[str, ValueType] = MappingProxyType({})

    def normalise(self, value: object) -> Value:
        """Return ``value`` in normal form; raise ``Refused`` where it does not fit."""
        if value is None:
            if self.nullable:
                return None
            raise Refused(f"null is not allowed; allowed: {self.allowed}.")
        return _NORMALISE[self.kind](self, value)

    @property
    def allowed(self) -> str:
        """What may be given, in words for an error message."""
        if self.kind == "choice":
            words = "one of " + ", ".join(self.choices)
        elif self.kind in NUMBERS:
            words = (
                "a whole number" if self.kind == "integer" else 'an exact number such as "12.50"'
            )
            if self.minimum is not None:
                words += f", at least {self.minimum}"
            if self.maximum is not None:
                words += f", at most {self.maximum}"
        else:
            words = _ALLOWED[self.kind]
        return words + (" or null" if self.nullable else "")


_ALLOWED: Mapping[str, str] = {
    "boolean": "true or false",
    "date": f'a date such as "2026-01-31", from {FIRST_DATE} to {LAST_DATE}',
    "text": f"a text of at most {MAX_TEXT} characters",
    "country": "a country code of two letters (ISO 3166-1)",
    "currency": "a currency code of three letters (ISO 4217)",
    "email": "an e-mail address",
    "iban": "an IBAN",
    "list": "a list",
    "table": "a list of rows",
    "amounts": "one amount for each currency",
    "null": "null",
}


def _refuse(value_type: ValueType, value: object, hint: str = "") -> Refused:
    if isinstance(value, list | tuple | Mapping):  # may be as deep as JSON can be
        given = "an object" if isinstance(value, Mapping) else "a list"
    else:
        given = repr(value)
        given = given if len(given) <= 60 else f"{given[:57]}..."
    return Refused(f"{given} is not allowed; allowed: {value_type.allowed}.{hint}")


def _boolean(value_type: ValueType, value: object) -> Value:
    if value is True or value is False:
        return value
    quoted = value in ("true", "false")
    raise _refuse(value_type, value, " Write it without quotes." if quoted else "")


def _within(value_type: ValueType, number: int | Decimal, value: object) -> Value:
    low, high = value_type.minimum, value_type.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        raise _refuse(value_type, value, " It is out of range.")
    return number


def _integer(value_type: ValueType, value: object) -> Value:
    if isinstance(value, Decimal) and _is_short(value) and value == value.to_integral_value():
        value = int(value)  # in JSON 3.0 is the number 3
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > MAX_INTEGER:
        raise _refuse(value_type, value)
    return _within(value_type, value, value)


def _decimal(value_type: ValueType, value: object) -> Value:
    if isinstance(value, str) and re.fullmatch(_DECIMAL, value.strip()):
        number = Decimal(value.strip())
    elif isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        number = Decimal(value)
    elif isinstance(value, Decimal) and _is_short(value) and re.fullmatch(_DECIMAL, f"{value:f}"):
        number = value
    else:  # a float among them: its binary digits are not what was written
        raise _refuse(value_type, value)
    return _within(value_type, number + 0 if number else Decimal(0), value)


def _is_short(number: Decimal) -> bool:
    """Whether all its digits can be written out: 1E999999999 has a gigabyte of them."""
    return number.is_finite() and abs(number.adjusted()) < 40 and len(number.as_tuple().digits) < 40


def normal_date(value: object) -> date:
    """Return a date or its text as a date; raise ``Refused`` where it is none."""
    return _date(ValueType("date"), value)


def _date(value_type: ValueType, value: object) -> date:
    day = None
    if isinstance(value, date) and not isinstance(value, datetime):
        day = value
    elif isinstance(value, str) and re.fullmatch(_DATE, value.strip()):
        try:
            day = date.fromisoformat(value.strip())
        except ValueError as error:
            raise _refuse(value_type, value, " There is no such day.") from error
    if day is None or not FIRST_DATE <= day <= LAST_DATE:
        raise _refuse(value_type, value)
    return day


def _string(value_type: ValueType, value: object) -> str:
    if isinstance(value, str) and len(value) <= 4 * MAX_TEXT:
        text = _composed(value)
        if len(text) <= MAX_TEXT and not re.search(_SURROGATE, text):
            return text
    raise _refuse(value_type, value)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())


def _code(value_type: ValueType, value: object) -> str:
    """Return a text of ASCII characters in capitals; 'ß' would become 'SS', which is a country."""
    text = _string(value_type, value)
    if not text.isascii():
        raise _refuse(value_type, value)
    return text.upper()


def _text(value_type: ValueType, value: object) -> Value:
    return _string(value_type, value)


def _choice(value_type: ValueType, value: object) -> Value:
    text = _string(value_type, value)
    if text not in value_type.choices:
        raise _refuse(value_type, value, near(text, value_type.choices))
    return text


def _country(value_type: ValueType, value: object) -> Value:
    code = _code(value_type, value)
    if code not in COUNTRIES:
        raise _refuse(value_type, value, " Did you mean 'GB'?" if code == "UK" else "")
    return code


def _currency(value_type: ValueType, value: object) -> Value:
    code = _code(value_type, value)
    if code not in CURRENCIES:
        raise _refuse(value_type, value)
    return code


def _email(value_type: ValueType, value: object) -> Value:
    address = _composed(_string(value_type, value).lower())
    if not re.fullmatch(_EMAIL, address) or len(address) > MAX_TEXT:
        raise _refuse(value_type, value)
    return address


def _iban(value_type: ValueType, value: object) -> Value:
    iban = "".join(_code(value_type, value).split())
    if not re.fullmatch(_IBAN, iban):
        raise _refuse(value_type, value)
    if value_type.checksum and not has_valid_check_digits(iban):
        raise _refuse(value_type, value, " Its check digits are wrong.")
    return iban


def has_valid_check_digits(iban: str) -> bool:
    """Return whether a normalised IBAN passes the mod-97 check of ISO 13616."""
    digits = "".join(str(int(char, 36)) for char in iban[4:] + iban[:4])
    return int(digits) % 97 == 1


def _list(value_type: ValueType, value: object) -> Value:
    if not isinstance(value, list | tuple) or value_type.item is None:
        raise _refuse(value_type, value)
    return tuple(value_type.item.normalise(item) for item in value)


def _table(value_type: ValueType, value: object) -> Value:
    if not isinstance(value, list | tuple):
        raise _refuse(value_type, value)
    rows: list[dict[str, object]] = []
    for row in value:
        if not isinstance(row, Mapping) or set(row) != set(value_type.columns):
            columns = ", ".join(value_type.columns)
            raise Refused(f"a row of this table needs exactly the columns {columns}")
        rows.append({key: kind.normalise(row[key]) for key, kind in value_type.columns.items()})
    return tuple(rows)


def _amounts(value_type: ValueType, value: object) -> Value:
    if not isinstance(value, Mapping) or not value:
        raise _refuse(value_type, value)
    currency, amount = ValueType("currency"), ValueType("decimal")
    return {str(currency.normalise(key)): amount.normalise(each) for key, each in value.items()}


def _null(value_type: ValueType, value: object) -> Value:
    raise _refuse(value_type, value)


_NORMALISE: Mapping[str, Callable[[ValueType, object], Value]] = {
    "boolean": _boolean, "integer": _integer, "decimal": _decimal, "date": _date, "text": _text,
    "choice": _choice, "country": _country, "currency": _currency, "email": _email, "iban": _iban,
    "list": _list, "table": _table, "amounts": _amounts, "null": _null,
}  # fmt: skip
