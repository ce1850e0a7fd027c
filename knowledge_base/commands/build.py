"""``kb build``: the whole help center as a folder of pages."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from knowledge_base.building import build_site, check_target, site_config
from knowledge_base.commands.project import as_of_date, project_root, unwind_when_terminated


@click.command()
@click.option("--as-of", metavar="DATE", help="Show the values of this day (default: today).")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the site (default: site).")
@click.option(
    "--feedback",
    metavar="PATH",
    help="Ask readers whether a guide helped; PATH on the same host leads to kb api.",
)
@click.option(
    "--pseudo",
    is_flag=True,
    help="Add the language qps: English with accents and longer, to see what cannot be translated.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.pass_context
def command(
    ctx: click.Context,
    as_of: str | None,
    out: Path | None,
    feedback: str | None,
    pseudo: bool,
    strict: bool,
) -> None:
    """Build the help center. An error leaves the site that is there as it was."""
    root, day = project_root(ctx), as_of_date(as_of)
    target = (out or root / "site").resolve()
    check_target(target)
    unwind_when_terminated()
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    try:
        config = site_config(root, as_of=day, strict=strict, pseudo=pseudo)
        if feedback is not None:
            config.plugins["knowledge-base"].config["feedback"] = feedback
        build_site(config, target)
    except (Exception, SystemExit) as error:
        stays = "The site that was there stays" if target.exists() else "There is no site"
        click.echo(f"kb: {said_in_one_line(error)} {stays}.", err=True)
        ctx.exit(2)
    here = Path.cwd()
    shown = target.relative_to(here) if target.is_relative_to(here) else target
    click.echo(f"Built {shown} as of {day}")


def said_in_one_line(error: BaseException) -> str:
    """Return what stopped a build, as a sentence."""
    from mkdocs.exceptions import Abort, MkDocsException

    if isinstance(error, Abort):  # the log has said why
        return "Nothing was built."
    said = " ".join(str(error).split())
    if not isinstance(error, MkDocsException | OSError):
        said = f"{type(error).__name__}: {said}"
    return said if said.endswith((".", "!")) else f"{said}."
