"""``kb build``: the whole help center as a folder of pages."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from knowledge_base.building import build_site, site_config
from knowledge_base.commands.project import as_of_date, project_root


@click.command()
@click.option("--as-of", metavar="DATE", help="Show the values of this day (default: today).")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the site (default: site).")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.pass_context
def command(ctx: click.Context, as_of: str | None, out: Path | None, strict: bool) -> None:
    """Build the help center. An error leaves the site that is there as it was."""
    root = project_root(ctx)
    day = as_of_date(as_of)
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    from mkdocs.exceptions import MkDocsException

    target = (out or root / "site").resolve()
    try:
        build_site(site_config(root, as_of=day, strict=strict), target)
    except MkDocsException as error:
        raise SystemExit(_failed(error)) from error
    click.echo(
        f"Built {target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target}"
        f" as of {day}"
    )


def _failed(error: Exception) -> int:
    click.echo(f"kb: {error} The site that was there stays.", err=True)
    return 2
