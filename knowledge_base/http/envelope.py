"""What stands around every request: its id, its limits, its line in the log, and safe headers.

The log names the route and never the address: an address may hold anything a client types. Neither
facts, queries nor keys are written down.
"""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
import uuid
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect

from knowledge_base.http.problem_details import Refusal, fault, problem_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PACKAGE = "knowledge_base.http"
access = logging.getLogger(f"{PACKAGE}.access")
faults = logging.getLogger(f"{PACKAGE}.faults")

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_NOBODY_WAITS = 499  # in the log alone: the client went away before there was an answer
LONGEST_HEAD = 16_384  # bytes
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_POLICY = "default-src 'none'; frame-ancestors 'none'"


class Envelope:
    """The outermost layer of the application. ``most`` requests are answered at once.

    Once ``app.state.stopping`` is set each answer closes its connection.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most
        self.active = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # HEAD is GET without the body; nobody else needs to know.
        inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        inner.setdefault("state", {})["noted"] = {}
        exchange = _Exchange(scope, send)
        self.active += 1
        try:
            if _head_size(scope) > LONGEST_HEAD:
                large = Refusal(431, "KB804", "the head is too large", "Send shorter headers.")
                await problem_response(431, large.problems)(inner, receive, exchange.send)
            elif self.active > self.most and scope["path"] != "/healthz":
                busy = Refusal(503, "KB808", "too many requests at once", "Ask again later.")
                response = problem_response(503, busy.problems, {"Retry-After": "1"})
                await response(inner, receive, exchange.send)
            else:
                await self.app(inner, receive, exchange.send)
        except ClientDisconnect:
            exchange.status = exchange.status or _NOBODY_WAITS
        except Exception as error:
            _log_fault(exchange.id, error)
            if exchange.status:  # the answer has begun: cut it, so that it is not taken for whole
                raise Cut from None
            await fault()(inner, receive, exchange.send)
        finally:
            self.active -= 1
            exchange.log(inner)


class Cut(Exception):
    """Ends a connection in the middle of an answer; why is in the log already."""


class _Exchange:
    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope = scope
        self.began = time.perf_counter()
        given = Headers(scope=scope).get("x-request-id", "")
        self.id = given if _ID.fullmatch(given) else uuid.uuid4().hex
        self.status = 0
        self.sent = 0
        self._send = send

    async def send(self, message: Message) -> None:
        """Send what the application answers, with the headers that every answer has."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self.id
            for name, value in _SAFE.items():
                headers[name] = value
            headers.setdefault("Content-Security-Policy", _POLICY)
            if _is_stopping(self.scope):
                headers["Connection"] = "close"
        elif message["type"] == "http.response.body":
            if self.scope["method"] == "HEAD":
                message = {**message, "body": b""}
            self.sent += len(message.get("body", b""))
        await self._send(message)

    def log(self, inner: Scope) -> None:
        """Write one line of JSON."""
        if not access.isEnabledFor(logging.INFO):
            return
        method = self.scope["method"]
        line: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "id": self.id,
            "method": method if method in _METHODS else "other",
            "route": getattr(inner.get("route"), "path", None),
            "status": self.status,
            "ms": round((time.perf_counter() - self.began) * 1000, 2),
            "bytes": self.sent,
            **inner["state"]["noted"],
        }
        access.info(json.dumps(line))


def _head_size(scope: Scope) -> int:
    fields = sum(len(name) + len(value) for name, value in scope["headers"])
    return fields + len(scope["path"]) + len(scope["query_string"])


def _is_stopping(scope: Scope) -> bool:
    app = scope.get("app")
    return app is not None and getattr(app.state, "stopping", False)


def _log_fault(request_id: str, error: Exception) -> None:
    """Write where the server failed, without the message: it may repeat facts."""
    frames = [
        f"{each.filename}:{each.lineno}" for each in traceback.extract_tb(error.__traceback__)
    ]
    faults.error(json.dumps({"id": request_id, "fault": type(error).__name__, "at": frames[-4:]}))
