"""The documents at the root say all that there is: commands, decisions, files."""

from __future__ import annotations

import re

import pytest

from knowledge_base.command_line import kb
from tests.project_copy import ROOT

DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/README.md",
    "rules/README.md",
    "decisions/README.md",
)
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in DOCUMENTS}


def test_every_command_is_named() -> None:
    said = "\n".join(TEXTS.values())
    commands = kb.list_commands(kb.make_context("kb", ["check"]))
    assert [each for each in commands if not re.search(rf"\bkb {each}\b", said)] == []


def test_every_decision_is_listed_by_its_title() -> None:
    titles = {
        path.name: re.sub(r"^# \d+\. ", "", path.read_text("utf-8").splitlines()[0])
        for path in sorted((ROOT / "decisions").glob("0*.md"))
    }
    listed = re.findall(r"^- \[\d{4}\]\((.*)\) (.*)$", TEXTS["decisions/README.md"], re.MULTILINE)
    assert listed == list(titles.items())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_to_a_file_leads_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!https:)([^)#]+)", TEXTS[name])
    assert [each for each in targets if not ((ROOT / name).parent / each).exists()] == []
