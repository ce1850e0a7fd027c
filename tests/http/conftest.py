from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import httpx
import pytest

from knowledge_base.http.app import create_app
from knowledge_base.http.library import Library, open_library
from knowledge_base.http.settings import Settings
from tests.project_copy import ROOT

if TYPE_CHECKING:
    from fastapi import FastAPI

DAY = date(2026, 11, 22)
T = TypeVar("T")


def finished(answer: Coroutine[Any, Any, T]) -> T:
    """Return an answer from a thread of its own: in this one a browser may have its loop."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, answer).result()


class Client:
    """Asks an application as a browser or program asks it, without a server between."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.ask("GET", path, headers=headers)

    def decide(self, rule: str, body: object, query: str = "", **headers: str) -> httpx.Response:
        return self.ask("POST", f"/v1/rules/{rule}/decide{query}", json=body, headers=headers)

    def ask(self, method: str, path: str, **given: Any) -> httpx.Response:
        headers = {name.replace("_", "-"): each for name, each in given.pop("headers", {}).items()}

        async def answer() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                return await client.request(method, path, headers=headers, **given)

        return finished(answer())


@pytest.fixture(scope="session")
def library() -> Library:
    return open_library(ROOT, DAY)


@pytest.fixture
def client(library: Library) -> Client:
    return Client(create_app(ROOT, Settings(as_of=DAY), library))
