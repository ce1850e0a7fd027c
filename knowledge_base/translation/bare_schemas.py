"""What the committed schemas say of a key: they hold for every language, and name no guide."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from knowledge_base.content.structure_files import SCHEMAS
from rules_engine.reading.schema import load_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rules_engine.reading.schema import Schema

_OF_FOLDERS = {"guides": "guide-text", "rules": "rule-words"}


@cache
def description_of(name: str, key: str, kind: Literal["string", "object"]) -> str | None:
    """Return what a text, or a group of texts, is: from the schema of all files like ``name``.

    >>> description_of("guides/add-user", "title", "string")
    'The task, as a reader would say it.'
    """
    folder = name.partition("/")[0]
    root = load_schema(SCHEMAS / f"{_OF_FOLDERS.get(folder, folder)}.schema.json")
    found = [root]
    for step in key.split("."):
        found = [child for schema in found for child in _children(schema, step, root)]
    said = (each.get("description") for each in found if each.get("type", kind) == kind)
    return next((str(each) for each in said if each), None)


def _children(schema: Schema, step: str, root: Schema) -> Iterator[Schema]:
    for each in _meant(schema, root):
        named = each.get("properties")
        child = named.get(step) if isinstance(named, dict) else None
        child = child or each.get("additionalProperties")
        if isinstance(child, dict):
            yield from _meant(child, root)


def _meant(schema: Schema, root: Schema) -> Iterator[Schema]:
    """Yield a schema, what it refers to, and what it may be instead."""
    yield schema
    reference = schema.get("$ref")
    definitions = root.get("$defs")
    if isinstance(reference, str) and isinstance(definitions, dict):
        yield from _meant(definitions[reference.rpartition("/")[2]], root)
    either = schema.get("anyOf")
    for each in either if isinstance(either, list) else ():
        yield from _meant(each, root)
