"""The table of codes and the codes in use are the same."""

from __future__ import annotations

import re
from pathlib import Path

import knowledge_base.bulk
from knowledge_base.bulk.codes import codes

PACKAGE = Path(knowledge_base.bulk.__file__).parent


def test_every_code_in_use_has_a_meaning_and_every_meaning_a_use() -> None:
    sources = [path.read_text("utf-8") for path in PACKAGE.glob("*.py") if path.stem != "codes"]
    used = {code for source in sources for code in re.findall(r"""["'](KB7\d\d)["']""", source)}
    assert used == set(codes())
    assert list(codes()) == sorted(codes())
