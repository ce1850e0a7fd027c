"""Who may ask: keys are kept as hashes, so that the list of them opens nothing."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rules_engine.problems import Problem, ProblemsFound

_LINE = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{0,63})\s+([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Keys:
    """Hashes of keys by the name of who holds them; without any, everybody may ask."""

    hashes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def holder(self, key: str) -> str | None:
        """Return whose key it is. Every hash is compared, each in the same time."""
        digest = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()
        found = None
        for name, known in self.hashes.items():
            if hmac.compare_digest(digest, known):
                found = name
        return found


def read_keys(text: str, path: str) -> Keys:
    """Return the keys of lines ``name sha256``; raise ``ProblemsFound`` for any other line.

    Empty lines and those that start with ``#`` are left out. No problem repeats what a line holds:
    it may be a key by mistake.
    """
    problems: list[Problem] = []
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        written = line.strip()
        if not written or written.startswith("#"):
            continue
        match = _LINE.fullmatch(written)
        if match is None:
            problems.append(_problem(path, number, "the line is not 'name sha256'"))
        elif match[1] in found:
            problems.append(_problem(path, number, f"the name {match[1]!r} stands twice"))
        else:
            found[match[1]] = match[2]
    if not found and not problems:
        problems.append(_problem(path, 0, "there is no key, and nobody could ask"))
    if problems:
        raise ProblemsFound(problems)
    return Keys(MappingProxyType(found))


def _problem(path: str, line: int, message: str) -> Problem:
    remedy = "Write a name and the SHA-256 of the key in hexadecimal, one key a line."
    return Problem(path, line, 1 if line else 0, "KB811", message, remedy)
