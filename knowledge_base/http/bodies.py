"""Bodies of requests: read within limits, with exact numbers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from knowledge_base.http.problem_details import Refusal
from rules_engine.json_facts import read_date, read_json
from rules_engine.problems import ProblemsFound, near, refused

if TYPE_CHECKING:
    from starlette.requests import Request

_KEYS = ("facts", "as_of")


async def read_request_body(request: Request, most: int, patience: float) -> str:
    """Return the JSON text of a request; raise ``Refusal`` where it is none, too large or slow."""
    check_content(request, ("application/json",), most)
    body = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise too_large(most)
    except TimeoutError:
        raise Refusal(
            408, "KB807", f"the body did not come within {patience:g} seconds",
            "Send the request again.", headers={"Connection": "close"},
        ) from None  # fmt: skip
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad(f"not UTF-8: byte {error.start} is wrong", "Send JSON in UTF-8.") from error


def check_content(request: Request, media_types: Sequence[str], most: int) -> None:
    """Raise ``Refusal`` where the headers say already that the body will not be read."""
    given, *parameters = (
        each.strip().lower() for each in request.headers.get("content-type", "").split(";")
    )
    charset = next((each[8:].strip('"') for each in parameters if each.startswith("charset=")), "")
    encoding = request.headers.get("content-encoding", "identity").lower()
    if given not in media_types or charset not in ("", "utf-8") or encoding != "identity":
        raise Refusal(
            415, "KB805", "the body is not in a form that is read here",
            f"Send {' or '.join(media_types)} in UTF-8, without Content-Encoding.",
        )  # fmt: skip
    length = request.headers.get("content-length", "")
    if length.isdecimal() and (len(length) > 15 or int(length) > most):
        raise too_large(most)


def too_large(most: int) -> Refusal:
    """Return what to raise for a body of more than ``most`` bytes."""
    return Refusal(413, "KB804", f"the body is larger than {most} bytes", "Send less at once.")


def read_facts_and_day(text: str) -> tuple[Mapping[str, object], date | None]:
    """Return facts and date (None: today) of a body ``{"facts", "as_of"?}``."""
    found = read_json(text)
    if not isinstance(found, dict):
        raise _bad("the body is no JSON object", 'Write {"facts": {...}}.')
    for key in found:
        if key not in _KEYS:
            raise _bad(f"unknown key {key!r}.{near(key, _KEYS)}", "Use facts and as_of.", key)
    facts, as_of = found.get("facts", {}), found.get("as_of")
    if not isinstance(facts, dict):
        raise _bad("'facts' is no JSON object", 'Write {"input": value, ...}.', "facts")
    return facts, None if as_of is None else read_date(as_of)


def _bad(message: str, remedy: str, subject: str = "") -> ProblemsFound:
    return refused("KB503", message, remedy, subject)
