"""Decisions over HTTP are those of the command line, record by record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.http.app import create_app
from knowledge_base.http.settings import Settings
from rules_engine.cases import read_cases
from tests.http.conftest import DAY, Client
from tests.project_copy import LANGUAGES, ROOT, kb

if TYPE_CHECKING:
    from knowledge_base.http.library import Library

LEAVE = {
    "belongs_to_organization": True,
    "in_organization_ksuite": False,
    "login_address_in_mail_service": False,
    "is_owner": True,
    "owner_count": 1,
    "user_count": 5,
}
LINES = {"content_type": "application/x-ndjson"}


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("leave-organization", LEAVE),
        ("leave-organization", {}),
        ("leave-organization", {**LEAVE, "belongs_to_organization": False}),
        ("promo-code-amount", {"purchase_price": "12.50", "discount": "3", "currency": "chf"}),
        ("frequency-change-timing", {"current_frequency": "annual", "new_frequency": "monthly",
                                     "term_start": "2023-01-01", "change_date": "2023-11-30"}),
    ],
)  # fmt: skip
def test_the_record_is_that_of_the_command_line(
    client: Client, rule: str, facts: dict[str, object]
) -> None:
    day = "2026-03-01"
    answer = client.decide(rule, {"facts": facts, "as_of": day})
    ended = kb(ROOT, "decide", rule, "--facts", json.dumps(facts), "--json", "--as-of", day)
    assert answer.status_code == 200
    assert answer.text == ended.stdout.rstrip("\n")
    assert answer.headers["cache-control"] == "no-store"


def test_every_case_of_the_tests_is_decided_as_it_says(client: Client, library: Library) -> None:
    cases = read_cases(ROOT / "tests/rules", library.edition.ruleset)
    lines = "\n".join(
        json.dumps({"rule": each.rule, "facts": each.given, "as_of": str(each.as_of)})
        for each in cases
    )
    answer = client.ask("POST", "/v1/decide", content=lines, headers=LINES)
    records = [json.loads(line) for line in answer.text.splitlines()]
    assert len(records) == len(cases) > 500
    for case, record in zip(cases, records, strict=True):
        decided = library.edition.program(case.rule).decide(case.given, case.as_of)
        assert record == json.loads(json.dumps(decided.to_json())), case.id
        assert (record["status"], record["outcome"]) == (case.status, case.outcome), case.id


def test_a_request_without_a_date_is_decided_as_of_the_day_of_the_server(client: Client) -> None:
    for body in ({"facts": LEAVE}, {"facts": LEAVE, "as_of": None}):
        assert client.decide("leave-organization", body).json()["as_of"] == str(DAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_in_words_stands_beside_the_record(client: Client, language: str) -> None:
    answer = client.decide("leave-organization", {"facts": LEAVE}, f"?words={language}")
    assert answer.headers["content-language"] == language
    record = answer.json()
    words = record.pop("answer")
    assert record == client.decide("leave-organization", {"facts": LEAVE}).json()
    shown = client.get("/v1/rules/leave-organization", accept_language=language).json()
    assert words["outcome"] == shown["outcomes"]["denied"]
    assert [each["text"] for each in words["reasons"]] == [shown["reasons"]["last-owner"]["fails"]]
    assert words["reasons"][0]["advice"]["guide"] == "add-user"


def test_numbers_are_exact(client: Client) -> None:
    body = b'{"facts": {"purchase_price": 0.1000000001, "discount": "0.0000000001"}}'
    headers = {"content_type": "application/json"}
    path = "/v1/rules/promo-code-amount/decide"
    record = client.ask("POST", path, content=body, headers=headers).json()
    assert record["facts"] == {"purchase_price": "0.1000000001", "discount": "0.0000000001"}
    assert client.decide("leave-organization", {"facts": {"user_count": 3.0}}).json()["facts"] == {
        "user_count": 3
    }


def test_a_batch_answers_every_line_in_order_and_goes_on_after_garbage(client: Client) -> None:
    good = json.dumps({"rule": "leave-organization", "facts": LEAVE}).encode()
    garbage = [b"", b"{", b"\xff\xfe", b'{"rule": "nix"}', b'{"rule": 1}', b"[]", b"x" * 5_000_000]
    lines = [line for each in garbage for line in (good, each)]
    answer = client.ask("POST", "/v1/decide", content=b"\n".join(lines), headers=LINES)
    records = [json.loads(line) for line in answer.content.splitlines()]
    assert [each.get("outcome") for each in records[::2]] == ["denied"] * len(garbage)
    codes = [each["error"]["code"] for each in records[1::2]]
    assert codes == ["KB503", "KB503", "KB503", "KB505", "KB503", "KB503", "KB503"]


def test_a_batch_says_the_same_as_the_command_line(client: Client) -> None:
    lines = [
        json.dumps({"rule": "leave-organization", "facts": LEAVE}),
        '{"rule": "leave-organization", "facts": {"is_owner": 1, "nix": 2}}',
        '{"rule": "leave-organization", "facts": {}, "facts": {}}',
        '{"rule": "leave-organization", "as_of": "2026-02-30"}',
        '{"rule": "sms-two-factor-country", "as_of": "1999-01-01"}',
        '{"rule": "leave-organization", "fact": {}}',
    ]
    text = "\n".join(lines) + "\n"
    answer = client.ask("POST", "/v1/decide", content=text, headers=LINES)
    ended = kb(ROOT, "decide", "--batch", "-", "--as-of", str(DAY), stdin=text)
    assert answer.text == ended.stdout


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
NAMES = st.sampled_from([*LEAVE, "facts", "as_of", "rule"]) | st.text()
BODIES = (
    st.binary(max_size=200)
    | JSON.map(lambda each: json.dumps(each).encode())
    | st.fixed_dictionaries({"facts": st.dictionaries(NAMES, JSON)}, optional={"as_of": JSON}).map(
        lambda each: json.dumps(each).encode()
    )
)


@settings(max_examples=150, deadline=None)
@given(BODIES)
def test_no_body_makes_the_server_fail(library: Library, body: bytes) -> None:
    client = Client(create_app(ROOT, Settings(as_of=DAY), library))
    headers = {"content_type": "application/json"}
    path = "/v1/rules/leave-organization/decide"
    answer = client.ask("POST", path, content=body, headers=headers)
    assert answer.status_code in {200, 400, 422}
    lines = client.ask("POST", "/v1/decide", content=body, headers=LINES)
    assert lines.status_code == 200
    assert lines.content.count(b"\n") == len(body.split(b"\n")) - (body.endswith(b"\n") or not body)
    for line in lines.content.splitlines():
        assert "KB809" not in str(json.loads(line))
