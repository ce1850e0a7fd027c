"""What whoever starts the server decides: the day, who may ask, and how much at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge_base.clock import today
from knowledge_base.http.keys import Keys
from rules_engine.json_facts import MAX_LINE

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Settings:
    """``as_of`` is the day of requests without one (None: today).

    ``allow_origins`` are the sites whose pages may ask from a browser. ``max_body`` and
    ``max_batch`` are bytes, ``patience`` is seconds for whatever is waited for, ``max_requests``
    how many are answered at once. ``feedback`` is the address of the store of readers' opinions
    (None: none are taken).
    """

    as_of: date | None = None
    allow_origins: tuple[str, ...] = ()
    keys: Keys = field(default_factory=Keys)
    max_body: int = MAX_LINE
    max_batch: int = 16 * MAX_LINE
    max_requests: int = 256
    patience: float = 10.0
    feedback: str | None = field(default=None, repr=False)  # it may hold a password

    def day(self) -> date:
        """Return the day of a request that names none."""
        return self.as_of or today()
