"""A text in the editor, and what is done once it is closed: form, record, check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from knowledge_base.clock import today
from knowledge_base.commands.editor import open_editor
from knowledge_base.commands.terminal import print_problems
from knowledge_base.content.languages import language_name
from knowledge_base.content.sources import read_sources
from knowledge_base.loading import load_help_center
from knowledge_base.translation.recording import record
from knowledge_base.translation.seeding import Seeding
from rules_engine.problems import ProblemsFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.units import Unit
    from rules_engine.problems import Problem
    from rules_engine.ruleset import Ruleset

# Who leaves more texts than these in English did not come to them yet.
_ASKED = 5
# Whole texts and files that are missing: the translator knows, and is told how many.
_MISSING = ("KB201", "KB205")


def edit_texts(
    sources: Sources, ruleset: Ruleset, language: str, units: Sequence[Unit], first: Unit
) -> bool:
    """Open the file of ``first`` at its line; return whether no error is left once it is closed.

    ``units``, all of that file, begin in English where the language lacks them. What was written is
    put into its form and recorded; what is wrong with the texts of the language is printed.
    """
    root = sources.docs.parent
    seeding = Seeding(sources, ruleset, language, units)
    same, sound = False, True
    try:
        sound = _work(seeding, first.key)
        touched = seeding.is_touched
        left = seeding.left() if sound else ()
        if left and (touched or len(left) == 1):
            same = _are_the_same(left, language)
    finally:
        seeding.end(same=same)
    shown = seeding.path.relative_to(root).as_posix()
    if not (touched or same):
        click.echo(f"{shown} was not changed.")
        return True
    if not sound:
        click.echo(f"{shown} is kept as you left it; nothing of it is recorded yet.", err=True)
        return False
    _record(root, ruleset, language)
    problems = _problems_of(root, language)
    if problems:
        print_problems(problems)
    return not any(each.severity == "error" for each in problems)


def asked(question: str) -> str | None:
    """Return what is typed after a question; None where nobody is there to answer."""
    try:
        return input(question).strip()
    except EOFError:
        click.echo()
        return None


def _work(seeding: Seeding, key: str) -> bool:
    """Open the editor until its file can be read or is given up; return whether it can."""
    line, column = seeding.place(key)
    while True:
        open_editor(seeding.path, line, column)
        problems = seeding.problems()
        if not problems:
            return True
        print_problems(problems)
        if asked("Open it again? [Y/n] ") not in ("", "y", "Y"):
            return False
        line, column = problems[0].line or 1, problems[0].column or 1


def _record(root: Path, ruleset: Ruleset, language: str) -> None:
    written = record(read_sources(root)[0], ruleset)
    if language in written:
        click.echo(f"Texts recorded in {language}: {written[language]}")


def _are_the_same(left: Sequence[str], language: str) -> bool:
    """Ask whether texts were left in English because the language says them so."""
    if len(left) > _ASKED:
        click.echo(f"Still in English, so not kept: {len(left)} texts")
        return False
    click.echo(f"Still in English: {', '.join(left)}")
    answer = asked(f"Is it the same in {language_name(language)}? Else it goes again. [y/N] ")
    return answer in ("y", "Y")


def _problems_of(root: Path, language: str) -> list[Problem]:
    """Return what ``kb check`` says of the texts of a language, but for what it lacks.

    Of all, since the word of a term may be missing in texts that were written before.
    """
    try:
        problems = load_help_center(root, today()).warnings
    except ProblemsFound as found:
        problems = found.problems
    folder = f"docs/{language}/"
    return [each for each in problems if each.path.startswith(folder) and each.code not in _MISSING]
