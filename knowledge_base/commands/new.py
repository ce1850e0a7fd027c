"""``kb new``: the first files of a rule or a guide, valid from the start."""

from __future__ import annotations

import re
from pathlib import Path

import click

from knowledge_base.clock import today
from knowledge_base.commands.project import project_root
from rules_engine.problems import Problem, ProblemsFound

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_RULE = """\
# yaml-language-server: $schema=../../rules_engine/schemas/rule.schema.json
rule: {name}
guides: [{guide}]
source: {guide}/f1
inputs:
  confirmed: {{type: boolean, changed_by: user}}
requirements:
  not-confirmed: {{confirmed: true}}
examples:
  confirmed: {{given: {{confirmed: true}}, expect: {{outcome: allowed}}}}
"""

_RULE_WORDS = """\
# yaml-language-server: $schema=../../../../knowledge_base/schemas/rule-words.schema.json
question: "May this be done?"
inputs:
  confirmed:
    label: "Confirmed"
    ask: "Have you confirmed it?"
outcomes:
  allowed: "You can do it."
  denied: "You cannot do it yet."
reasons:
  not-confirmed:
    fails: "You have not confirmed it."
    met: "You have confirmed it."
examples:
  confirmed: "Somebody who has confirmed"
"""

_GUIDE = """\
# yaml-language-server: $schema=../../../knowledge_base/schemas/structure.schema.json
number: {number}
kind: how-to
audience: [user]
reviewed: "{today}"
says: [f1]
blocks:
  steps:
    kind: steps
    items:
      open: {{says: [s1]}}
"""

_GUIDE_TEXT = """\
# yaml-language-server: $schema=../../../../knowledge_base/schemas/guide-text.schema.json
title: "{title}"
summary: "Who can do what, in two lines."
steps:
  title: "How to do it"
  open: "Open the page."
"""


@click.group()
def command() -> None:
    """Start a rule or a guide."""


@command.command()
@click.argument("section")
@click.argument("name")
@click.option("--guide", required=True, help="The guide that shows the rule.")
@click.pass_context
def rule(ctx: click.Context, section: str, name: str, guide: str) -> None:
    """Start a rule: the rule itself and its English words."""
    root = project_root(ctx)
    _check_ids(section, name, guide)
    _write(root, {
        f"rules/{section}/{name}.yml": _RULE.format(name=name, guide=guide),
        f"docs/en/rules/{section}/{name}.yml": _RULE_WORDS,
    })  # fmt: skip


@command.command()
@click.argument("section")
@click.argument("name")
@click.pass_context
def guide(ctx: click.Context, section: str, name: str) -> None:
    """Start a guide: its structure and its English text."""
    root = project_root(ctx)
    _check_ids(section, name)
    title = name.replace("-", " ").capitalize()
    numbers = [
        int(found.group(1))
        for path in (root / "docs" / "guides").glob("*/*.yml")
        if (found := re.search(r"^number: (\d+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    ]
    _write(root, {
        f"docs/guides/{section}/{name}.yml": _GUIDE.format(
            number=max(numbers, default=100) + 1, today=today()),
        f"docs/en/guides/{section}/{name}.yml": _GUIDE_TEXT.format(title=title),
    })  # fmt: skip
    click.echo(f"Now name it in docs/guides/sections.yml, below {section}.")


def _check_ids(*ids: str) -> None:
    problems = [
        Problem("", 0, 0, "KB003", f"{each!r} is not an id",
                "Use lower-case letters, digits and single hyphens.", subject=each)
        for each in ids
        if not _ID.fullmatch(each)
    ]  # fmt: skip
    if problems:
        raise ProblemsFound(problems)


def _write(root: Path, files: dict[str, str]) -> None:
    taken = [name for name in files if (root / name).exists()]
    if taken:
        raise ProblemsFound([
            Problem(name, 0, 0, "KB004", "the file exists already", "Choose another name.")
            for name in taken
        ])  # fmt: skip
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        click.echo(f"Wrote {name}")
