"""Files written beside the place where they belong, and moved there once all of them are whole."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from knowledge_base.bulk.running import unwritable
from rules_engine.problems import refused


@contextmanager
def written_beside(targets: Sequence[Path]) -> Iterator[dict[Path, Path]]:
    """Yield a path to write to for each target; replace the targets at the end, or leave all alone.

    A path that nothing was written to leaves its target alone.
    """
    mark = f"{os.getpid()}.part"
    parts = {each: each.with_name(f".{each.stem}.{mark}{each.suffix}") for each in targets}
    for target, part in parts.items():
        if target.is_dir():
            raise unwritable(f"{target} is a folder")
        try:
            part.touch()
            part.unlink()
        except OSError as error:
            raise unwritable(f"{target} cannot be written: {error.strerror}") from error
    try:
        yield parts
        for target, part in parts.items():
            if part.exists():
                part.replace(target)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def check_apart(paths: Sequence[Path]) -> None:
    """Raise ``ProblemsFound`` where two of the files of a run are the same."""
    seen: set[Path] = set()
    for each in paths:
        where = each.resolve()
        if where in seen:
            message = f"{each} is named twice"
            raise refused("KB708", message, "Give what is read and what is written other names.")
        seen.add(where)
