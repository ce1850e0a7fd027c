"""Where things are kept that can be made anew at any time."""

from __future__ import annotations

import os


def cache_folder() -> str:
    """Return the folder of the cache: ``KB_CACHE``, or the user's own cache folder."""
    if chosen := os.environ.get("KB_CACHE"):
        return chosen
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "knowledge-base")
