"""The browser of the tests, and how it is started."""

from __future__ import annotations

import functools
import os
import subprocess
import sys

from tests.built_site import ROOT

# Nothing but the pages under test may cause a request.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@functools.cache
def chromium() -> str:
    """Return the path of Chromium, installed where there was none."""
    if named := os.environ.get("KB_CHROMIUM"):
        return named
    find = [sys.executable, str(ROOT / "tools" / "find_chromium")]
    done = subprocess.run(find, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()
