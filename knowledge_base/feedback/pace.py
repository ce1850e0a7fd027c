"""How many opinions are taken in a minute, from one sender and from all."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import Counter
from collections.abc import Callable

_WINDOW = 60.0  # seconds


class Pace:
    """Counts senders without knowing them.

    A sender is a hash with a salt that nobody keeps, in memory alone; both are forgotten after a
    minute. What all may send together bounds the memory, and what a flood can write.
    """

    def __init__(
        self, each: int = 12, together: int = 600, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._each = each
        self._together = together
        self._clock = clock
        self._begin()

    def admits(self, sender: str) -> bool:
        """Tell whether one more is taken from a sender, and count it if so."""
        if self._clock() - self._began >= _WINDOW:
            self._begin()
        name = hashlib.blake2b(sender.encode(), key=self._salt, digest_size=16).digest()
        if self._counted[name] >= self._each or self._taken >= self._together:
            return False
        self._counted[name] += 1
        self._taken += 1
        return True

    def _begin(self) -> None:
        self._began = self._clock()
        self._salt = secrets.token_bytes(32)
        self._counted: Counter[bytes] = Counter()
        self._taken = 0
