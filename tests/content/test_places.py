"""A character of a text is found in its file, however the text is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.content.text_files import read_texts

WRITTEN = [
    'a: "one <b>"\n',
    'a: "é \\" \\u00e9 \\x41 <b>"\n',
    "a: 'it''s <b>'\n",
    'a: "folded\n  over lines <b>"\n',
    "a: |-\n  first\n  second <b>\n",
    "a:\n  b: |-\n    first <b>\n",
]


@pytest.mark.parametrize("content", WRITTEN)
def test_a_fault_points_at_its_character(content: str, tmp_path: Path) -> None:
    path = tmp_path / "text.yml"
    path.write_text(content, encoding="utf-8")
    _, problems = read_texts(path, "text.yml")
    (problem,) = problems
    line = content.split("\n")[problem.line - 1]
    assert line[problem.column - 1 :].startswith("<b>")
