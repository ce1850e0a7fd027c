"""The language that a command line names."""

from __future__ import annotations

from collections.abc import Sequence

from rules_engine.problems import near, refused


def check_language(language: str, known: Sequence[str]) -> None:
    """Raise ``ProblemsFound`` with a near name where there is no such language."""
    if language not in known:
        raise refused(
            "KB002",
            f"there is no language {language!r}.{near(language, known)}",
            f"Languages: {', '.join(known)}.",
            language,
        )
