"""``kb translate export``: texts for a translation tool, as PO or XLIFF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from knowledge_base.clock import today
from knowledge_base.commands.translate.project import read_project
from knowledge_base.content.center import HelpCenter
from knowledge_base.content.units import files_of
from knowledge_base.translation.exchange.catalog import Format
from knowledge_base.translation.exchange.exporting import catalog_of
from knowledge_base.translation.exchange.files import check_translation, write_catalog, written

if TYPE_CHECKING:
    from knowledge_base.translation.exchange.catalog import Catalog


@click.command()
@click.argument("language")
@click.option(
    "--format",
    "kind",
    type=click.Choice(get_args(Format)),
    default="po",
    show_default=True,
    help="What the tool reads.",
)
@click.option("--out", type=click.Path(path_type=Path), help="File to write (default: print it).")
@click.option("--guide", metavar="GUIDE", help="Only a guide and its rules, a rule, or a file.")
@click.option(
    "--all/--needed",
    "everything",
    default=True,
    help="Every text (the default), or only those that are missing or to be looked at again.",
)
@click.pass_context
def command(
    ctx: click.Context,
    language: str,
    kind: Format,
    out: Path | None,
    guide: str | None,
    everything: bool,
) -> None:
    """Write the texts of LANGUAGE for a translation tool, with notes on each.

    What is to be looked at again is marked so (fuzzy, needs-translation), beside the English text
    that it was made from. Bring the file back with: kb translate import

    Exit codes: 0 written, 2 nothing was written.
    """
    sources, ruleset = read_project(ctx, language)
    check_translation(language)
    files = files_of(sources, guide) if guide else None
    center = HelpCenter(sources, ruleset, today())
    catalog = catalog_of(center, language, files, needed=not everything)
    if out is None:
        click.echo(written(catalog, kind), nl=False)
        return
    write_catalog(catalog, kind, out)
    click.echo(f"Wrote {out}: {_counted(catalog)}")


def _counted(catalog: Catalog) -> str:
    missing = sum(not each.translation for each in catalog.messages)
    unfinished = sum(each.unfinished for each in catalog.messages)
    return f"{len(catalog.messages)} texts, {missing} missing, {unfinished} to look at again"
