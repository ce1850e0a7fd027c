"""``/v1/reference``: addresses and rules for people, made from the document for programs."""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response

from knowledge_base.http.openapi import openapi_document
from knowledge_base.http.problem_details import REFERENCE, meanings
from knowledge_base.http.representations import kept, representation

if TYPE_CHECKING:
    from knowledge_base.http.library import Edition

router = APIRouter(include_in_schema=False)

_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
# The others are about files, which no request changes.
_ABOUT_REQUESTS = ("KB0", "KB5", "KB8", "KB9")
_SHOWN = [each for each in meanings().items() if each[0].startswith(_ABOUT_REQUESTS)]
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}: HTTP</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<header><h1>{title}: HTTP</h1>
<p>Every rule has an address of its own. Facts left out are unknown, and the answer says which are
still needed. Numbers are exact: send amounts as text. For programs:
<a href="/openapi.json">openapi.json</a>.</p></header>
<main>
<section><h2>Addresses</h2>{addresses}</section>
<section><h2>Rules</h2>{rules}</section>
<section><h2>Problems</h2>
<p>Whatever is wrong comes as <code>application/problem+json</code>. Codes never change.</p>
{problems}</section>
</main>
</body>
</html>
"""


@router.get(REFERENCE)
async def show_reference(request: Request) -> Response:
    """Return the page that shows how to ask."""

    def page(edition: Edition) -> bytes:
        return reference_page(openapi_document(request.app, edition)).encode()

    content = kept(request, "reference", page)
    answer = representation(request, content, media_type="text/html")
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer


@router.get(f"{REFERENCE}.css")
async def show_style(request: Request) -> Response:
    """Return the style of the page."""
    content = files("knowledge_base.http").joinpath("reference.css").read_bytes()
    return representation(request, content, media_type="text/css")


def reference_page(document: dict[str, Any]) -> str:
    """Return an OpenAPI document as HTML."""
    addresses, rules = [], []
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if path.startswith("/v1/rules/") and path.endswith("/decide"):
                rules.append(_rule(path, operation, document["components"]["schemas"]))
            else:
                addresses.append(_address(method, path, operation))
    return _PAGE.format(
        title=escape(document["info"]["title"]),
        style=f"{REFERENCE}.css",
        addresses=f"<dl>{''.join(addresses)}</dl>",
        rules="".join(rules),
        problems=f"<dl>{''.join(_problem(*each) for each in _SHOWN)}</dl>",
    )


def _address(method: str, path: str, operation: dict[str, Any]) -> str:
    words = ". ".join(filter(None, (operation.get("summary"), operation.get("description"))))
    parameters = "".join(
        f"<li><code>{escape(each['name'])}</code> {escape(each.get('description', ''))}</li>"
        for each in operation.get("parameters", ())
    )
    name = f"{method.upper()} {path}"
    listed = f"<ul>{parameters}</ul>" if parameters else ""
    return f"<dt><code>{escape(name)}</code></dt><dd>{_inline(words)}{listed}</dd>"


def _rule(path: str, operation: dict[str, Any], schemas: dict[str, Any]) -> str:
    rule = path.split("/")[3]
    content = operation["requestBody"]["content"]["application/json"]
    name = content["schema"]["$ref"].rpartition("/")[2].removesuffix("Request")
    facts = schemas[f"{name}Facts"]["properties"]
    asked = "".join(
        f"<dt><code>{escape(key)}</code> <span>{escape(_kind(schema))}</span></dt>"
        f"<dd>{escape(schema['description'])}</dd>"
        for key, schema in facts.items()
    )
    outcomes = schemas[f"{name}Decision"]["properties"]["outcome"]["description"].split("\n")
    said = "".join(f"<li>{_inline(each.removeprefix('- '))}</li>" for each in outcomes)
    return (
        f"<details id='{escape(rule)}'><summary><code>{escape(rule)}</code> "
        f"{escape(operation['summary'])}</summary>"
        f"<dl>{asked}</dl><ul>{said}</ul>{_example(path, content)}</details>"
    )


def _example(path: str, content: dict[str, Any]) -> str:
    examples = list(content.get("examples", {}).values())
    body = examples[0]["value"] if examples else {"facts": {}}
    text = json.dumps(body, indent=1, ensure_ascii=False)
    return f"<pre tabindex='0'>POST {escape(path)}\n\n{escape(text)}</pre>"


def _kind(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return f"{_kind(schema['anyOf'][0])} or null"
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2]).lower()
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "enum" in schema:
        return ", ".join("null" if each is None else str(each) for each in schema["enum"])
    if "number" in kinds:
        kinds = ["exact number", *(each for each in kinds if each == "null")]
    elif "format" in schema:
        kinds = [schema["format"], *(each for each in kinds if each == "null")]
    return " or ".join(kinds)


def _problem(code: str, meaning: str) -> str:
    return f"<dt id='{escape(code)}'><code>{escape(code)}</code></dt><dd>{escape(meaning)}</dd>"


def _inline(text: str) -> str:
    """Return text as HTML, with what stands in backquotes as code."""
    parts = escape(text).split("`")
    return "".join(
        f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts)
    )
