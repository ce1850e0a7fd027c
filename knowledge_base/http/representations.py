"""Answers that can be asked for again: with an ETag, and nothing when it is still the same."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from starlette.responses import Response

from knowledge_base.http.accepted import check_accepts

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from knowledge_base.http.library import Edition

JSON = "application/json"


def json_bytes(content: object) -> bytes:
    """Return JSON as UTF-8, as the command line prints it."""
    return json.dumps(content, ensure_ascii=False).encode()


def representation(
    request: Request, content: bytes, *, media_type: str = JSON, language: str | None = None
) -> Response:
    """Return content with its ETag, or 304 where the client has it; ``language`` is negotiated.

    It may be kept, and must be asked for again each time: it may change at any save or midnight.
    """
    check_accepts(request, media_type)
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if language is not None:
        headers |= {"Content-Language": language, "Vary": "Accept-Language"}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=media_type)


def kept(request: Request, name: str, make: Callable[[Edition], bytes]) -> bytes:
    """Return what ``make`` makes, made again only for another edition or another day."""
    state = request.app.state
    edition: Edition = state.library.edition
    now = (edition, state.settings.day())
    found: tuple[object, bytes] | None = state.kept.get(name)
    if found is None or found[0] != now:
        found = state.kept[name] = (now, make(edition))
    return found[1]


def _has(header: str, tag: str) -> bool:
    tags = {each.strip().removeprefix("W/") for each in header.split(",")}
    return "*" in tags or tag in tags
