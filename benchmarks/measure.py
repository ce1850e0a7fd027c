"""Interleaved rounds: what is compared runs in turn, so that a busy machine troubles all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping

ROUNDS = 15
Contender = Callable[[], object]


def nanoseconds(contenders: Mapping[str, Contender], *, budget: float = 0.02) -> dict[str, float]:
    """Return the median time of one call of each contender, in nanoseconds.

    Each round calls every contender for about ``budget`` seconds, one after the other.
    """
    counts = {name: _calls_within(call, budget) for name, call in contenders.items()}
    rounds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, call in contenders.items():
            rounds[name].append(_time(call, counts[name]) / counts[name])
    return {name: statistics.median(each) * 1e9 for name, each in rounds.items()}


def _calls_within(call: Contender, budget: float) -> int:
    count = 1
    while (spent := _time(call, count)) < budget / 4:
        count *= 4
    return max(1, round(count * budget / spent))


def _time(call: Contender, count: int) -> float:
    loops = range(count)
    start = time.perf_counter()
    for _ in loops:
        call()
    return time.perf_counter() - start
