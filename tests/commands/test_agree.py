"""``kb agree``: all back ends compared, and every difference shown with how to see it again."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from knowledge_base.agreement import run
from knowledge_base.command_line import kb as command_line
from rules_engine.agreement.back_ends import PythonBackEnd
from tests.project_copy import kb

if TYPE_CHECKING:
    from rules_engine.agreement.cases import Case
    from rules_engine.model.decision import Verdict
    from rules_engine.model.rule import Rule

PYTHON = ("--backends", "interpreter,python")
FACTS = '{"country": "CH"}'


def in_process(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command_line, ["--root", str(root), "agree", *arguments])


@pytest.fixture
def mistaken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A back end that asks for nothing."""

    def compiled(programs: Any) -> tuple[PythonBackEnd, ...]:
        def judge_of(rule: Rule) -> Any:
            def judge(case: Case) -> Verdict:
                verdict: Verdict = programs(rule.id).decide(case.facts, case.as_of).verdict
                return verdict._replace(missing=())

            return judge

        return (PythonBackEnd("python", judge_of),)

    monkeypatch.setattr(run, "compiled", compiled)


def test_back_ends_that_say_the_same_are_counted(small: Path) -> None:
    ended = kb(small, "agree", "--cases", "300", "--backends", "interpreter,python,duckdb")
    assert ended.returncode == 0, ended.stderr
    assert "2 rules: 600 cases drawn" in ended.stdout
    for name in ("interpreter", "python", "python (all known)", "duckdb", "duckdb (one day)"):
        assert any(line.split("  ")[1] == name for line in ended.stdout.splitlines()[1:])
    assert ended.stdout.count("0 differences") == len(ended.stdout.splitlines()) - 1


def test_one_rule_is_asked_about_alone(small: Path) -> None:
    ended = kb(small, "agree", "may-travel", "--cases", "50", *PYTHON)
    assert ended.returncode == 0
    assert ended.stdout.startswith("may-travel: 50 cases drawn")


@pytest.mark.usefixtures("mistaken")
def test_a_difference_is_shown_with_the_command_that_shows_it_again(small: Path) -> None:
    ended = in_process(small, "may-travel", "--cases", "200", *PYTHON)
    assert ended.exit_code == 1
    assert "python: missing is [], expected [" in ended.output
    again = next(line for line in ended.output.splitlines() if "again: kb agree" in line)
    arguments = shlex.split(again.partition("kb agree ")[2])
    repeated = in_process(small, *arguments, *PYTHON)
    assert repeated.exit_code == 1
    assert "python: missing is [], expected [" in repeated.output
    assert "1 cases drawn" in repeated.output


@pytest.mark.usefixtures("mistaken")
def test_only_some_differences_are_shown_and_all_are_counted(small: Path) -> None:
    ended = in_process(small, "--cases", "500", *PYTHON)
    assert ended.exit_code == 1
    assert 2 <= ended.output.count("again: kb agree") <= 6
    assert "python" in ended.output
    assert " 0 differences" in ended.output


def test_without_a_browser_it_says_loudly_what_was_not_run(small: Path) -> None:
    ended = kb(
        small, "agree", "--cases", "20", "--backends", "interpreter,python,javascript",
        KB_CHROMIUM="/nowhere/chromium",
    )  # fmt: skip
    assert ended.returncode == 2
    assert "NOT RUN: KB011" in ended.stderr
    assert "python" in ended.stdout


def test_without_any_back_end_nothing_is_called_the_same(small: Path) -> None:
    without = (
        "import sys; sys.modules['duckdb'] = None; from knowledge_base.cli import main; main()"
    )
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            without,
            "--root",
            small,
            "agree",
            "--backends",
            "javascript,duckdb",
        ],
        env={**os.environ, "KB_CHROMIUM": "/nowhere/chromium"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    said = ended.stdout + ended.stderr
    assert "0 cases drawn" in said
    assert said.count("NOT RUN") == 2


def test_facts_that_do_not_fit_are_an_error(small: Path) -> None:
    ended = kb(small, "agree", "may-travel", "--facts", '{"country": "Atlantis"}', *PYTHON)
    assert ended.returncode == 2
    assert "KB502" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--backends", "interpreter,pyton"], "'python'"),
        (["--backends", "interpreter"], "two at least"),
        (["--cases", "0"], "--cases"),
        (["no-such-rule"], "KB505"),
        (["--facts", FACTS], "one RULE"),
        (["may-travel", "--as-of", "2026-01-01"], "--facts"),
        (["may-travel", "--facts", "{"], "KB503"),
    ],
)
def test_a_wrong_word_is_one_line_of_help(small: Path, arguments: list[str], said: str) -> None:
    ended = kb(small, "agree", *arguments)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
