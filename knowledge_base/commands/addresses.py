"""``kb addresses``: which addresses lead to each guide, and the list of all ever published."""

from __future__ import annotations

from pathlib import Path

import click

from knowledge_base.commands.project import project_root
from knowledge_base.commands.terminal import console
from knowledge_base.content.check_addresses import check_addresses
from knowledge_base.content.published import (
    addresses_of,
    completed,
    published_file,
    read_published,
)
from knowledge_base.content.sources import read_sources
from rules_engine.problems import ProblemsFound


@click.command()
@click.option("--write", is_flag=True, help="Add what is new to the list of published addresses.")
@click.pass_context
def command(ctx: click.Context, write: bool) -> None:
    """List the addresses of each guide, those it took over included.

    With --write, add the new ones to docs/guides/addresses.yml: from then on ``kb check`` and
    ``kb build`` refuse to let them die.
    """
    root = project_root(ctx)
    sources, problems = read_sources(root)
    published, _ = read_published(sources.docs)
    # What is listed stays: a number given to two guides must not come into the list.
    problems += check_addresses(sources)
    if any(each.severity == "error" for each in problems):
        raise ProblemsFound(problems)
    if write:
        _write(published_file(sources.docs), completed(published, sources), root)
        return
    for guide in sorted(sources.structure.guides.values(), key=lambda each: each.number):
        addresses = (f"/{each}/" for each in sorted(addresses_of(guide), key=_permanent_first))
        console().print("  ".join(addresses), highlight=False)


def _permanent_first(address: str) -> bool:
    return not address.startswith("a/")


def _write(path: Path, text: str, root: Path) -> None:
    shown = path.relative_to(root).as_posix()
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if text == old:
        click.echo(f"{shown} lists every address.")
        return
    beside = path.with_name(f".{path.name}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
    for line in text.splitlines():
        if line not in old.splitlines() and not line.startswith("#"):
            click.echo(f"Wrote {shown}: {line.strip()}")
