"""The codes of translating: each is listed once, with what it means, and used."""

from __future__ import annotations

from pathlib import Path

import knowledge_base
from knowledge_base.content.codes import codes as content_codes
from knowledge_base.translation.codes import codes
from rules_engine.codes import codes as engine_codes


def test_a_code_has_one_meaning() -> None:
    assert not set(codes()) & {*content_codes(), *engine_codes()}


def test_every_code_that_is_listed_is_given_somewhere() -> None:
    package = Path(knowledge_base.__file__).parent
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in package.rglob("*.py")
        if path.name != "codes.py"
    )
    assert [each for each in codes() if f'"{each}"' not in code] == []
