"""Codes of the problems of translating.

Codes are stable: a code is never given another meaning.

| code | what is wrong |
|---|---|
| KB280 | edits of texts that are not recorded |
| KB281 | a state file that cannot be read |
| KB282 | a text that is accepted as it is without a reason |
| KB283 | a text that does not exist, or is not written in a language |
| KB284 | a level that fits the change of some languages only |
"""

from __future__ import annotations

from rules_engine.problems import Problem, ProblemsFound


def codes() -> dict[str, str]:
    """Return what each code means, in the order of the codes."""
    rows = [line.split("|") for line in (__doc__ or "").splitlines() if line.startswith("| KB")]
    return {cells[1].strip(): cells[2].strip() for cells in rows}


def refused(code: str, message: str, remedy: str, subject: str = "") -> ProblemsFound:
    """Return what to raise when something is asked that cannot be done."""
    return ProblemsFound([Problem("", 0, 0, code, message, remedy, subject=subject)])
