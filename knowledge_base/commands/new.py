"""``kb new``: the first files of a rule, a guide or a language, valid from the start."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from knowledge_base.clock import today
from knowledge_base.commands import first_files, new_language
from knowledge_base.commands.project import project_root
from knowledge_base.content.editor_lines import editor_lines
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.published import read_published
from knowledge_base.content.sources import Sources, read_sources
from rules_engine.problems import ProblemsFound, near, refused

_Replacement = Callable[[re.Match[str]], str]
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@click.group()
def command() -> None:
    """Start a rule, a guide or a language."""


command.add_command(new_language.command, "language")


@command.command()
@click.argument("section")
@click.argument("name")
@click.option("--guide", required=True, help="The guide that shows the rule.")
@click.pass_context
def rule(ctx: click.Context, section: str, name: str, guide: str) -> None:
    """Start a rule: the rule itself, its English words and its cases."""
    root = project_root(ctx)
    sources = _sources(root)
    _check_ids(section, name, guide)
    _check_section(section, sources)
    if guide not in (known := sources.guide_ids()):
        raise refused(
            "KB222",
            f"there is no guide {guide!r}.{near(guide, known)}",
            f"Start it first: kb new guide {section} {guide}",
            guide,
        )
    _refuse_taken(root, "rules", name)
    words = f"{SOURCE}/rules/{section}/{name}.yml"
    _write(root, {
        f"rules/{section}/{name}.yml": first_files.RULE.format(name=name, guide=guide),
        f"docs/{words}": editor_lines(words) + first_files.RULE_WORDS,
        f"tests/rules/{section}/{name}.yml": first_files.RULE_CASES.format(name=name),
    })  # fmt: skip
    others = ", ".join(each for each in sources.languages if each != SOURCE)
    click.echo(
        "Next: write what the rule asks and decides, its words, and cases at every boundary;\n"
        f"name it under rules in docs/guides/*/{guide}.yml; then kb check.\n"
        f"Until docs/<language>/rules/{section}/{name}.yml exists, {others} show the English words."
    )


@command.command()
@click.argument("section")
@click.argument("name")
@click.pass_context
def guide(ctx: click.Context, section: str, name: str) -> None:
    """Start a guide: its structure, its English text, its place among the guides.

    A guide that was planned brings the titles it has in the other languages.
    """
    root = project_root(ctx)
    sources = _sources(root)
    _check_ids(section, name)
    _check_section(section, sources)
    _refuse_taken(root, "docs/guides", name)
    numbers = [each.number for each in sources.structure.guides.values()]
    numbers += read_published(sources.docs)[0].guides  # that of a guide that is gone stays its own
    structure = first_files.GUIDE.format(number=max(numbers, default=100) + 1, today=today())
    titles = _planned_titles(sources, name)
    title = titles.pop(SOURCE, name.replace("-", " ").capitalize())
    text = f"guides/{section}/{name}.yml"
    _write(root, {
        f"docs/{text}": structure,
        f"docs/{SOURCE}/{text}": editor_lines(f"{SOURCE}/{text}")
        + first_files.GUIDE_TEXT.format(title=_quoted(title)),
    } | {
        f"docs/{language}/{text}": editor_lines(f"{language}/{text}")
        + first_files.GUIDE_TITLE.format(title=_quoted(each))
        for language, each in titles.items()
    })  # fmt: skip
    _change(root, {
        f"docs/{language}/planned.yml": (rf"^{name}: .*\n", lambda _: "")
        for language in sources.languages
        if name in sources.texts[language].planned.texts
    } | {
        "docs/guides/sections.yml": (
            rf"^(  {section}: \[)(.*)\]",
            lambda found: f"{found[1]}{found[2]}{', ' if found[2] else ''}{name}]",
        ),
    })  # fmt: skip
    others = ", ".join(each for each in sources.languages if each != SOURCE)
    click.echo(
        f"Next: write the blocks and the English text, move {name} to its place in\n"
        "docs/guides/sections.yml; then kb check, and kb addresses --write once it is done.\n"
        f"Until docs/<language>/{text} has its texts, {others} show the English ones, and say so."
    )


def _sources(root: Path) -> Sources:
    """Return what is written so far; broken texts are no reason not to start another one."""
    sources, problems = read_sources(root)
    if not sources.structure.sections:
        raise ProblemsFound(problems)
    return sources


def _planned_titles(sources: Sources, name: str) -> dict[str, str]:
    found = ((language, texts.planned.get(name)) for language, texts in sources.texts.items())
    return {language: title.text for language, title in found if title is not None}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # which YAML reads as double-quoted text


def _check_ids(*ids: str) -> None:
    for each in ids:
        if not _ID.fullmatch(each):
            remedy = "Use lower-case letters, digits and single hyphens."
            raise refused("KB003", f"{each!r} is not an id", remedy, each)


def _check_section(section: str, sources: Sources) -> None:
    known = sources.structure.sections
    if section not in known:
        raise refused(
            "KB006",
            f"there is no section {section!r}.{near(section, known)}",
            f"Sections: {', '.join(known)}.",
            section,
        )


def _refuse_taken(root: Path, folder: str, name: str) -> None:
    for path in (root / folder).glob(f"*/{name}.yml"):
        raise refused(
            "KB004", f"there is {path.relative_to(root)} already", "Choose another name.", name
        )


def _write(root: Path, files: Mapping[str, str]) -> None:
    for name in files:
        if (root / name).exists():
            raise refused("KB004", f"there is {name} already", "Choose another name.", name)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        click.echo(f"Wrote {name}")


def _change(root: Path, edits: Mapping[str, tuple[str, _Replacement]]) -> None:
    """Replace a pattern in each file, so that its comments and order stay as they are."""
    for name, (pattern, replacement) in edits.items():
        path = root / name
        old = path.read_text(encoding="utf-8")
        new = re.sub(pattern, replacement, old, count=1, flags=re.MULTILINE)
        if new == old:
            click.echo(f"Change {name} yourself: it is written in another form than expected.")
        elif all(line.startswith("#") for line in new.splitlines()):
            path.unlink()
            click.echo(f"Removed {name}, nothing is left in it")
        else:
            path.write_text(new, encoding="utf-8")
            click.echo(f"Changed {name}")
