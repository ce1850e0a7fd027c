"""The good project with everything recorded, and ``kb translate`` called on it as a user does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from knowledge_base.command_line import kb
from knowledge_base.content.sources import read_sources
from knowledge_base.translation.recording import record
from knowledge_base.translation.state import read_state
from rules_engine.problems import ProblemsFound
from rules_engine.ruleset import load_rules
from tests.content.project import Project, copy_of_good

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from knowledge_base.content.units import Unit
    from knowledge_base.translation.state import Entry

GUIDE = "docs/{}/guides/travel/take-the-train.yml"
RULE = "rules/travel/may-travel.yml"


def recorded_project(folder: Path) -> Project:
    """Return a copy of the good project, everything recorded."""
    made = copy_of_good(folder)
    record(read_sources(made.root)[0], load_rules(made.root / "rules"))
    return made


def translate(project: Project, *words: str, typed: str = "") -> Result:
    """Return how ``kb translate`` ended; what is not its own end is raised."""
    result = CliRunner().invoke(kb, ["--root", str(project.root), "translate", *words], input=typed)
    if result.exception and not isinstance(result.exception, ProblemsFound | SystemExit):
        raise result.exception
    return result


def refusals(result: Result) -> list[str]:
    """Return the codes of what was refused."""
    assert isinstance(result.exception, ProblemsFound), result.output
    return [each.code for each in result.exception.problems]


def entry_of(project: Project, unit: Unit, language: str = "de") -> Entry:
    """Return what the state remembers of a text."""
    return read_state(project.root / "docs", language)[unit]


def put_editor(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str, name: str = "ed") -> Path:
    """Name a program as the editor: ``code`` changes ``path``; return the file of its arguments.

    The arguments of each call are a line of JSON.
    """
    called = folder / "called.jsonl"
    program = folder / name
    program.write_text(
        f"#!{sys.executable}\n"
        "import json, pathlib, re, sys\n"
        f"with open({str(called)!r}, 'a', encoding='utf-8') as log:\n"
        "    log.write(json.dumps(sys.argv[1:]) + '\\n')\n"
        "path = pathlib.Path(re.sub(r'(:[0-9]+)+$', '', sys.argv[-1]))\n"
        "text = path.read_text(encoding='utf-8')\n"
        "def change(old, new):\n"
        "    assert old in text, text\n"
        "    path.write_text(text.replace(old, new), encoding='utf-8')\n"
        f"{code}\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(program))
    return called
