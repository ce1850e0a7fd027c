"""``POST /v1/feedback``: what a reader says of a guide."""

from __future__ import annotations

import asyncio
import ipaddress
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from knowledge_base.clock import today
from knowledge_base.feedback.opinion import read_opinion
from knowledge_base.feedback.pace import Pace
from knowledge_base.feedback.store import NotKept, open_store
from knowledge_base.http.bodies import read_request_body
from knowledge_base.http.problem_details import Refusal
from rules_engine.json_facts import read_json

if TYPE_CHECKING:
    from fastapi import FastAPI

    from knowledge_base.feedback.store import Store
    from knowledge_base.http.library import Edition
    from knowledge_base.http.settings import Settings

ADDRESS = "/v1/feedback"
_LARGEST = 16_384  # bytes; a comment whose every character is escaped fits

router = APIRouter(include_in_schema=False)  # openapi_feedback.py describes it


def mount(app: FastAPI, address: str) -> None:
    """Let an application take opinions into a store; raise ``ProblemsFound`` without one."""
    app.state.opinions = open_store(address)
    app.state.pace = Pace()
    app.include_router(router)


@router.post(ADDRESS)
async def take(request: Request) -> Response:
    """Keep an opinion; 204 says that it is kept."""
    settings: Settings = request.app.state.settings
    edition: Edition = request.app.state.library.edition
    store: Store = request.app.state.opinions
    if not request.app.state.pace.admits(_sender(request)):
        raise Refusal(
            429, "KB903", "more came within a minute than is taken", "Send it again in a minute.",
            headers={"Retry-After": "60"},
        )  # fmt: skip
    body = read_json(await read_request_body(request, _LARGEST, settings.patience))
    opinion = read_opinion(body, edition.sources.structure.guides, edition.languages)
    try:
        await asyncio.to_thread(store.keep, opinion, today())
    except NotKept:
        raise Refusal(
            503, "KB904", "the opinion cannot be kept now", "Send it again later.",
            headers={"Retry-After": "10"},
        ) from None  # fmt: skip
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


def _sender(request: Request) -> str:
    """Return whom to count: the one a proxy names, where the request comes from a near one."""
    peer = request.client.host if request.client else ""
    named = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return named if named and _is_near(peer) else peer


def _is_near(peer: str) -> bool:
    try:
        return ipaddress.ip_address(peer).is_private
    except ValueError:  # a socket of the system
        return True
