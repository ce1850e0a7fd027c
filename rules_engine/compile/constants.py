"""Names for values in generated code: what has no literal of its own is bound by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal


class Constants:
    """Values by the name that generated code uses; equal values share a name."""

    def __init__(self) -> None:
        self.by_name: dict[str, str] = {}

    def source(self, value: object) -> str:
        """Return Python source for a value: a literal, or the name it is bound to."""
        if value is None or isinstance(value, bool | int | str):
            return repr(value)
        if isinstance(value, Decimal):
            return self.call(f"Decimal({str(value)!r})")
        if isinstance(value, date):
            return self.call(f"date({value.year}, {value.month}, {value.day})")
        if isinstance(value, dict):
            inner = ", ".join(f"{key!r}: {self.source(each)}" for key, each in value.items())
            return self.call(f"{{{inner}}}")
        if isinstance(value, tuple | list):
            return self.call(f"({''.join(self.source(item) + ', ' for item in value)})")
        raise TypeError(f"no source for {value!r}")

    def call(self, source: str) -> str:
        """Return a name bound to what ``source`` evaluates to."""
        for name, known in self.by_name.items():
            if known == source:
                return name
        name = f"K{len(self.by_name)}"
        self.by_name[name] = source
        return name
