"""The codes of problems: each has one meaning, in one table, and CONTRIBUTING.md leads to it."""

from __future__ import annotations

import re
from importlib import import_module

from tests.project_copy import ROOT

PACKAGES = ("rules_engine", "knowledge_base")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def _tables() -> dict[str, list[str]]:
    """Return the codes that each table lists, by its file."""
    files = [
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("codes.py")
    ]
    names = {file: file.removesuffix(".py").replace("/", ".") for file in files}
    return {file: list(import_module(name).codes()) for file, name in names.items()}


TABLES = _tables()


def _file_named_for(code: str) -> str:
    """Return the table that CONTRIBUTING.md names for a code: ``KB28x`` goes before ``KB2xx``."""
    rows = re.findall(r"^\| (KB\d+x.*?) \|.*\| `(\S+)` \|$", CONTRIBUTING, re.MULTILINE)
    files = {each.rstrip("x"): file for codes, file in rows for each in codes.split(", ")}
    fitting = [start for start in files if code.startswith(start)]
    return files[max(fitting, key=len)] if fitting else "nothing"


def test_a_code_stands_in_one_table() -> None:
    listed = [code for codes in TABLES.values() for code in codes]
    assert sorted(listed) == sorted(set(listed))


def test_contributing_leads_from_every_code_to_its_table() -> None:
    named = {code: _file_named_for(code) for codes in TABLES.values() for code in codes}
    assert named == {code: file for file, codes in TABLES.items() for code in codes}


def test_every_code_that_is_given_is_listed() -> None:
    given = {
        code
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for code in re.findall(r"""["'](KB\d{3})["']""", path.read_text("utf-8"))
    }
    of_commands = re.search(r"^\| KB001–KB\d+ \|.*$", CONTRIBUTING, re.MULTILINE)
    assert of_commands is not None
    listed = {f"KB{number}" for number in re.findall(r"\((\d{3})\)", of_commands[0])}
    assert given == listed.union(*TABLES.values())
