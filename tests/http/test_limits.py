"""What holds for every request: its id, its limits, who may ask, and what is never written down."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from knowledge_base.http.app import create_app
from knowledge_base.http.json_lines import LineSplitter
from knowledge_base.http.keys import read_keys
from knowledge_base.http.library import Library
from knowledge_base.http.settings import Settings
from rules_engine.problems import ProblemsFound
from tests.http.conftest import DAY, Client, finished
from tests.http.test_decisions import LEAVE, LINES
from tests.project_copy import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI

KEY = "correct-horse-battery"
HASH = hashlib.sha256(KEY.encode()).hexdigest()


def app_with(library: Library, **settings: Any) -> FastAPI:
    return create_app(ROOT, Settings(as_of=DAY, **settings), library)


def test_an_id_is_kept_or_made_and_safe_headers_are_everywhere(client: Client) -> None:
    assert client.get("/healthz", x_request_id="ticket-4711").headers["x-request-id"] == (
        "ticket-4711"
    )
    for path in ("/healthz", "/nix", "/v1/reference", "/openapi.json"):
        headers = client.get(path, x_request_id="no spaces please").headers
        assert len(headers["x-request-id"]) == 32
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")


def test_the_log_names_the_route_and_nothing_that_a_client_sent(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "knowledge_base.http")
    secret = "sec-ret"  # noqa: S105  it must not be written down
    facts = {"login_email": f"{secret}@example.org", secret: secret, "is_owner": secret}
    client.decide("leave-organization", {"facts": facts}, f"?words={secret}&{secret}={secret}",
                  authorization=f"Bearer {secret}")  # fmt: skip
    client.decide(secret, {"facts": facts})
    client.get(f"/{secret}?{secret}", x_request_id="id-1")
    client.ask(secret.upper(), f"/v1/rules?{secret}")
    client.ask("POST", "/v1/decide", content=json.dumps({secret: secret}), headers=LINES)
    assert len(caplog.records) == 5
    assert secret not in caplog.text.lower()
    lines = [json.loads(record.getMessage()) for record in caplog.records]
    assert [each["route"] for each in lines] == [
        "/v1/rules/{rule}/decide", "/v1/rules/{rule}/decide", None, "/v1/rules", "/v1/decide",
    ]  # fmt: skip
    assert [each["status"] for each in lines] == [422, 404, 404, 405, 200]
    assert lines[0]["rule"] == "leave-organization"
    assert lines[2]["id"] == "id-1"
    assert (lines[4]["lines"], lines[4]["wrong_lines"]) == (1, 1)


def test_a_fault_is_a_problem_and_the_log_does_not_repeat_its_message(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    app = app_with(library)

    @app.get("/v1/broken")
    async def broken() -> None:
        raise RuntimeError("facts: sec-ret")

    answer = Client(app).get("/v1/broken", x_request_id="broken-1")
    assert (answer.status_code, answer.json()["code"]) == (500, "KB809")
    assert "sec-ret" not in answer.text
    assert "sec-ret" not in caplog.text
    fault = json.loads(caplog.records[0].getMessage())
    assert (fault["id"], fault["fault"]) == ("broken-1", "RuntimeError")
    assert "test_limits.py" in str(fault["at"])


def test_without_rules_that_can_be_read_nothing_is_answered() -> None:
    answer = Client(app_with(Library())).get("/healthz")
    assert (answer.status_code, answer.json()["code"]) == (503, "KB808")


def test_a_router_of_others_joins_the_document_and_the_gate(library: Library) -> None:
    app = app_with(library, keys=read_keys(f"crm {HASH}", "keys"))

    @app.post("/v1/notes", summary="Keep a note")
    async def note(helped: bool) -> dict[str, bool]:
        return {"helped": helped}

    client = Client(app)
    assert "/v1/notes" in client.get("/openapi.json").json()["paths"]
    assert client.ask("POST", "/v1/notes?helped=true").status_code == 401
    allowed = {"authorization": f"Bearer {KEY}"}
    assert client.ask("POST", "/v1/notes?helped=true", headers=allowed).json() == {"helped": True}
    wrong = client.ask("POST", "/v1/notes?helped=sec-ret", headers=allowed)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "KB810")
    assert "sec-ret" not in wrong.text


class TestKeys:
    def test_nobody_without_a_known_key_may_ask(self, library: Library) -> None:
        client = Client(app_with(library, keys=read_keys(f"crm {HASH}\n", "keys")))
        wrong = ["", KEY, f"Basic {KEY}", "Bearer x", f"Bearer {HASH}", b"Bearer \xff"]
        for given in wrong:
            for path in ("/v1/rules", "/v1/nix", "/nix"):
                answer = client.ask("GET", path, headers={"authorization": given})
                assert (answer.status_code, answer.json()["code"]) == (401, "KB806")
                assert answer.headers["www-authenticate"] == "Bearer"
        assert client.get("/v1/rules", authorization=f"bearer {KEY}").status_code == 200
        for path in ("/healthz", "/openapi.json", "/v1/reference"):
            assert client.get(path).status_code == 200

    def test_the_document_says_that_a_key_is_needed(self, library: Library) -> None:
        client = Client(app_with(library, keys=read_keys(f"crm {HASH}", "keys")))
        document = client.get("/openapi.json").json()
        assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
        assert "401" in document["paths"]["/v1/rules"]["get"]["responses"]
        assert document["paths"]["/healthz"]["get"]["security"] == []

    def test_the_log_names_who_holds_the_key(
        self, library: Library, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "knowledge_base.http")
        client = Client(app_with(library, keys=read_keys(f"crm {HASH}", "keys")))
        client.get("/v1/rules", authorization=f"Bearer {KEY}")
        assert json.loads(caplog.records[0].getMessage())["client"] == "crm"
        assert KEY not in caplog.text
        assert HASH not in caplog.text

    @pytest.mark.parametrize("text", ["", "# none\n", "crm", KEY, f"crm {KEY}", f"crm {HASH[1:]}",
                                      f"crm {HASH}\ncrm {HASH}"])  # fmt: skip
    def test_a_list_that_is_none_is_refused_without_repeating_it(self, text: str) -> None:
        with pytest.raises(ProblemsFound) as found:
            read_keys(text, "keys.txt")
        assert {each.code for each in found.value.problems} == {"KB811"}
        assert KEY not in str(found.value)


class TestOrigins:
    ORIGIN = "https://help.example.org"

    def test_no_other_site_may_ask_from_a_browser(self, client: Client) -> None:
        answer = client.get("/v1/rules", origin=self.ORIGIN)
        assert "access-control-allow-origin" not in answer.headers
        asked = {"origin": self.ORIGIN, "access_control_request_method": "POST"}
        preflight = client.ask("OPTIONS", "/v1/rules/leave-organization/decide", headers=asked)
        assert preflight.status_code == 405
        assert "access-control-allow-origin" not in preflight.headers

    def test_a_site_that_is_named_may(self, library: Library) -> None:
        keys = read_keys(f"crm {HASH}", "keys")
        client = Client(app_with(library, allow_origins=(self.ORIGIN,), keys=keys))
        asked = {"origin": self.ORIGIN, "access_control_request_method": "POST",
                 "access_control_request_headers": "content-type, authorization"}  # fmt: skip
        path = "/v1/rules/leave-organization/decide"
        preflight = client.ask("OPTIONS", path, headers=asked)
        assert preflight.status_code == 200
        assert preflight.headers["access-control-allow-origin"] == self.ORIGIN
        refused = client.get("/v1/rules", origin=self.ORIGIN)
        assert refused.status_code == 401
        assert refused.headers["access-control-allow-origin"] == self.ORIGIN
        other = client.get("/v1/rules", origin="https://evil.example")
        assert "access-control-allow-origin" not in other.headers


async def dawdling() -> AsyncIterator[bytes]:
    yield b'{"facts"'
    await asyncio.sleep(60)


def test_a_body_that_does_not_come_is_not_waited_for(library: Library) -> None:
    client = Client(app_with(library, patience=0.1))
    headers = {"content_type": "application/json"}
    path = "/v1/rules/leave-organization/decide"
    answer = client.ask("POST", path, content=dawdling(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (408, "KB807")


def test_a_batch_that_stops_coming_ends_with_an_error_of_its_own(library: Library) -> None:
    async def lines() -> AsyncIterator[bytes]:
        yield json.dumps({"rule": "leave-organization", "facts": LEAVE}).encode() + b"\n"
        await asyncio.sleep(60)

    client = Client(app_with(library, patience=0.1))
    answer = client.ask("POST", "/v1/decide", content=lines(), headers=LINES)
    first, last = (json.loads(line) for line in answer.text.splitlines())
    assert first["outcome"] == "denied"
    assert last["error"]["code"] == "KB807"


def test_a_batch_without_a_length_is_cut_where_it_is_too_large(library: Library) -> None:
    async def lines() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield b'{"rule": "leave-organization"}\n'

    client = Client(app_with(library, max_batch=100))
    answer = client.ask("POST", "/v1/decide", content=lines(), headers=LINES)
    records = [json.loads(line) for line in answer.text.splitlines()]
    assert [each.get("status") for each in records[:-1]] == ["needs-info"] * 3
    assert records[-1]["error"]["code"] == "KB804"


def test_more_at_once_than_are_taken_are_told_to_come_back(library: Library) -> None:
    app = app_with(library, max_requests=1, patience=0.3)

    async def both() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            headers = {"content-type": "application/json"}
            path = "/v1/rules/leave-organization/decide"
            slow = asyncio.create_task(client.post(path, content=dawdling(), headers=headers))
            await asyncio.sleep(0.1)
            busy, healthy = await client.get("/v1/rules"), await client.get("/healthz")
            return [await slow, busy, healthy, await client.get("/v1/rules")]

    slow, busy, healthy, after = finished(both())
    assert (busy.status_code, busy.json()["code"]) == (503, "KB808")
    assert busy.headers["retry-after"] == "1"
    assert (slow.status_code, healthy.status_code, after.status_code) == (408, 200, 200)


def test_lines_are_cut_wherever_the_chunks_end_and_a_long_one_is_never_held() -> None:
    splitter = LineSplitter(most=5)
    found = [line for chunk in (b"ab", b"c\n12345\n123", b"456", b"789\n\nx")
             for line in splitter.feed(chunk)]  # fmt: skip
    assert found == [b"abc", b"12345", None, b""]
    assert splitter.last() == [b"x"]
    assert splitter.last() == []
