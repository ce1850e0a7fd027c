"""``make lighthouse``: what pages of the built site weigh, and what Lighthouse says of them.

Exit code 1 where a target is missed. Points for speed depend on the machine: a busy one is slower.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks.lighthouse import ROUNDS, points
from benchmarks.weight import weigh
from tests.built_site import build, served


def main() -> int:
    """Build the site, measure it, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        done = build(site, "--strict")
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 2
        with served(site) as address:
            rows = [*weigh(site, address), *points(address)]
    cores, load = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    print(
        f"{platform.machine()}, {cores} cores, load {load:.1f}; Lighthouse: medians of {ROUNDS}\n"
    )
    width = max(len(row[0]) for row in rows)
    for what, seen, target, met in rows:
        print(f"{what:{width}}  {seen:70}  {target}{'' if met else '  MISSED'}")
    return 0 if all(row[3] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
