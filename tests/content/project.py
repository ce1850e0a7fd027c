"""A small project to try things on: the folder ``good`` copied, and changed as a case says."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.sources import Sources, read_sources
from knowledge_base.loading import load_help_center
from rules_engine.problems import Problem, ProblemsFound
from rules_engine.ruleset import Ruleset, load_rules

FOLDER = Path(__file__).parent
GOOD = FOLDER / "good"
TODAY = date(2026, 11, 22)


@dataclass
class Project:
    """A copy of the good project."""

    root: Path

    def write(self, file: str, content: str) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def edit(self, file: str, old: str, new: str) -> None:
        content = (self.root / file).read_text(encoding="utf-8")
        assert content.count(old) == 1, f"{file} has {old!r} {content.count(old)} times"
        self.write(file, content.replace(old, new))

    def remove(self, file: str) -> None:
        (self.root / file).unlink()

    def read(self) -> tuple[Sources, Ruleset]:
        return read_sources(self.root)[0], load_rules(self.root / "rules")

    def load(self, as_of: date = TODAY) -> HelpCenter:
        return load_help_center(self.root, as_of)

    def problems(self) -> tuple[Problem, ...]:
        try:
            return self.load().warnings
        except ProblemsFound as found:
            return found.problems


@dataclass
class BadCase:
    """Edits that break the good project, and the exact problems they must give."""

    id: str
    problems: list[str]
    edits: list[dict[str, str]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)

    def apply(self, project: Project) -> None:
        for edit in self.edits:
            project.edit(**edit)
        for file, content in self.files.items():
            project.write(file, content)
        for file in self.removed:
            project.remove(file)


def copy_of_good(root: Path) -> Project:
    shutil.copytree(GOOD, root, dirs_exist_ok=True)
    return Project(root)


def bad_cases() -> list[BadCase]:
    paths = sorted((FOLDER / "bad").glob("*.yml"))
    return [BadCase(path.stem, **_load(path)) for path in paths]


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded
