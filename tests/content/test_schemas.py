"""The schemas that editors use accept what the reader accepts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge_base.content.editor_lines import editor_lines
from knowledge_base.content.structure_files import SCHEMAS
from rules_engine.reading.schema import check_schema
from rules_engine.reading.strict_yaml import read_file
from tests.content.project import GOOD

ROOT = Path(__file__).parents[2]
BY_PLACE = {
    "guides/sections.yml": "sections",
    "guides/labels.yml": "label-list",
    "guides/exempt.yml": "exempt",
    "guides/addresses.yml": "addresses",
    "guides/*/*.yml": "structure",
    "*/site.yml": "site",
    "*/labels.yml": "labels",
    "*/terms.yml": "terms",
    "*/choices.yml": "choices",
    "*/planned.yml": "planned",
    "*/passages.yml": "passages",
    "*/asks.yml": "asks",
    "*/guides/*/*.yml": "guide-text",
    "*/rules/*/*.yml": "rule-words",
}
FILES = [
    (path, schema)
    for docs in (ROOT / "docs", GOOD / "docs")
    for place, schema in BY_PLACE.items()
    for path in sorted(docs.glob(place))
    if not (place == "*/labels.yml" and path.parent.name == "guides")
]
TEXT_FILES = [
    path
    for path, _ in FILES
    if path.is_relative_to(ROOT / "docs") and not path.is_relative_to(ROOT / "docs" / "guides")
]


@pytest.mark.parametrize(("path", "schema"), FILES, ids=lambda each: str(each)[-60:])
def test_a_file_fits_the_schema_that_its_editor_uses(path: Path, schema: str) -> None:
    node, problems = read_file(path, path.name)
    assert node is not None
    assert problems + check_schema(node, SCHEMAS / f"{schema}.schema.json", path.name) == []


@pytest.mark.parametrize(("path", "schema"), FILES, ids=lambda each: str(each)[-60:])
def test_a_file_that_names_a_schema_names_the_right_one(path: Path, schema: str) -> None:
    content = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)", content)
    if named and ".schemas/" not in named[1]:
        assert (path.parent / named[1]).resolve() == SCHEMAS / f"{schema}.schema.json"


@pytest.mark.parametrize("path", TEXT_FILES, ids=lambda each: str(each)[-60:])
def test_a_text_file_names_the_schema_that_is_made_for_it_right_above_its_texts(path: Path) -> None:
    lines = editor_lines(path.relative_to(ROOT / "docs").as_posix())
    head = re.match(r"(?:#.*\n)+", path.read_text(encoding="utf-8"))
    assert head is not None
    assert head[0].endswith(lines)
    assert head[0].count("yaml-language-server:") == 1


def test_every_schema_describes_itself() -> None:
    assert {each.name.removesuffix(".schema.json") for each in SCHEMAS.iterdir()} == set(
        BY_PLACE.values()
    )
