"""Problems found in files or facts: values with a stable code, a position and a remedy.

Problems are collected, never thrown one at a time. ``ProblemsFound`` is the one exception that
carries them over the border of the engine (command line, HTTP, MkDocs).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """One thing that is wrong: where, what, and what to do about it.

    ``path`` is the file as the caller named it (empty for facts), ``line`` and ``column`` count
    from 1 (0: the whole file). ``subject`` is the input or id that it is about, where there is one.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    remedy: str
    severity: Severity = "error"
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.where}{self.code} {self.message}"

    @property
    def where(self) -> str:
        """File, line and column as editors open them, with a blank after; empty without a file."""
        if not self.path:
            return ""
        return f"{self.path}:{self.line}:{self.column} " if self.line else f"{self.path} "

    def in_one_line(self) -> str:
        """Return where, what is wrong, and what to do."""
        stop = "" if self.message.endswith((".", "?", "!")) else "."
        return f"{self}{stop} {self.remedy}" if self.remedy else str(self)


class ProblemsFound(Exception):
    """Raised at the border of the engine when files or facts cannot be used."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def near(word: str, known: Iterable[str]) -> str:
    """Return `` Did you mean …?`` for the known word nearest to ``word``, or an empty string."""
    import difflib  # only errors need it

    words = list(known)
    matches = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if not matches and len(word) >= 3:
        matches = [each for each in words if each.startswith(word)]
    return f" Did you mean {matches[0]!r}?" if matches else ""


def refused(code: str, message: str, remedy: str, subject: str = "") -> ProblemsFound:
    """Return what to raise where something is asked, or given, that stands in no file."""
    return ProblemsFound([Problem("", 0, 0, code, message, remedy, subject=subject)])


def no_row(rule: str) -> ProblemsFound:
    """Return what to raise where the table of a rule has a gap; ``kb check`` finds it before."""
    message = f"no row of the rule {rule} matches these facts"
    return refused("KB507", message, "Run kb check: it names the gap.", rule)
