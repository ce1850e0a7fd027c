"""JSON lines in, JSON lines out: answers stream while requests still come."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect
from starlette.responses import Response

from knowledge_base.http.representations import json_bytes
from rules_engine.json_facts import MAX_LINE, error_record, read_request
from rules_engine.problems import ProblemsFound, refused

if TYPE_CHECKING:
    from datetime import date

    from starlette.types import Message, Receive, Scope, Send

    from knowledge_base.http.library import Edition

LINES = ("application/x-ndjson", "application/jsonl")
# A character of JSON text takes four bytes at most.
_MOST_BYTES = 4 * MAX_LINE
# So many lines are decided before their answers are sent.
_AT_ONCE = 64
# A reader who takes nothing for so many patiences has gone.
_STALLED = 6


class LineSplitter:
    """Cuts chunks into lines; one that is too long is never held, and comes as None."""

    def __init__(self, most: int = _MOST_BYTES) -> None:
        self._most = most
        self._begun = bytearray()
        self._too_long = False

    def feed(self, chunk: bytes) -> list[bytes | None]:
        """Return the lines that a chunk ends."""
        *ended, rest = chunk.split(b"\n")
        found = []
        for part in ended:
            self._add(part)
            found.append(self._line())
        self._add(rest)
        return found

    def last(self) -> list[bytes | None]:
        """Return the line that nothing ends, where there is one."""
        return [self._line()] if self._begun or self._too_long else []

    def _add(self, part: bytes) -> None:
        if self._too_long or len(self._begun) + len(part) > self._most:
            self._too_long = True
            self._begun.clear()
        else:
            self._begun += part

    def _line(self) -> bytes | None:
        line = None if self._too_long else bytes(self._begun)
        self._begun.clear()
        self._too_long = False
        return line


def answer_lines(lines: Iterable[bytes | None], edition: Edition, day: date) -> tuple[bytes, int]:
    """Return the records of lines, one a line in the same order, and how many are errors.

    ``day`` is for lines that name none.
    """
    answers, wrong = [], 0
    for line in lines:
        try:
            answers.append(_record(line, edition, day))
        except ProblemsFound as found:
            answers.append(json_bytes(error_record(found)))
            wrong += 1
    return b"".join(answer + b"\n" for answer in answers), wrong


def _record(line: bytes | None, edition: Edition, day: date) -> bytes:
    if line is None:
        raise _problem("KB503", f"the JSON is longer than {MAX_LINE} characters")
    rule, facts, as_of = read_request(line.decode("utf-8", "backslashreplace"))
    return json_bytes(edition.program(rule).decide(facts, as_of or day).to_json())


class LinesAnswer(Response):
    """Reads requests and sends answers side by side.

    Clients that send everything before they read anything are common. So that none of them waits
    for ever, lines are taken in while answers cannot be sent yet; ``most`` bytes bound what that
    holds.
    """

    def __init__(self, edition: Edition, day: date, most: int, patience: float) -> None:
        super().__init__(media_type=LINES[0], headers={"Cache-Control": "no-store"})
        del self.headers["content-length"]
        self.edition = edition
        self.day = day
        self.most = most
        self.patience = patience
        self._lines: deque[bytes | None] = deque()
        self._more = asyncio.Event()
        self._ended = False
        self._cut: ProblemsFound | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer until the last line, or until the client goes away."""
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        noted = scope["state"]["noted"]
        reader = asyncio.create_task(self._read(receive))
        try:
            while lines := await self._next_lines():
                answers, wrong = await asyncio.to_thread(
                    answer_lines, lines, self.edition, self.day
                )
                noted["lines"] = noted.get("lines", 0) + len(lines)
                noted["wrong_lines"] = noted.get("wrong_lines", 0) + wrong
                await self._send(send, {"body": answers, "more_body": True})
            await reader
            end = json_bytes(error_record(self._cut)) + b"\n" if self._cut else b""
            await self._send(send, {"body": end, "more_body": False})
        finally:
            reader.cancel()

    async def _send(self, send: Send, message: Message) -> None:
        async with asyncio.timeout(_STALLED * self.patience):
            await send({"type": "http.response.body", **message})

    async def _next_lines(self) -> list[bytes | None]:
        """Return lines that have come, a few at once; none when there will be no more."""
        while not self._lines and not self._ended:
            self._more.clear()
            await self._more.wait()
        return [self._lines.popleft() for _ in range(min(_AT_ONCE, len(self._lines)))]

    async def _read(self, receive: Receive) -> None:
        try:
            await self._take(receive)
        finally:
            self._ended = True
            self._more.set()

    async def _take(self, receive: Receive) -> None:
        splitter, taken, more = LineSplitter(), 0, True
        while more:
            try:
                async with asyncio.timeout(self.patience):
                    message = await receive()
            except TimeoutError:
                self._cut = _problem("KB807", f"no line came within {self.patience:g} seconds")
                return
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            chunk, more = message.get("body", b""), message.get("more_body", False)
            taken += len(chunk)
            if taken > self.most:
                self._cut = _problem("KB804", f"the body is larger than {self.most} bytes")
                return
            self._lines += splitter.feed(chunk)
            self._more.set()
        self._lines += splitter.last()


def _problem(code: str, message: str) -> ProblemsFound:
    return refused(code, message, "Send less at once.")
