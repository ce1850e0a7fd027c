"""Lighthouse on pages of the built site, with the Chromium of the tests."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.chromium import QUIET, chromium
from tests.node_engines import NODE, beside_python, install_node_engines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Home and one guide, in two languages; the guide is the heaviest, with checkers and drawings.
PAGES = ("/", "/fr/", "/security/disable-two-factor/", "/fr/security/disable-two-factor/")


@dataclass(frozen=True, slots=True)
class Judged:
    """What Lighthouse says of a page: scores from 0 to 100, what cost points, and its metrics."""

    scores: Mapping[str, int]
    lost: Sequence[str]
    metrics: Mapping[str, str]
    warnings: Sequence[str]


def judge(pages: Sequence[str], categories: Sequence[str]) -> list[Judged]:
    """Return what Lighthouse says of full addresses, as on a phone with a slow line."""
    install_node_engines()
    request = {"chromium": chromium(), "flags": QUIET, "categories": categories, "pages": pages}
    done = subprocess.run(
        [beside_python("node"), NODE / "lighthouse.mjs"],
        input=json.dumps(request),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [Judged(**each) for each in json.loads(done.stdout)]
