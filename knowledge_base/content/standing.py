"""What is known of a text beside its words: whether it still says what its source says.

Plain data, made by ``knowledge_base.translation`` and read by pages and checks. A text without a
standing is current.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge_base.content.units import Unit

# How much a text changed: a slip was mended; it is said otherwise; it says something else.
Level = Literal["minor", "medium", "major"]
# What a reader is told of a text.
Doubt = Literal["outdated", "machine"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Why a text is to be looked at.

    ``stale``: how much its source changed since it was made (never ``minor``, which stales
    nothing). ``verify``: the rules whose logic changed since. ``machine``: translated by a machine
    and accepted by nobody yet.
    """

    stale: Level | None = None
    verify: tuple[str, ...] = ()
    machine: bool = False

    @property
    def doubt(self) -> Doubt | None:
        """What a reader should know before relying on the text, or None."""
        if self.stale == "major":
            return "outdated"
        return "machine" if self.machine else None


# By language, then by text; only texts that are not plainly current.
Standings = Mapping[str, Mapping[Unit, Standing]]
