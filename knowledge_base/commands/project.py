"""Where the project is, and for which day it is asked."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from knowledge_base.clock import today
from rules_engine.problems import Problem, ProblemsFound

ROOT = "knowledge_base.root"


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


def as_of_date(text: str | None) -> date:
    """Return the date that the command line names, or today."""
    from rules_engine.json_facts import read_date

    return today() if text is None else read_date(text)
