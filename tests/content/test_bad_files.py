"""Every broken project of ``bad`` gives exactly the problems that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.content.codes import codes
from tests.content.project import BadCase, bad_cases, copy_of_good

CASES = bad_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_broken_project_gives_exactly_its_problems(case: BadCase, tmp_path: Path) -> None:
    project = copy_of_good(tmp_path)
    case.apply(project)
    shown = [
        str(each) if each.severity == "error" else f"{each} (warning)"
        for each in project.problems()
    ]
    assert shown == case.problems


def test_every_problem_says_what_to_do(tmp_path: Path) -> None:
    for case in CASES:
        project = copy_of_good(tmp_path / case.id)
        case.apply(project)
        assert all(problem.remedy for problem in project.problems()), case.id


def test_every_code_has_a_broken_project_that_shows_it() -> None:
    shown = {line.split(" ")[1] for case in CASES for line in case.problems}
    # how a file is written has its own: tests/translation/broken
    content = {code for code in codes() if not code.startswith("KB29")}
    # coverage of fact sheets has its own tests: sheets are not part of a project
    assert content - shown == {"KB250", "KB251", "KB252"}


def test_the_good_project_has_no_problem(tmp_path: Path) -> None:
    assert copy_of_good(tmp_path).problems() == ()
