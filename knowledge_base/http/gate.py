"""Who is let in: with keys, nobody without one but to the pages that say how to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from knowledge_base.http.problem_details import REFERENCE, Refusal, problem_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from knowledge_base.http.keys import Keys

# Readers of a guide have no key to say whether it helped.
_OPEN = frozenset({"/healthz", "/openapi.json", "/v1/feedback", REFERENCE, f"{REFERENCE}.css"})


class Gate:
    """Asks for ``Authorization: Bearer <key>`` before anything else of a request is looked at."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app = app
        self.keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer 401."""
        if scope["type"] != "http" or scope["path"] in _OPEN:
            await self.app(scope, receive, send)
            return
        scheme, _, key = Headers(scope=scope).get("authorization", "").partition(" ")
        holder = self.keys.holder(key.strip()) if scheme.lower() == "bearer" else None
        if holder is None:
            remedy = "Send a known one as Authorization: Bearer <key>."
            refusal = Refusal(401, "KB806", "the key is missing or unknown", remedy)
            headers = {"WWW-Authenticate": "Bearer"}
            await problem_response(401, refusal.problems, headers)(scope, receive, send)
            return
        scope["state"]["noted"]["client"] = holder
        await self.app(scope, receive, send)
