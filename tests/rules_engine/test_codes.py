"""The table of codes and the codes in use are the same."""

from __future__ import annotations

import re
from pathlib import Path

import rules_engine
from rules_engine.codes import codes

PACKAGE = Path(rules_engine.__file__).parent


def codes_in_use() -> set[str]:
    sources = (path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.stem != "codes")
    return {code for source in sources for code in re.findall(r'"(KB\d{3})"', source)}


def test_every_code_in_use_has_a_meaning_and_every_meaning_a_use() -> None:
    assert codes_in_use() == set(codes())


def test_codes_stand_in_order_and_every_meaning_says_something() -> None:
    assert list(codes()) == sorted(codes())
    assert all(codes().values())
