"""What a schema let pass is not tried again; nothing else is believed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rules_engine.reading import passed
from rules_engine.reading import schema as schema_module
from rules_engine.reading.schema import check_schema
from rules_engine.reading.strict_yaml import read_bytes

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

SCHEMA = {
    "type": "object",
    "properties": {"seats": {"type": "integer"}, "name": {"type": "string"}},
}
VALIDATOR = schema_module._validator


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KB_CACHE", str(tmp_path / "cache"))
    (tmp_path / "schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    return tmp_path


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The schemas that trees were tried by."""
    found: list[Path] = []

    def validator(schema: Path) -> Validator:
        found.append(schema)
        return VALIDATOR(schema)

    monkeypatch.setattr(schema_module, "_validator", validator)
    return found


def codes(text: str, schema: Path) -> list[str]:
    """Return the codes of the problems of a text, as a new process would find them."""
    for remembered in (passed._opened, passed._trier, schema_module.load_schema, VALIDATOR):
        remembered.cache_clear()
    root, problems = read_bytes(text.encode(), "x.yml")
    assert root is not None
    assert problems == []
    return [each.code for each in check_schema(root, schema, "x.yml")]


def test_a_tree_that_passed_is_not_tried_again(folder: Path, tried: list[Path]) -> None:
    schema = folder / "schema.json"
    assert codes("seats: 5\nname: A\n", schema) == []
    assert codes("# a comment\nseats:   5\nname: A\n", schema) == []
    assert len(tried) == 1


@pytest.mark.parametrize("text", ['seats: "5"\nname: A\n', "seats: five\nname: A\n"])
def test_a_tree_that_differs_by_a_quote_or_a_word_is_tried(folder: Path, text: str) -> None:
    schema = folder / "schema.json"
    assert codes("seats: 5\nname: A\n", schema) == []
    for _ in range(2):  # and what did not pass is never kept
        assert codes(text, schema) == ["KB122"]


def test_another_schema_tries_it_again(folder: Path) -> None:
    schema = folder / "schema.json"
    assert codes("seats: 5\n", schema) == []
    schema.write_text(schema.read_text("utf-8").replace("integer", "string"), encoding="utf-8")
    assert codes("seats: 5\n", schema) == []  # unquoted, but a text where the schema says so
    schema.write_text(json.dumps({**SCHEMA, "required": ["name"]}), encoding="utf-8")
    assert codes("seats: 5\n", schema) != []


@pytest.mark.parametrize("damage", [b"\xff\xfe\x00", b"no digest\n" * 200_000])
def test_a_damaged_list_or_one_too_long_costs_nothing_but_time(
    folder: Path, tried: list[Path], damage: bytes
) -> None:
    kept = folder / "cache" / "passed-trees"
    kept.parent.mkdir()
    kept.write_bytes(damage)
    for _ in range(2):
        assert codes("seats: 5\n", folder / "schema.json") == []
    assert 1 <= len(tried) <= 2
    assert codes('seats: "5"\n', folder / "schema.json") == ["KB122"]


def test_where_nothing_can_be_kept_every_tree_is_tried(folder: Path, tried: list[Path]) -> None:
    (folder / "cache").write_text("a file where a folder should be", encoding="utf-8")
    for _ in range(2):
        assert codes("seats: 5\n", folder / "schema.json") == []
    assert len(tried) == 2
