"""A folder of rules, read whole: choices, parameters, rules, and every problem of all files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import Rule
from rules_engine.problems import Problem
from rules_engine.reading.nodes import Node
from rules_engine.reading.parameter_files import read_choices, read_parameters
from rules_engine.reading.problem_log import ProblemLog
from rules_engine.reading.rule_files import read_rule
from rules_engine.reading.strict_yaml import read_file


@dataclass(frozen=True, slots=True)
class RuleFolder:
    """What a folder holds. With ``problems`` the rest is incomplete."""

    choices: dict[str, tuple[str, ...]]
    parameters: dict[str, Parameter]
    rules: dict[str, Rule]
    problems: tuple[Problem, ...]


def rule_paths(folder: Path) -> list[Path]:
    """Return every YAML file of a folder of rules, in order."""
    return sorted(path for path in folder.rglob("*.yml") if path.is_file())


def read_folder(folder: Path) -> RuleFolder:
    """Read ``choices.yml``, ``parameters/*.yml`` and ``<section>/<rule>.yml`` of a folder.

    Problems name files relative to the parent of ``folder``.
    """
    problems: list[Problem] = []
    if not folder.is_dir():
        problems.append(
            Problem(
                folder.name,
                0,
                0,
                "KB101",
                "there is no such folder",
                "Start in the root of the project, or name it with --root.",
            )
        )
    choices: dict[str, tuple[str, ...]] = {}
    parameters: dict[str, Parameter] = {}
    rules: dict[str, Rule] = {}
    others = [path for path in rule_paths(folder) if path != folder / "choices.yml"]
    in_parameters = [path for path in others if path.parent == folder / "parameters"]
    for root, log in _read([folder / "choices.yml"], folder, problems):
        choices = read_choices(root, log)
    for root, log in _read(in_parameters, folder, problems):
        parameters |= read_parameters(root, choices, log)
    for root, log in _read(
        [path for path in others if path not in in_parameters], folder, problems
    ):
        if rule := read_rule(root, parameters, choices, log):
            if rule.id in rules:
                log.add(
                    root,
                    "KB307",
                    f"the rule {rule.id!r} stands in {rules[rule.id].path} too",
                    "A rule has one place: rename one.",
                )
            rules[rule.id] = rule
    return RuleFolder(choices, parameters, rules, tuple(sorted(problems)))


def _read(
    paths: list[Path], folder: Path, problems: list[Problem]
) -> Iterator[tuple[Node, ProblemLog]]:
    for path in paths:
        if not path.exists():
            continue
        log = ProblemLog(path.relative_to(folder.parent).as_posix())
        root, found = read_file(path, log.path)
        log.problems += found
        if root is not None and not found:
            yield root, log
        problems += log.problems
