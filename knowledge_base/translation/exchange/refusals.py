"""What is said of an exchanged file that cannot be used."""

from __future__ import annotations

from rules_engine.problems import Problem, ProblemsFound


def unreadable(shown: str, line: int, why: str) -> ProblemsFound:
    """Return what to raise for a file that is no catalog at all."""
    remedy = "Save it in your tool as PO, or as XLIFF 1.2, from what kb translate export wrote."
    return ProblemsFound([Problem(shown, line, 1 if line else 0, "KB951", why, remedy)])
