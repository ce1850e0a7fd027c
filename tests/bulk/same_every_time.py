"""Hypothesis: the same examples on every run, no limit on the time of one, nothing kept."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import HealthCheck

SAME: Final[dict[str, Any]] = {
    "derandomize": True,
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}
