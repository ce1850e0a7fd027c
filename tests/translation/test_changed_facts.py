"""Several facts changed at once: exactly the sentences concerned are listed, with the reason."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from knowledge_base.command_line import kb
from tests.project_copy import LANGUAGES, ROOT, edit

CHANGES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("changed_facts.yml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The texts and rules of the project, recorded, then changed."""
    root = tmp_path_factory.mktemp("changed")
    for part in ("docs", "rules"):
        shutil.copytree(ROOT / part, root / part)
    _kb(root, "record")
    for each in CHANGES:
        edit(root / each["file"], each["old"], each["new"])
    return root


@pytest.fixture(scope="module")
def status(changed: Path) -> list[dict[str, Any]]:
    """What every language needs."""
    return _status(changed)


def _kb(root: Path, *words: str) -> str:
    result = CliRunner().invoke(kb, ["--root", str(root), "translate", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def _status(root: Path, *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _kb(root, "status", "--json", *words).splitlines()]


def test_exactly_the_sentences_concerned_are_listed_in_each_language(
    status: list[dict[str, Any]],
) -> None:
    listed: dict[str, dict[str, set[str]]] = {language: defaultdict(set) for language in LANGUAGES}
    for each in status:
        listed[each["language"]][each["need"]].add(each["text"])
    wanted: dict[str, set[str]] = defaultdict(set)
    for change in CHANGES:
        for need, texts in change["needs"].items():
            wanted[need].update(texts)
    for language in LANGUAGES:
        expected = {"verify": wanted["verify"]} if language == "en" else wanted
        assert listed[language] == expected, language


def test_each_says_why(status: list[dict[str, Any]]) -> None:
    known = {each["text"]: each for each in status if each["language"] == "de"}
    for change in CHANGES:
        for need, texts in change["needs"].items():
            for text in texts:
                assert known[text]["level"] == (None if need == "verify" else need)
                assert known[text]["verify"] == ([change["rule"]] if need == "verify" else [])
                if need != "verify":
                    assert (
                        change["old"].removeprefix("download: ").strip('"')
                        in (known[text]["made_from"])
                    )


def test_the_most_needed_stand_first(changed: Path) -> None:
    assert [each["need"] for each in _status(changed, "it")] == [
        "major", *["verify"] * 11, *["medium"] * 2,
    ]  # fmt: skip


def test_one_guide_alone_is_listed_with_its_rules(changed: Path) -> None:
    files = {each["text"].partition("#")[0] for each in _status(
        changed, "--guide", "require-two-factor")}  # fmt: skip
    assert files == {"guides/require-two-factor", "rules/leave-instead-of-two-factor"}


def test_nothing_was_written(changed: Path) -> None:
    recorded = {each: (changed / f"docs/{each}/.state.json").read_bytes() for each in LANGUAGES}
    _status(changed)
    for language, before in recorded.items():
        assert (changed / f"docs/{language}/.state.json").read_bytes() == before
