"""The help center of this project, read once for all tests of a process that only look at it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from knowledge_base.loading import load_help_center
from tests.built_site import ROOT

if TYPE_CHECKING:
    from knowledge_base.content.center import HelpCenter


@cache
def help_center(as_of: date) -> HelpCenter:
    """Return the help center as of a day; nobody may change it."""
    return load_help_center(ROOT, as_of)
