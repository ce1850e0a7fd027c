"""The whole help center, read and checked: rules, guides, texts, and how current each text is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.checks import check_sources
from knowledge_base.content.sources import read_sources
from knowledge_base.translation.recording import unrecorded
from knowledge_base.translation.standings import review
from rules_engine.garbage import no_collecting
from rules_engine.problems import ProblemsFound
from rules_engine.ruleset import load_rules

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.standing import Standings
    from rules_engine.problems import Problem
    from rules_engine.ruleset import Ruleset


@no_collecting()
def load_help_center(root: Path, as_of: date) -> HelpCenter:
    """Return the help center of the project at ``root``, as it stands on ``as_of``.

    Raises ``ProblemsFound`` with every error of rules, guides and texts, warnings beside them. With
    warnings alone the center is usable, and carries them.
    """
    sources, problems = read_sources(root)
    try:
        ruleset = load_rules(root / "rules")
    except ProblemsFound as found:
        raise ProblemsFound([*problems, *found.problems]) from None
    standings = _standings(sources, ruleset, problems)
    center = HelpCenter(sources, ruleset, as_of, standings)
    wordings = {language: center.wording(language) for language in center.languages}
    problems += check_sources(sources, wordings, standings)
    if any(problem.severity == "error" for problem in problems):
        raise ProblemsFound(problems)
    center.warnings = tuple(sorted(problems))
    return center


def _standings(sources: Sources, ruleset: Ruleset, problems: list[Problem]) -> Standings:
    """Return how current the texts are; add what is wrong with the state to ``problems``."""
    try:
        found = review(sources, ruleset)
    except ProblemsFound as broken:
        problems.extend(broken.problems)
        return {}
    problems.extend(unrecorded(sources, found))
    return found.standings
