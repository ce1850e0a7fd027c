"""Whatever is wrong is ``application/problem+json`` with the code of the command line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import knowledge_base.http
from knowledge_base.http.codes import codes
from knowledge_base.http.problem_details import meanings
from tests.http.test_decisions import LEAVE, LINES

if TYPE_CHECKING:
    from tests.http.conftest import Client

DECIDE = "/v1/rules/leave-organization/decide"
JSON = {"content_type": "application/json"}


def decide(**given: Any) -> tuple[str, str, dict[str, Any]]:
    return "POST", DECIDE, {"headers": JSON, **given}


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        (decide(content="{"), 400, "KB503"),
        (decide(content=""), 400, "KB503"),
        (decide(content="[]"), 400, "KB503"),
        (decide(content=b"\xff"), 400, "KB503"),
        (decide(content='{"facts": {}, "facts": {}}'), 400, "KB503"),
        (decide(content='{"facts": []}'), 400, "KB503"),
        (decide(content='{"fact": {}}'), 400, "KB503"),
        (decide(content='{"facts": {"user_count": NaN}}'), 400, "KB503"),
        (decide(content="[" * 100_000), 400, "KB503"),
        (decide(content='{"facts": {"nix": 1}}'), 422, "KB501"),
        (decide(content='{"facts": {"is_owner": 1}}'), 422, "KB502"),
        (decide(content='{"as_of": "1999-01-01"}'), 422, "KB504"),
        (decide(content='{"as_of": "2026-02-30"}'), 422, "KB506"),
        (decide(content='{"as_of": 7}'), 422, "KB506"),
        (("POST", f"{DECIDE}?words=xx", {"json": {}}), 422, "KB002"),
        (("POST", "/v1/rules/leave-organisation/decide", {"json": {}}), 404, "KB505"),
        (("GET", "/v1/rules/nix", {}), 404, "KB505"),
        (("GET", "/v1/nix", {}), 404, "KB801"),
        (("GET", "/v1/rules/", {}), 404, "KB801"),
        (("GET", DECIDE, {}), 405, "KB802"),
        (("DELETE", "/v1/rules", {}), 405, "KB802"),
        (("GET", "/v1/rules", {"headers": {"accept": "text/html"}}), 406, "KB803"),
        (decide(json={}, headers={"accept": "application/xml"}), 406, "KB803"),
        (decide(content=b" " * 2_000_000), 413, "KB804"),
        (decide(content="{}", headers={"content_type": "text/plain"}), 415, "KB805"),
        (decide(content="{}", headers={}), 415, "KB805"),
        (decide(content="{}", headers={**JSON, "content_encoding": "gzip"}), 415, "KB805"),
        (
            decide(content="{}", headers={"content_type": "application/json; charset=latin-1"}),
            415,
            "KB805",
        ),
        (("POST", "/v1/decide", {"content": "{}", "headers": JSON}), 415, "KB805"),
        (("POST", "/v1/decide", {"content": b" " * 17_000_000, "headers": LINES}), 413, "KB804"),
        (("GET", "/v1/rules", {"headers": {"x_long": "x" * 20_000}}), 431, "KB804"),
        (("GET", f"/{'x' * 20_000}", {}), 431, "KB804"),
        (("GET", "/v1/parameters?as_of=soon", {}), 422, "KB506"),
    ],
)
def test_a_problem_has_its_status_and_its_code(
    client: Client, request_: tuple[str, str, dict[str, Any]], status: int, code: str
) -> None:
    method, path, given = request_
    answer = client.ask(method, path, **given)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["problems"][0]["code"] == code
    assert problem["type"] == f"/v1/reference#{code}"
    assert problem["title"]
    assert problem["detail"]


def test_every_fact_that_does_not_fit_is_named(client: Client) -> None:
    facts = {**LEAVE, "is_owner": "yes", "user_count": -1, "users": 3}
    problem = client.decide("leave-organization", {"facts": facts}).json()
    found = [(each["code"], each["input"]) for each in problem["problems"]]
    assert sorted(found) == [("KB501", "users"), ("KB502", "is_owner"), ("KB502", "user_count")]
    assert all(each["message"] and each["remedy"] for each in problem["problems"])


def test_a_near_name_is_offered(client: Client) -> None:
    detail = client.decide("leave-organisation", {}).json()["detail"]
    assert "Did you mean 'leave-organization'?" in detail
    assert "kb rules" not in detail


def test_an_answer_says_which_methods_there_are(client: Client) -> None:
    assert client.get(DECIDE).headers["allow"] == "POST"


def test_every_code_in_use_has_a_meaning_and_every_meaning_a_use(client: Client) -> None:
    package = Path(knowledge_base.http.__file__).parent
    sources = (path.read_text("utf-8") for path in package.glob("*.py") if path.stem != "codes")
    used = {code for source in sources for code in re.findall(r'"(KB8\d\d)"', source)}
    assert used == set(codes())
    assert list(codes()) == sorted(codes())
    page = client.get("/v1/reference").text
    assert all(f"id='{code}'" in page for code in meanings() if code.startswith(("KB5", "KB8")))
