"""What Lighthouse says of home and a guide, as on a phone with a slow line; medians of rounds."""

from __future__ import annotations

import statistics
from collections.abc import Mapping

from benchmarks.weight import Row
from tests.lighthouse import PAGES, Judged, judge

ROUNDS = 3
TARGETS: Mapping[str, int] = {
    "performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100,
}  # fmt: skip


def points(address: str) -> list[Row]:
    """Return for each page the medians of its points, the targets, and whether they are met."""
    rounds = [judge([address + page for page in PAGES], tuple(TARGETS)) for _ in range(ROUNDS)]
    return [_row(page, [each[at] for each in rounds]) for at, page in enumerate(PAGES)]


def _row(page: str, judged: list[Judged]) -> Row:
    medians = {name: statistics.median(each.scores[name] for each in judged) for name in TARGETS}
    met = all(medians[name] >= least for name, least in TARGETS.items())
    seen = " / ".join(f"{each:.0f}" for each in medians.values())
    spread = ", ".join(str(each.scores["performance"]) for each in judged)
    if not met:
        for each in judged:
            print(page, *each.lost, *each.warnings, sep="\n  ")
    return f"Lighthouse {page}", f"{seen} (performance: {spread})", "≥ 95 / 100 / 100 / 100", met
