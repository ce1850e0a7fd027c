"""Broken files of ``bad`` give exactly the problems that ``bad/problems.yml`` lists.

Each file is put in place of a good one: a rule into ``office``, parameters as ``office.yml``, sets
of choices as ``choices.yml``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from rules_engine.problems import Problem, ProblemsFound
from rules_engine.reading.folder import read_folder
from rules_engine.reading.strict_yaml import MAX_BYTES
from rules_engine.ruleset import load_rules

HERE = Path(__file__).parent
BAD, GOOD = HERE / "bad", HERE / "good" / "rules"
EXPECTED: dict[str, list[str]] = yaml.safe_load((BAD / "problems.yml").read_text("utf-8"))
FILES = sorted(path.relative_to(BAD).as_posix() for path in BAD.glob("*/*.yml"))


def problems_with(folder: Path, file: str) -> list[Problem]:
    """Return the problems of a copy of the good rules with one broken file."""
    kind, name = file.split("/")
    rules = folder / "rules"
    shutil.copytree(GOOD, rules)
    place = {"rules": f"office/{name}", "parameters": "parameters/office.yml"}
    if kind != "rules":
        shutil.rmtree(rules / "office")  # rules that would miss what was replaced
    (rules / place.get(kind, "choices.yml")).write_bytes((BAD / file).read_bytes())
    if kind == "choices":
        shutil.rmtree(rules / "parameters")
    return list(read_folder(rules).problems)


@pytest.mark.parametrize("file", FILES)
def test_a_broken_file_gives_exactly_its_problems(file: str, tmp_path: Path) -> None:
    assert [str(each) for each in problems_with(tmp_path, file)] == EXPECTED[file]


def test_every_list_of_problems_has_its_file() -> None:
    assert sorted(EXPECTED) == FILES


@pytest.mark.parametrize("file", FILES)
def test_every_problem_says_what_to_do(file: str, tmp_path: Path) -> None:
    assert all(each.remedy for each in problems_with(tmp_path, file))


def test_a_file_that_is_too_large_is_not_even_parsed(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path / "rules")
    (tmp_path / "rules" / "choices.yml").write_bytes(b"# " + b"x" * MAX_BYTES)
    problems = read_folder(tmp_path / "rules").problems
    assert str(problems[0]) == f"rules/choices.yml KB102 the file is larger than {MAX_BYTES} bytes"


def test_a_rule_in_two_sections_is_found(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path / "rules")
    shutil.copytree(tmp_path / "rules" / "office", tmp_path / "rules" / "outside")
    assert [str(each) for each in read_folder(tmp_path / "rules").problems] == [
        "rules/outside/may-enter.yml:1:1 KB307 the rule 'may-enter' stands in"
        " rules/office/may-enter.yml too"
    ]


def test_a_folder_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        load_rules(tmp_path / "rules")
    assert [each.code for each in found.value.problems] == ["KB101"]


def test_all_broken_files_are_reported_together(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path / "rules")
    for name in ("unknown-input", "unknown-operator"):
        shutil.copy(BAD / "rules" / f"{name}.yml", tmp_path / "rules" / "office")
    shutil.copy(BAD / "parameters" / "unsorted-periods.yml", tmp_path / "rules" / "parameters")
    with pytest.raises(ProblemsFound) as found:
        load_rules(tmp_path / "rules")
    assert {each.code for each in found.value.problems} == {"KB301", "KB303", "KB402", "KB403"}
