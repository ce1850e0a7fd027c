"""The schemas that editors use accept what the reader accepts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(("path", "schema"), FILES, ids=lambda each: str(each)[-60:])
def test_a_file_fits_the_schema_that_its_editor_uses(path: Path, schema: str) -> None:
    node, problems = read_file(path, path.name)
    assert node is not None
    assert problems + check_schema(node, SCHEMAS / f"{schema}.schema.json", path.name) == []


@pytest.mark.parametrize(("path", "schema"), FILES, ids=lambda each: str(each)[-60:])
def test_a_file_that_names_a_schema_names_the_right_one(path: Path, schema: str) -> None:
    named = re.match(r"# yaml-language-server: \$schema=(\S+)", path.read_text(encoding="utf-8"))
    if named and GOOD not in path.parents:
        assert (path.parent / named[1]).resolve() == SCHEMAS / f"{schema}.schema.json"


def test_every_schema_describes_itself() -> None:
    assert {each.name.removesuffix(".schema.json") for each in SCHEMAS.iterdir()} == set(
        BY_PLACE.values()
    )
