"""``POST /v1/feedback``: what is taken, what is refused, and what nobody keeps."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import settings as examples

from knowledge_base.feedback.pace import Pace
from knowledge_base.http.app import create_app
from knowledge_base.http.keys import read_keys
from knowledge_base.http.settings import Settings
from rules_engine.problems import ProblemsFound
from tests.http.conftest import DAY, Client
from tests.project_copy import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx
    from fastapi import FastAPI

    from knowledge_base.http.library import Library

ADDRESS = "/v1/feedback"
NO = {
    "id": "0123456789abcdef" * 2,
    "guide": "switch-or-leave-organization",
    "language": "it",
    "revision": "0123456789ab",
    "helpful": False,
}


@pytest.fixture
def app(library: Library, tmp_path: Path) -> Iterator[FastAPI]:
    address = f"sqlite:///{tmp_path / 'opinions.sqlite'}"
    app = create_app(ROOT, Settings(as_of=DAY, feedback=address), library)
    yield app
    app.state.opinions.close()


def send(app: FastAPI, body: Any, **headers: str) -> httpx.Response:
    return Client(app).ask("POST", ADDRESS, json=body, headers=headers)


def test_an_opinion_is_kept_with_its_comment_masked(app: FastAPI) -> None:
    assert send(app, NO).status_code == 204
    said = {"reason": "outdated", "comment": "Scrivetemi: anna@example.org, 079 555 12 12"}
    answer = send(app, {**NO, **said})
    assert (answer.status_code, answer.content) == (204, b"")
    assert "set-cookie" not in answer.headers
    ((*place, _, reason, comment),) = app.state.opinions.comments()
    assert place == ["switch-or-leave-organization", "it", "0123456789ab"]
    assert (reason, comment) == ("outdated", "Scrivetemi: [e-mail], [number]")
    assert sum(row[5] for row in app.state.opinions.counts()) == 1


@pytest.mark.parametrize(
    ("changed", "subject"),
    [
        ({"guide": "no-such-guide"}, "guide"),
        ({"language": "pt"}, "language"),
        ({"revision": "latest"}, "revision"),
        ({"id": "1"}, "id"),
        ({"helpful": 0}, "helpful"),
        ({"helpful": True, "reason": "wrong"}, "helpful"),
        ({"reason": "bad"}, "reason"),
        ({"comment": "x" * 1001}, "comment"),
        ({"comment": ["x"]}, "comment"),
        ({"e_mail": "anna@example.org"}, None),
    ],
)
def test_what_does_not_fit_is_refused_without_repeating_it(
    app: FastAPI, changed: dict[str, object], subject: str | None
) -> None:
    answer = send(app, {**NO, **changed})
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert (problem["code"], problem.get("input")) == ("KB902", subject)
    assert "anna" not in answer.text
    assert list(app.state.opinions.counts()) == []


def test_any_comment_of_a_thousand_characters_can_be_sent(app: FastAPI) -> None:
    assert send(app, {**NO, "comment": "\U0001f642" * 1000}).status_code == 204
    assert len(next(app.state.opinions.comments())[-1]) == 1000
    strange = json.dumps({**NO, "comment": "\0\u200b"}).encode()
    headers = {"content-type": "application/json"}
    assert Client(app).ask("POST", ADDRESS, content=strange, headers=headers).status_code == 204
    assert list(app.state.opinions.comments()) == []


def test_a_body_that_is_too_large_or_in_another_form_is_refused(app: FastAPI) -> None:
    assert send(app, {**NO, "comment": "x" * 20_000}).status_code == 413
    form = Client(app).ask("POST", ADDRESS, data={"helpful": "true"})
    assert form.status_code == 415  # a form of another site can send nothing
    assert Client(app).get(ADDRESS).status_code == 405


def test_a_sender_has_a_limit_and_is_told_when_to_come_again(app: FastAPI) -> None:
    app.state.pace = Pace(each=2)
    behind_proxy = {"x-forwarded-for": "198.51.100.1, 203.0.113.7"}
    assert [send(app, NO, **behind_proxy).status_code for _ in range(3)] == [204, 204, 429]
    refused = send(app, NO, **{"x-forwarded-for": "forged, 203.0.113.7"})
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "60"
    assert refused.json()["code"] == "KB903"
    assert send(app, NO, **{"x-forwarded-for": "203.0.113.8"}).status_code == 204


def test_the_log_holds_neither_comment_nor_sender(
    app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body = {**NO, "comment": "sesame anna@example.org"}
    send(app, body, **{"x-forwarded-for": "203.0.113.7"})
    send(app, {**body, "guide": "sesame"}, **{"x-forwarded-for": "203.0.113.7"})
    written = [each.getMessage() for each in caplog.records]
    assert [json.loads(each)["route"] for each in written if each.startswith("{")] == [ADDRESS] * 2
    assert not any(secret in "".join(written) for secret in ("sesame", "anna", "203.0.113.7"))


def test_a_store_that_fails_is_said_to_the_reader(app: FastAPI) -> None:
    with app.state.opinions._engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE opinions")
    answer = send(app, NO)
    assert (answer.status_code, answer.json()["code"]) == (503, "KB904")


def test_readers_need_no_key(library: Library, tmp_path: Path) -> None:
    keys = read_keys(f"desk {'0' * 64}", "test")
    address = f"sqlite:///{tmp_path / 'opinions.sqlite'}"
    app = create_app(ROOT, Settings(as_of=DAY, keys=keys, feedback=address), library)
    assert send(app, NO).status_code == 204
    assert Client(app).get("/v1/rules").status_code == 401
    described = Client(app).get("/openapi.json").json()["paths"][ADDRESS]["post"]
    assert described["security"] == []
    app.state.opinions.close()


def test_without_a_store_there_is_no_such_address(client: Client) -> None:
    assert client.ask("POST", ADDRESS, json=NO).status_code == 404


def test_a_store_that_cannot_be_opened_stops_the_start(library: Library) -> None:
    with pytest.raises(ProblemsFound, match="KB901"):
        create_app(ROOT, Settings(feedback="sqlite:////nowhere/x.sqlite"), library)


@pytest.fixture
def document(app: FastAPI) -> schemathesis.BaseSchema:
    app.state.pace = Pace(each=10_000, together=10_000)
    return schemathesis.openapi.from_asgi("/openapi.json", app)


SCHEMA = schemathesis.pytest.from_fixture("document").include(path=ADDRESS)


@SCHEMA.parametrize()
@examples(max_examples=40, deadline=None)
def test_the_document_and_the_server_agree(case: schemathesis.Case) -> None:
    case.call_and_validate()
