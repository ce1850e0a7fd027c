"""``kb new``: what it starts passes ``kb check`` at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from tests.project_copy import kb

if TYPE_CHECKING:
    from pathlib import Path


def codes(small: Path) -> set[str]:
    """Return the codes of what ``kb check`` finds; there must be no error."""
    checked = kb(small, "check", "--format", "json")
    assert checked.returncode == 0, checked.stdout
    return {problem["code"] for problem in yaml.safe_load(checked.stdout)}


def test_a_new_guide_stands_in_its_section_and_passes_the_check(small: Path) -> None:
    before = codes(small)
    started = kb(small, "new", "guide", "empty", "miss-the-train")
    assert started.returncode == 0, started.stderr
    assert "Next: write the blocks" in started.stdout
    assert "empty: [miss-the-train]" in (small / "docs/guides/sections.yml").read_text("utf-8")
    # German has no text of it yet, and it is not published
    assert codes(small) - before == {"KB205", "KB273"}


def test_a_planned_guide_brings_the_titles_it_has(small: Path) -> None:
    planned = yaml.safe_load((small / "docs/de/planned.yml").read_text("utf-8"))
    name, title = next(iter(planned.items()))
    before = codes(small)
    assert kb(small, "new", "guide", "travel", name).returncode == 0
    text = yaml.safe_load((small / f"docs/de/guides/travel/{name}.yml").read_text("utf-8"))
    assert text == {"title": title}
    assert len(planned) == 1  # so the file is gone with it: an empty one would be an error
    assert not (small / "docs/de/planned.yml").exists()
    assert f", {name}]" in (small / "docs/guides/sections.yml").read_text("utf-8")
    assert codes(small) - before == {"KB201", "KB273"}


def test_a_new_guide_has_a_number_of_its_own(small: Path) -> None:
    kb(small, "new", "guide", "travel", "one")
    kb(small, "new", "guide", "travel", "two")
    paths = (small / "docs/guides/travel").glob("*.yml")
    numbers = [yaml.safe_load(path.read_text("utf-8"))["number"] for path in paths]
    assert len(set(numbers)) == len(numbers)


def test_the_number_of_a_guide_that_is_gone_is_not_given_again(small: Path) -> None:
    listed = small / "docs/guides/addresses.yml"
    listed.write_text(listed.read_text("utf-8") + "  7: [travel/by-rail]\n", "utf-8")
    kb(small, "new", "guide", "travel", "one")
    guide = yaml.safe_load((small / "docs/guides/travel/one.yml").read_text("utf-8"))
    assert guide["number"] == 8


def test_a_new_rule_has_words_and_cases_and_decides(small: Path) -> None:
    before = codes(small)
    started = kb(small, "new", "rule", "travel", "may-return", "--guide", "take-the-train")
    assert started.returncode == 0, started.stderr
    assert (small / "tests/rules/travel/may-return.yml").is_file()
    assert codes(small) - before <= {"KB205"}
    decided = kb(small, "decide", "may-return", "--confirmed", "true")
    assert "You can do it." in decided.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["guide", "travle", "x"], "Did you mean 'travel'?"),
        (["guide", "travel", "Not_An_Id"], "'Not_An_Id' is not an id."),
        (["guide", "travel", "../x"], "'../x' is not an id."),
        (["guide", "empty", "take-the-train"], "there is docs/guides/travel/take-the-train.yml"),
        (["rule", "travel", "may-travel", "--guide", "take-the-train"], "there is rules/travel/"),
        (["rule", "travel", "x", "--guide", "take-the-trian"], "Did you mean 'take-the-train'?"),
        (["rule", "travel", "x"], "Missing option '--guide'."),
        (["giude", "travel", "x"], "Did you mean 'guide'?"),
    ],
)
def test_a_wrong_word_writes_nothing(small: Path, words: list[str], said: str) -> None:
    before = sorted(small.rglob("*"))
    ended = kb(small, "new", *words)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert sorted(small.rglob("*")) == before
