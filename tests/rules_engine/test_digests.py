"""The digest of a rule changes with what it decides, and with nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rules_engine.ruleset import load_rules

GOOD = Path(__file__).parent / "good" / "rules"
RULE, PARAMETERS, CHOICES = "office/may-enter.yml", "parameters/office.yml", "choices.yml"


def digest(folder: Path, file: str = "", old: str = "", new: str = "") -> str:
    rules = folder / "rules"
    shutil.copytree(GOOD, rules, dirs_exist_ok=True)
    if file:
        text = (rules / file).read_text("utf-8")
        assert old in text
        (rules / file).write_text(text.replace(old, new), "utf-8")
    return load_rules(rules).program("may-enter").digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (RULE, "less_than", "at_most"),
        (RULE, "role: owner}\n  not-here", "role: member}\n  not-here"),
        (RULE, "one_of", "none_of"),
        (RULE, "any:", "all:"),
        (RULE, "on_or_after", "after"),
        (RULE, "2026-01-31", "2026-02-01"),
        (RULE, "default: NO", "default: CH"),
        (RULE, "min: 0", "min: -1"),
        (RULE, "over:", "ended:"),
        (RULE, "{parameter: office.seats}", "5"),
        (PARAMETERS, "value: 5", "value: 6"),
        (PARAMETERS, "[CH, NO, FR]", "[CH, NO]"),
        (PARAMETERS, '"2025-01-01", value', '"2025-01-02", value'),
        (CHOICES, "[owner, member]", "[owner, member, guest]"),
    ],
)
def test_what_a_rule_decides_changes_its_digest(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    assert digest(tmp_path, file, old, new) != digest(tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (RULE, "source: office/f1", 'source: office/f9\nnote: "something else"'),
        (RULE, "rule: may-enter", "# a remark\n\nrule: may-enter"),
        (RULE, "  full: {people: {less_than:", "  full:\n    {people: {less_than:"),
        (RULE, "role: owner}\n  not-here", "role: {is: owner}}\n  not-here"),
        (RULE, "guides: [office]", "guides: [office, house]"),
        (RULE, "nobody-here", "no-one"),
        (PARAMETERS, "source: office/f1", 'source: office/f8\n  note: "seen on site"'),
        (PARAMETERS, "value: null, until", "value: null, source: office/f7, until"),
        (PARAMETERS, '"0.20"', '"0.30"'),  # read by another rule
        (CHOICES, "[free, paid]", "[free, paid, trial]"),  # likewise
    ],
)
def test_notes_places_spelling_and_other_parameters_do_not(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    assert digest(tmp_path, file, old, new) == digest(tmp_path)
