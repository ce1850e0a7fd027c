"""All texts of the project are in their form."""

from __future__ import annotations

from knowledge_base.translation.form_files import TextFiles
from tests.project_copy import ROOT


def test_every_text_file_is_in_its_form() -> None:
    texts = TextFiles(ROOT)
    assert len(texts.paths) > 500
    changed = [
        texts.shown(path)
        for path in texts.paths
        if texts.put_right(path) != (path.read_bytes().decode("utf-8"), [])
    ]
    assert changed == [], "run kb fmt"
