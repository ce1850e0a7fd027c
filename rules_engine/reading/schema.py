"""JSON Schema over the strict tree: scalars typed by the schema, errors at their positions.

The same schemas complete and check the files in an editor.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from rules_engine.problems import Problem, near
from rules_engine.reading.nodes import Mapping as MappingNode
from rules_engine.reading.nodes import Node, Scalar, Sequence, at
from rules_engine.reading.passed import passed_trees, tree_digest

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

Schema: TypeAlias = Mapping[str, object]

_INTEGER = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)


@cache
def load_schema(path: Path) -> Schema:
    """Return a JSON Schema from its file."""
    schema: Schema = json.loads(path.read_text(encoding="utf-8"))
    return schema


def check_schema(node: Node, schema_file: Path, shown: str) -> list[Problem]:
    """Return where a tree breaks a schema: unknown and missing keys, wrong types and values."""
    passed, digest = passed_trees(), tree_digest(node, schema_file)
    if digest in passed:
        return []
    schema = load_schema(schema_file)
    errors = _validator(schema_file).iter_errors(cast("Any", to_plain(node, schema)))
    # one missing key is one error, but each error names all keys that are required
    problems = {problem for error in errors for problem in _problems(error, node, shown)}
    if not problems:
        passed.add(digest)
    return sorted(problems)


@cache
def _validator(schema_file: Path) -> Validator:
    from jsonschema import Draft202012Validator  # costs 80 ms; not on the way of a decision

    validator: Validator = Draft202012Validator(load_schema(schema_file))
    return validator


def to_plain(node: Node, schema: Schema) -> object:
    """Return a tree as JSON types; a scalar is a text unless ``schema`` allows another type."""
    return _plain(node, [schema], schema)


def _plain(node: Node, schemas: list[Schema], root: Schema) -> object:
    schemas = [each for schema in schemas for each in _expand(schema, root)]
    if isinstance(node, Scalar):
        return _scalar(node, schemas)
    if isinstance(node, Sequence):
        items: list[Schema] = []
        items += [each for schema in schemas if isinstance(each := schema.get("items"), dict)]
        return [_plain(item, items, root) for item in node]
    return {
        key: _plain(value, list(_of_key(schemas, key)), root) for key, value in node.entries.items()
    }


def _scalar(node: Scalar, schemas: list[Schema]) -> object:
    types: set[object] = set()
    for schema in schemas:
        declared = schema.get("type")
        types.update(declared if isinstance(declared, list) else [declared])
        values = [*_list(schema.get("enum")), *([schema["const"]] if "const" in schema else [])]
        types.update("boolean" for value in values if isinstance(value, bool))
    if node.plain:
        if "null" in types and node.text == "null":
            return None
        if "boolean" in types and node.text in {"true", "false"}:
            return node.text == "true"
        if types & {"integer", "number"} and _INTEGER.fullmatch(node.text):
            return int(node.text)
    return node.text


def _expand(schema: Schema, root: Schema) -> Iterator[Schema]:
    yield schema
    reference = schema.get("$ref")
    if isinstance(reference, str):
        target: object = root
        for step in reference.removeprefix("#/").split("/"):
            target = target[step] if isinstance(target, dict) else {}
        if isinstance(target, dict):
            yield from _expand(target, root)
    for word in ("anyOf", "oneOf", "allOf"):
        for branch in _list(schema.get(word)):
            if isinstance(branch, dict):
                yield from _expand(branch, root)


def _of_key(schemas: list[Schema], key: str) -> Iterator[Schema]:
    for schema in schemas:
        properties = schema.get("properties")
        if isinstance(properties, dict) and key in properties:
            yield properties[key]
            continue
        patterns = schema.get("patternProperties")
        found = (
            [each for pattern, each in patterns.items() if re.search(pattern, key)]
            if isinstance(patterns, dict)
            else []
        )
        extra = schema.get("additionalProperties")
        yield from found or ([extra] if isinstance(extra, dict) else [])


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _problems(error: ValidationError, root: Node, shown: str) -> Iterator[Problem]:
    word = error.validator
    if error.context and word in {"anyOf", "oneOf"}:
        deepest = max(error.context, key=lambda each: len(each.absolute_path))
        yield from _problems(deepest, root, shown)
        return
    path = list(error.absolute_path)
    node = at(root, path)
    if word == "additionalProperties" and isinstance(node, MappingNode):
        yield from _unknown_keys(error, node, shown)
    elif word == "required" and isinstance(node, MappingNode):
        yield from _missing_keys(error, node, shown)
    elif "propertyNames" in error.absolute_schema_path:
        yield _key_form(error, node, shown)
    else:
        where = f"{'.'.join(str(step) for step in path)}: " if path else ""
        message = f"{where}{_reason(error)}"
        yield Problem(shown, node.line, node.column, "KB122", message, _remedy(error))


def _unknown_keys(error: ValidationError, node: MappingNode, shown: str) -> Iterator[Problem]:
    schema = cast("Mapping[str, Any]", error.schema)
    known = list(schema.get("properties", {}))
    patterns = list(schema.get("patternProperties", {}))
    for key in node.keys.values():
        if key.text not in known and not any(re.search(each, key.text) for each in patterns):
            message = f"unknown key {key.text!r}.{near(key.text, known)}"
            remedy = f"Allowed here: {', '.join(known)}." if known else "Remove it."
            yield Problem(shown, key.line, key.column, "KB120", message, remedy)


def _missing_keys(error: ValidationError, node: MappingNode, shown: str) -> Iterator[Problem]:
    for key in cast("list[str]", error.validator_value):
        if key not in node.entries:
            message = f"the key {key!r} is missing"
            yield Problem(shown, node.line, node.column, "KB121", message, f"Add {key!r}.")


def _key_form(error: ValidationError, node: Node, shown: str) -> Problem:
    name = str(error.instance)
    place = node.keys.get(name, node) if isinstance(node, MappingNode) else node
    message = f"the key {name!r} is not an id"
    return Problem(shown, place.line, place.column, "KB123", message, _remedy(error))


def _reason(error: ValidationError) -> str:
    given = repr(error.instance)
    given = given if len(given) <= 60 else given[:57] + "..."
    match error.validator:
        case "type":
            return f"{_kind(error.instance)} stands where {_words(error.validator_value)} is needed"
        case "enum":
            return f"{given} is not allowed.{near(str(error.instance), _choices(error))}"
        case "pattern":
            return f"{given} does not have the form needed"
        case "minProperties" | "minItems":
            least = error.validator_value
            return f"at least {'one entry is' if least == 1 else f'{least} entries are'} needed"
        case "maxItems":
            return f"at most {error.validator_value} entries are allowed"
        case "uniqueItems":
            return "an entry stands twice"
        case _:
            return error.message


def _remedy(error: ValidationError) -> str:
    if error.validator == "enum":
        return f"Allowed: {', '.join(_choices(error))}."
    description = error.schema.get("description") if isinstance(error.schema, dict) else None
    if description:
        return str(description)
    if error.validator == "pattern":
        return f"It must look like {error.validator_value}"
    return "Compare it with a neighbouring file."


def _choices(error: ValidationError) -> list[str]:
    return [str(each) for each in cast("list[object]", error.validator_value)]


def _words(types: object) -> str:
    names = types if isinstance(types, list) else [types]
    kinds = {
        "object": "a mapping",
        "array": "a list",
        "string": "a text",
        "integer": "a whole number",
        "number": "a number",
        "boolean": "true or false",
        "null": "null",
    }
    return " or ".join(kinds.get(str(name), str(name)) for name in names)


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"{value!r}"
