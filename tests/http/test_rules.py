"""What can be asked: rules in the reader's language, kept by clients as long as they are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jsonschema
import pytest

from rules_engine.cases import read_cases
from tests.project_copy import LANGUAGES, ROOT

if TYPE_CHECKING:
    from knowledge_base.http.library import Library
    from tests.http.conftest import Client

FILES = (ROOT / "rules").glob("*/*.yml")
RULES = sorted(path.stem for path in FILES if path.parent.name != "parameters")


def test_every_rule_is_listed_with_its_question(client: Client) -> None:
    listed = client.get("/v1/rules", accept_language="de").json()
    assert listed["language"] == "de"
    assert sorted(each["id"] for each in listed["rules"]) == RULES
    leave = next(each for each in listed["rules"] if each["id"] == "leave-organization")
    assert leave["question"] == "Darf ich diese Organisation selbst verlassen?"
    assert (leave["section"], leave["inputs"]) == ("organization", 6)
    assert "switch-or-leave-organization" in leave["guides"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr", "fr"),
        ("de-CH, de;q=0.9, en;q=0.5", "de"),
        ("sv, it;q=0.3, es;q=0.4", "es"),
        ("sv", "en"),
        ("*", "en"),
        ("de;q=0", "en"),
        ("de;q=x, fr;q=0.1", "fr"),
        ("de;q=2", "en"),
        (",;=,", "en"),
        ("", "en"),
    ],
)
def test_the_words_come_in_the_language_preferred(
    client: Client, header: str, language: str
) -> None:
    answer = client.get("/v1/rules/leave-organization", accept_language=header)
    assert answer.headers["content-language"] == answer.json()["language"] == language
    assert "Accept-Language" in answer.headers["vary"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_shown_in_every_language(client: Client, language: str) -> None:
    for rule in RULES:
        answer = client.get(f"/v1/rules/{rule}", accept_language=language)
        assert answer.status_code == 200, answer.text
        shown = answer.json()
        assert shown["inputs"].keys() == shown["facts"]["properties"].keys()
        assert shown["question"]
        jsonschema.Draft202012Validator.check_schema(shown["facts"])


def test_the_schema_takes_the_facts_of_every_case_in_their_normal_form(
    client: Client, library: Library
) -> None:
    validators = {
        rule: jsonschema.Draft202012Validator(client.get(f"/v1/rules/{rule}").json()["facts"])
        for rule in RULES
    }
    cases = read_cases(ROOT / "tests/rules", library.edition.ruleset)
    assert len(cases) > 500
    for case in cases:
        decided = library.edition.program(case.rule).decide(case.given, case.as_of)
        validators[case.rule].validate(decided.to_json()["facts"])


def test_a_kept_answer_is_not_sent_again(client: Client) -> None:
    first = client.get("/v1/rules", accept_language="fr")
    again = client.get("/v1/rules", accept_language="fr", if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = client.get("/v1/rules", accept_language="it", if_none_match=first.headers["etag"])
    assert other.status_code == 200
    assert other.headers["etag"] != first.headers["etag"]


def test_head_says_the_same_without_the_body(client: Client) -> None:
    got, head = client.get("/v1/rules"), client.ask("HEAD", "/v1/rules")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == got.headers["etag"]
    assert head.headers["content-length"] == got.headers["content-length"]


def test_parameters_hold_on_the_day_asked(client: Client) -> None:
    found = client.get("/v1/parameters?as_of=2026-01-01").json()
    assert found["as_of"] == "2026-01-01"
    by_id = {each["id"]: each for each in found["parameters"]}
    assert by_id["two-factor.sms_countries"] == {
        "id": "two-factor.sms_countries",
        "type": "list",
        "of": "country",
        "unit": None,
        "value": ["CH", "FR", "BE", "DE"],
        "from": "2020-01-01",
        "until": None,
        "source": ["enable-two-factor/f10", "disable-two-factor/f9"],
    }
    assert client.get("/v1/parameters?as_of=1950-01-01").json()["parameters"] == []
    assert client.get("/v1/parameters").json()["as_of"] == "2026-11-22"


def test_the_reference_shows_every_rule_and_loads_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/v1/reference", accept="text/html,*/*;q=0.8")
    assert page.headers["content-type"].startswith("text/html")
    assert all(f"id='{rule}'" in page.text for rule in RULES)
    assert "<script" not in page.text
    assert "//" not in page.text.replace("<!doctype", "")
    assert "style-src 'self'" in page.headers["content-security-policy"]
    assert client.get("/v1/reference.css").headers["content-type"].startswith("text/css")
