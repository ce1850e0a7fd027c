"""``kb read``: the languages side by side, with what each text denies, demands and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.text import Text

from knowledge_base.commands.languages import check_language
from knowledge_base.commands.project import project_root
from knowledge_base.commands.terminal import ACCENT, Sheet
from knowledge_base.content.check_reading import read_files
from knowledge_base.content.checks import read_all_exempts
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.reading_report import ReportedText, Row, report
from knowledge_base.content.sources import read_sources
from rules_engine.problems import ProblemsFound, near, refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.text_files import TextFile


@click.command()
@click.argument("guide", required=False)
@click.option(
    "--lang",
    "languages",
    multiple=True,
    metavar="LANGUAGE",
    help="Compare this language with the source (default: all; may be given several times).",
)
@click.pass_context
def command(ctx: click.Context, guide: str | None, languages: tuple[str, ...]) -> None:
    """Read a guide, or a rule, a second time: what do its texts say in each language?

    Shows every text of GUIDE and of the rules it shows. Without GUIDE, only the texts whose
    languages do not seem to say the same.

    Exit codes: 0 all say the same, 2 something is to be looked at.
    """
    sources, problems = read_sources(project_root(ctx))
    if any(each.severity == "error" for each in problems):
        raise ProblemsFound(problems)
    for language in languages:
        check_language(language, sources.languages)
    exempts, _ = read_all_exempts(sources)
    sheet, texts, differing = Sheet(), 0, 0
    files = _files(sources, languages or sources.languages)
    for name in _names(sources, guide, files):
        found = list(report(name, files[name], exempts))
        texts += len(found)
        differing += sum(not each.agrees for each in found)
        _show(sheet, name, found if guide else [each for each in found if not each.agrees])
    sheet.blank()
    sheet.text(Text(f"{texts} texts read, {differing} to look at"), indent=0)
    ctx.exit(2 if differing else 0)


def _files(sources: Sources, languages: Iterable[str]) -> dict[str, dict[str, TextFile]]:
    """Return the files by name and language, the source always among the languages."""
    found: dict[str, dict[str, TextFile]] = {}
    for language in dict.fromkeys((SOURCE, *languages)):
        for name, file in read_files(sources.texts[language]):
            found.setdefault(name, {})[language] = file
    return {name: files for name, files in found.items() if SOURCE in files}


def _names(sources: Sources, guide: str | None, known: Iterable[str]) -> list[str]:
    """Return the files of a guide and its rules, of a rule, or all."""
    names = list(known)
    if guide is None:
        return names
    if structure := sources.structure.guides.get(guide):
        rules = [each.id for each in structure.rules]
        rules += [block.rule.id for block in structure.blocks if block.rule]
        wanted = [f"guides/{guide}", *(f"rules/{rule}" for rule in dict.fromkeys(rules))]
        return [name for name in wanted if name in names]
    if f"rules/{guide}" in names:
        return [f"rules/{guide}"]
    ids = [name.partition("/")[2] for name in names]
    raise refused(
        "KB008",
        f"there is no guide and no rule {guide!r}.{near(guide, ids)}",
        "Guides stand in docs/guides, rules in rules.",
        guide,
    )


def _show(sheet: Sheet, name: str, texts: list[ReportedText]) -> None:
    if texts:
        sheet.heading(name, ACCENT)
    for text in texts:
        sheet.blank()
        sheet.text(Text(text.key, "bold"))
        for row in text.rows:
            sheet.text(Text(row.text), mark=f"{row.language}  ", style="cyan", indent=4)
            seen = [f"{what}: {', '.join(words)}" for what, words in row.seen.items()]
            if seen:
                sheet.text(Text(" · ".join(seen), "dim"), indent=8)
            for line in _to_look_at(row):
                sheet.text(Text(line, "yellow"), mark="! ", style="yellow", indent=8)


def _to_look_at(row: Row) -> list[str]:
    lines = [f"lost: {each}" for each in row.lost]
    lines += [f"added: {each}" for each in row.added]
    return lines + [f"{each.code} {each.message}" for each in row.differences]
