"""The texts and rules of the project, read for a command that translates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.commands.languages import check_language
from knowledge_base.commands.project import project_root
from knowledge_base.content.sources import read_sources
from rules_engine.garbage import no_collecting
from rules_engine.problems import ProblemsFound
from rules_engine.ruleset import load_rules

if TYPE_CHECKING:
    import click

    from knowledge_base.content.sources import Sources
    from rules_engine.ruleset import Ruleset


@no_collecting()
def read_project(ctx: click.Context, *languages: str) -> tuple[Sources, Ruleset]:
    """Return all texts and rules; nothing is compiled, and texts are not checked against them.

    Raises ``ProblemsFound`` for files that cannot be read, and where one of ``languages`` is none
    of the project.
    """
    root = project_root(ctx)
    sources, problems = read_sources(root)
    if any(each.severity == "error" for each in problems):
        raise ProblemsFound(problems)
    for language in languages:
        check_language(language, sources.languages)
    return sources, load_rules(root / "rules")
