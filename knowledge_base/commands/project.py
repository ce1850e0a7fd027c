"""Where the project is, and what day it is: the two things that only the border asks."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from rules_engine.problems import Problem, ProblemsFound

ROOT = "knowledge_base.root"

# The day of a decision is the day at the provider's seat, whatever the machine's own zone.
BUSINESS_ZONE = "Europe/Zurich"


def find_root(given: str | None) -> Path:
    """Return the folder that holds ``rules`` and ``docs``; raise ``ProblemsFound`` without one."""
    given = given or os.environ.get("KB_ROOT")
    candidates = [Path(given)] if given else [Path.cwd(), *Path.cwd().parents]
    for folder in candidates:
        if (folder / "rules").is_dir() and (folder / "docs").is_dir():
            return folder
    where = given or "this folder or above it"
    raise ProblemsFound(
        [
            Problem(
                "",
                0,
                0,
                "KB001",
                f"there is no project in {where}",
                "Change into its folder, or name it with --root.",
            )
        ]
    )


def project_root(ctx: click.Context) -> Path:
    """Return the root that the command line names."""
    root: Path = ctx.meta[ROOT]()
    return root


def today() -> date:
    """Return today's date in the business zone: the only place where the clock is read."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(BUSINESS_ZONE)).date()


def as_of_date(text: str | None) -> date:
    """Return the date that the command line names, or today."""
    from rules_engine.json_facts import read_date

    return today() if text is None else read_date(text)
