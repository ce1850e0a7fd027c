"""``kb feedback``: what readers say of the guides."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from knowledge_base.commands.project import project_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge_base.feedback.report import Row

STORE = "KB_FEEDBACK"


def store_address(root: Path) -> str:
    """Return where opinions are kept: as the environment says, else in the project."""
    return os.environ.get(STORE) or f"sqlite:///{root / 'feedback.sqlite'}"


@click.group()
def command() -> None:
    """Report what readers say of the guides."""


@command.command("report")
@click.option(
    "--from", "address", metavar="ADDRESS", help=f"Store to read (default: {STORE}, or kb serve's)."
)
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a page for the team.",
)
@click.pass_context
def report_command(
    ctx: click.Context, address: str | None, form: str | None, page: Path | None
) -> None:
    """Say which guides help least, why, and whether their text was changed since.

    Guides are sorted by the share of readers not helped at the least (Wilson's lower bound, 95 %),
    so that few answers weigh little. Texts that were changed since come last, and are marked.
    """
    if form is not None and page is not None:
        raise click.UsageError("give one of --csv, --json and --html FILE", ctx)
    from knowledge_base.clock import today
    from knowledge_base.commands.api import check_installed
    from knowledge_base.loading import load_help_center

    check_installed()
    from knowledge_base.feedback.report import report
    from knowledge_base.feedback.report_forms import as_csv, as_json
    from knowledge_base.feedback.report_page import report_page
    from knowledge_base.feedback.store import open_store

    root, day = project_root(ctx), today()
    store = open_store(address or store_address(root), make=False)
    try:
        rows = report(store, load_help_center(root, day))
    finally:
        store.close()
    if form == "csv":
        click.echo(as_csv(rows), nl=False)
    elif form == "json":
        click.echo(as_json(rows))
    elif page is not None:
        _write(page, report_page(rows, day))
    else:
        _show(rows)


def _write(path: Path, text: str) -> None:
    """Write a file as a whole, or leave what was there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise click.UsageError(f"cannot write {path}: {error.strerror}") from error
    click.echo(f"Wrote {path}")


def _show(rows: Sequence[Row]) -> None:
    from rich.table import Table

    from knowledge_base.commands.terminal import console
    from knowledge_base.feedback.report_page import HOW, STANDING_WORDS, reasons_in_words

    if not rows:
        console().print("Nobody said anything yet.")
        return
    table = Table(box=None, pad_edge=False)
    for title in ("guide", "language", "not helped", "at least", "why", ""):
        table.add_column(title, justify="right" if title in ("not helped", "at least") else "left")
    for row in rows:
        table.add_row(
            row.guide,
            row.language,
            f"{row.not_helped} of {row.helped + row.not_helped}",
            f"{row.at_least:.0%}",
            reasons_in_words(row),
            STANDING_WORDS[row.standing],
        )
    console().print(table)
    comments = sum(len(row.comments) for row in rows)
    console().print(f"\n{HOW}")
    if comments:
        console().print(f"{comments} comments: read them with --html FILE or --json")
