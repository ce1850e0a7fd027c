"""Where the project is, and for which day it is asked."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from knowledge_base.clock import today
from rules_engine.problems import refused

if TYPE_CHECKING:
    from pathlib import Path

    import click

ROOT = "knowledge_base.root"


def find_root(given: str | None) -> str:
    """Return the folder that holds ``rules`` and ``docs``; raise ``ProblemsFound`` without one."""
    given = given or os.environ.get("KB_ROOT")
    here = os.getcwd()
    for folder in [given] if given else _upwards(here):
        if os.path.isdir(os.path.join(folder, "rules")) and os.path.isdir(
            os.path.join(folder, "docs")
        ):
            return os.path.abspath(folder)
    where = given or f"{here} or above it"
    raise refused(
        "KB001",
        f"there is no project in {where}",
        "Change into its folder, or name it with --root.",
    )


def _upwards(folder: str) -> list[str]:
    found = [folder]
    while (parent := os.path.dirname(found[-1])) != found[-1]:
        found.append(parent)
    return found


def unwind_when_terminated() -> None:
    """Let SIGTERM end a command as Ctrl+C does, so that nothing half-made stays behind."""
    import signal

    signal.signal(signal.SIGTERM, signal.default_int_handler)


def project_root(ctx: click.Context) -> Path:
    """Return the root that the command line names."""
    from pathlib import Path  # slow to load, and ``kb decide`` does without

    return Path(ctx.meta[ROOT]())


def rules_folder(ctx: click.Context) -> str:
    """Return the folder of the rules."""
    return os.path.join(ctx.meta[ROOT](), "rules")


def as_of_date(text: str | None) -> date:
    """Return the date that the command line names, or today."""
    from rules_engine.json_facts import read_date

    return today() if text is None else read_date(text)
