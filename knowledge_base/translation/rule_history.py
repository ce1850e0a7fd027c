"""What a rule said when a text was read beside it, found in the history of git."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from difflib import unified_diff
from typing import TYPE_CHECKING

from rules_engine.compile.logic import logic_digest
from rules_engine.reading.problem_log import ProblemLog
from rules_engine.reading.rule_files import read_rule
from rules_engine.reading.strict_yaml import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rules_engine.model.rule import Rule
    from rules_engine.ruleset import Ruleset

# Commits of the rule's file that are looked at: texts are not verified years later.
_LOOKED_AT = "30"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """How the file of a rule differs from the newest version of it with the earlier logic.

    ``lines`` begin with ``-`` (gone), ``+`` (new) or a blank; one that is ``…`` leaves some out.
    """

    revision: str
    path: str
    lines: tuple[str, ...]


def rule_change(root: Path, ruleset: Ruleset, rule_id: str, digest: str) -> RuleChange | None:
    """Return what changed in a rule since its logic had a digest.

    None where the history does not tell: no repository, no git, or a version never committed.
    """
    rule = ruleset.rules[rule_id]
    for revision in (_git(root, "log", "--format=%h", "-n", _LOOKED_AT, "--", rule.path)
                     .decode("ascii", "replace").split()):  # fmt: skip
        content = _git(root, "show", f"{revision}:./{rule.path}")
        if digest in _digests(content, rule, ruleset):
            now = (root / rule.path).read_bytes()
            return RuleChange(revision, rule.path, tuple(_difference(content, now)))
    return None


def _git(root: Path, *words: str) -> bytes:
    """Return what git prints, nothing where it cannot answer."""
    try:
        ended = subprocess.run(  # noqa: S603  # git reads these as revisions and paths, no shell
            ["git", "-C", str(root), *words],  # noqa: S607  # git of PATH
            capture_output=True, check=False,
        )  # fmt: skip
    except OSError:
        return b""
    return ended.stdout if ended.returncode == 0 else b""


def _digests(content: bytes, rule: Rule, ruleset: Ruleset) -> Iterator[str]:
    """Yield the digest of an earlier version, where it can be read beside today's parameters."""
    log = ProblemLog(rule.path)
    root, problems = read_bytes(content, rule.path)
    earlier = None
    if root is not None and not problems:
        earlier = read_rule(root, dict(ruleset.parameters), dict(ruleset.choices), log)
    if earlier is not None and not log.problems:
        yield logic_digest(earlier)


def _difference(before: bytes, now: bytes) -> Iterator[str]:
    old, new = (each.decode("utf-8", "replace").splitlines() for each in (before, now))
    # The first lines name the files, and where in them the first difference is.
    for line in list(unified_diff(old, new, n=1, lineterm=""))[3:]:
        yield "…" if line.startswith("@@") else line
