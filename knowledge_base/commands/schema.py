"""``kb schema``: what an editor needs to help with each text file."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from knowledge_base.clock import today
from knowledge_base.commands.languages import check_language
from knowledge_base.commands.project import project_root, unwind_when_terminated
from knowledge_base.content.editor_lines import SCHEMA_FOLDER
from knowledge_base.content.languages import find_languages
from knowledge_base.translation.schema_folder import keep_schemas
from knowledge_base.translation.state import STATE_FILE
from rules_engine.problems import ProblemsFound

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAUSE = 0.3  # seconds between two looks at the files: a save is seen at once


@click.command()
@click.argument("language", required=False)
@click.option("--watch", is_flag=True, help="Go on, and follow every save until interrupted.")
@click.pass_context
def command(ctx: click.Context, language: str | None, watch: bool) -> None:
    """Write a JSON Schema for each text file of LANGUAGE (default: of every language).

    An editor that knows yaml-language-server then shows the English text with what its references
    stand for today, underlines a lost reference, refuses unknown keys and offers missing ones.
    The schemas are never committed; only what changed is written, and what is stale is removed.
    """
    root = project_root(ctx)
    if language is not None:
        check_language(language, find_languages(root / "docs"))
    chosen = None if language is None else [language]
    if not watch:
        click.echo(_kept(root, chosen))
        return
    unwind_when_terminated()
    try:
        _follow(root, chosen)
    except KeyboardInterrupt:
        click.echo("Stopped.")


def _kept(root: Path, languages: Sequence[str] | None) -> str:
    kept = keep_schemas(root, today(), languages)
    return (
        f"{SCHEMA_FOLDER}: {kept.written} written, {kept.removed} removed, "
        f"{kept.unchanged} already there"
    )


def _follow(root: Path, languages: Sequence[str] | None) -> None:
    """Keep the schemas at every save; a save that breaks something leaves them as they are."""
    seen: dict[Path, tuple[int, int]] | None = None
    while True:
        now = _stamps(root)
        if now != seen:
            seen = now
            try:
                click.echo(_kept(root, languages))
            except ProblemsFound as found:
                first = found.problems[0]
                click.echo(f"kb: {first.in_one_line()} The schemas stay as they are.", err=True)
        time.sleep(_PAUSE)


def _stamps(root: Path) -> dict[Path, tuple[int, int]]:
    """Return size and time of change of every file that schemas are made from."""
    stamps: dict[Path, tuple[int, int]] = {}
    for folder in ("docs", "rules"):
        for path in [*(root / folder).rglob("*.yml"), *(root / folder).rglob(STATE_FILE)]:
            try:
                stat = path.stat()
            except FileNotFoundError:  # an editor is renaming it: seen at the next look
                continue
            stamps[path] = (stat.st_size, stat.st_mtime_ns)
    return stamps
