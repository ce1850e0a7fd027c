"""``kb labels``: the labels of the product in every language, and where they come from."""

from __future__ import annotations

import json

import click
from rich.table import Table

from knowledge_base.clock import today
from knowledge_base.commands.languages import check_language
from knowledge_base.commands.project import project_root
from knowledge_base.commands.terminal import console
from knowledge_base.content.center import HelpCenter
from knowledge_base.content.label_uses import label_uses
from knowledge_base.loading import load_help_center
from rules_engine.problems import near, refused


@click.command()
@click.argument("language", required=False)
@click.option("--assumed", is_flag=True, help="Only labels that no source shows in the language.")
@click.option("--touches", metavar="LABEL", help="List what shows this label: texts and screens.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
@click.pass_context
def command(
    ctx: click.Context, language: str | None, assumed: bool, touches: str | None, as_json: bool
) -> None:
    """List buttons and menus of the product, of LANGUAGE or of all languages.

    A label that no source shows in a language is assumed: check it on the screen. With --touches,
    list what is to be looked at when the product renames one.
    """
    center = load_help_center(project_root(ctx), today())
    if language is not None:
        check_language(language, center.languages)
    if touches is not None:
        _show_uses(center, touches, language, as_json=as_json)
        return
    rows = [
        row
        for row in _rows(center)
        if (language is None or row["language"] == language) and (row["assumed"] or not assumed)
    ]
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    table = Table(box=None, pad_edge=False)
    for title in ("label", "language", "text", "seen in"):
        table.add_column(title)
    for row in rows:
        seen = "assumed" if row["assumed"] else str(row["seen"])
        table.add_row(str(row["label"]), str(row["language"]), str(row["text"]), seen)
    console().print(table)
    count = sum(bool(row["assumed"]) for row in rows)
    console().print(f"{len(rows)} labels, {count} of them assumed")


def _show_uses(center: HelpCenter, label: str, language: str | None, *, as_json: bool) -> None:
    labels = center.sources.structure.labels
    if label not in labels:
        raise refused(
            "KB221",
            f"there is no label {label!r}.{near(label, labels)}",
            "List the labels with: kb labels",
            label,
        )
    uses = [
        use
        for use in label_uses(center.sources, label)
        if language is None or use.language in (language, None)
    ]
    for use in uses:
        path, line = use.place.shown, use.place.line
        if as_json:
            row = {"path": path, "line": line, "language": use.language}
            row |= {"guides": use.guides, "text": use.text}
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            click.echo(f"{path}:{line} {use.text}")
    if not as_json:
        guides = {guide for use in uses for guide in use.guides}
        screens = sum(use.language is None for use in uses)
        click.echo(f"{len(uses) - screens} texts and {screens} screens on {len(guides)} guides")


def _rows(center: HelpCenter) -> list[dict[str, object]]:
    return [
        {
            "label": label.id,
            "language": language,
            "text": text.text
            if (text := center.sources.texts[language].labels.get(label.id))
            else "",
            "assumed": language not in label.seen,
            "seen": label.seen.get(language),
        }
        for label in center.sources.structure.labels.values()
        for language in center.languages
    ]
