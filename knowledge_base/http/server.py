"""The server: uvicorn, with an end that loses nothing and clients that must not dawdle."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import socket
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from knowledge_base.http.envelope import LONGEST_HEAD, PACKAGE

if TYPE_CHECKING:
    from fastapi import FastAPI

# Seconds in which requests that were taken are finished, after that they are cut.
_LAST_REQUESTS = 30
_HEAD_PATIENCE = 10.0


class _Protocol(H11Protocol):
    """HTTP/1.1 that also closes connections on which no whole request head comes in time."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn narrows it in the same way
        super().connection_made(transport)
        self._deadline = self.loop.call_later(_HEAD_PATIENCE, self._too_slow)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_answering():
            self._clear()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(_HEAD_PATIENCE, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        self._clear()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _clear(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        self._deadline = None
        if not self._is_answering():
            self.timeout_keep_alive_handler()


class _Server(uvicorn.Server):
    """A server that says by itself when it ends, and ends as a command that did its work."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Take no more, and finish what was taken; a second Ctrl-C does not wait."""
        self._app.state.stopping = True
        super().handle_exit(sig, frame)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raise ``OSError`` or ``OverflowError`` where none can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=2048)


def serve(app: FastAPI, listening: socket.socket) -> None:
    """Answer until SIGTERM or Ctrl-C: then finish what was taken, and return."""
    config = uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,  # it writes addresses with their queries
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_LAST_REQUESTS,
        h11_max_incomplete_event_size=LONGEST_HEAD,
    )
    # uvicorn raises the signal again at its end, which would end the process as if it had failed.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda _number, _frame: None)
    _Server(config, app).run(sockets=[listening])


class _Lines(logging.Formatter):
    """Every line is JSON; of an exception only its type, since its message may repeat facts."""

    def format(self, record: logging.LogRecord) -> str:
        if record.name.startswith(PACKAGE):
            return record.getMessage()
        line = {"level": record.levelname.lower(), "server": record.getMessage().strip()}
        if record.exc_info and record.exc_info[0]:
            line["fault"] = record.exc_info[0].__name__
        return json.dumps(line)


def log_to_standard_error() -> None:
    """Let the server and its requests write to standard error, a line of JSON each."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger(PACKAGE).setLevel(logging.INFO)
