"""Problems as ``application/problem+json`` (RFC 9457), with the codes of the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import Response

from knowledge_base.content.codes import codes as content_codes
from knowledge_base.feedback.codes import codes as feedback_codes
from knowledge_base.http.codes import codes as http_codes
from rules_engine.codes import codes as engine_codes
from rules_engine.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from starlette.requests import Request

PROBLEM_JSON = "application/problem+json"
REFERENCE = "/v1/reference"

# The rest is 422: well-formed, but it does not fit.
_STATUS = {"KB503": 400, "KB505": 404, "KB507": 500}
_BY_STATUS = {404: "KB801", 405: "KB802", 406: "KB803", 413: "KB804", 415: "KB805"}
_MESSAGES = {
    "KB801": "there is nothing at this address",
    "KB802": "this address does not know the method",
    "KB809": "the server failed on this request",
}
# What the command line advises is no help here.
_REMEDIES = {"KB505": "List the rules with GET /v1/rules."}
# Codes of the command line, which no table of a package lists.
_OTHERS = {"KB002": "a language that does not exist"}


class Refusal(Exception):
    """A request that is refused as a whole."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        remedy: str,
        *,
        subject: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.problems = (Problem("", 0, 0, code, message, remedy, subject=subject),)
        self.headers = headers


@cache
def meanings() -> Mapping[str, str]:
    """Return what each code means."""
    return {**_OTHERS, **content_codes(), **engine_codes(), **feedback_codes(), **http_codes()}


def problem_response(
    status: int, problems: Sequence[Problem], headers: Mapping[str, str] | None = None
) -> Response:
    """Return problems as an answer; the first one says what it is."""
    first = problems[0]
    body = {
        "type": f"{REFERENCE}#{first.code}",
        "title": _sentence(meanings().get(first.code, HTTPStatus(status).phrase)),
        "status": status,
        "detail": _detail(first),
        "code": first.code,
        "problems": [_described(each) for each in problems],
    }
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(
        content,
        status,
        {"Cache-Control": "no-store", "Content-Language": "en", **(headers or {})},
        PROBLEM_JSON,
    )


async def answer_refusal(_request: Request, refusal: Exception) -> Response:
    """Answer a ``Refusal``."""
    assert isinstance(refusal, Refusal)  # noqa: S101  registered for it alone
    return problem_response(refusal.status, refusal.problems, refusal.headers)


async def answer_problems(_request: Request, found: Exception) -> Response:
    """Answer ``ProblemsFound``: facts, a date or a rule that do not fit."""
    assert isinstance(found, ProblemsFound)  # noqa: S101  registered for it alone
    return problem_response(_STATUS.get(found.problems[0].code, 422), found.problems)


async def answer_exception(_request: Request, exception: Exception) -> Response:
    """Answer what the router itself refuses: an unknown address, a wrong method."""
    status: int = getattr(exception, "status_code", 500)
    code = _BY_STATUS.get(status, "KB809" if status >= 500 else "KB503")
    message = _MESSAGES.get(code, meanings()[code])
    remedy = f"The addresses are listed at {REFERENCE}."
    problem = Problem("", 0, 0, code, message, remedy)
    return problem_response(status, [problem], getattr(exception, "headers", None))


async def answer_invalid(_request: Request, exception: Exception) -> Response:
    """Answer parameters that FastAPI found not to fit; the message does not repeat the value."""
    errors: Sequence[Mapping[str, object]] = getattr(exception, "errors", tuple)()
    problems = [
        Problem("", 0, 0, "KB810", f"{_place(each)}: {each.get('msg', 'it does not fit')}",
                f"See {REFERENCE}.", subject=_place(each))
        for each in errors
    ]  # fmt: skip
    return problem_response(422, problems)


def fault() -> Response:
    """Return the answer to a request on which the server itself failed."""
    message = "the server failed on this request"
    remedy = "Ask again, and report the X-Request-ID where it stays so."
    return problem_response(500, [Problem("", 0, 0, "KB809", message, remedy)])


def _described(problem: Problem) -> dict[str, object]:
    described: dict[str, object] = {"code": problem.code, "message": problem.message}
    if problem.subject:
        described["input"] = problem.subject
    remedy = _REMEDIES.get(problem.code, problem.remedy)
    return {**described, "remedy": remedy} if remedy else described


def _detail(problem: Problem) -> str:
    remedy = _REMEDIES.get(problem.code, problem.remedy)
    return problem._replace(path="", code="", remedy=remedy).in_one_line().lstrip()


def _place(error: Mapping[str, object]) -> str:
    where = error.get("loc")
    return ".".join(map(str, where[1:])) if isinstance(where, Sequence) else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
