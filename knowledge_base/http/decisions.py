"""``POST /v1/rules/{rule}/decide`` and ``POST /v1/decide``: the same records as ``kb decide``."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from knowledge_base.http.accepted import check_accepts, named_language
from knowledge_base.http.answer_words import answer_words
from knowledge_base.http.bodies import check_content, read_facts_and_day, read_request_body
from knowledge_base.http.json_lines import LINES, LinesAnswer
from knowledge_base.http.problem_details import Refusal
from knowledge_base.http.representations import JSON, json_bytes

if TYPE_CHECKING:
    from knowledge_base.http.library import Edition
    from knowledge_base.http.settings import Settings
    from rules_engine.model.decision import Decision

router = APIRouter(include_in_schema=False)  # openapi_rules.py describes one path for each rule


@router.post("/v1/rules/{rule}/decide")
async def decide(rule: str, request: Request, words: str | None = None) -> Response:
    """Return the record of a decision; ``words`` names the language of an answer in words."""
    settings: Settings = request.app.state.settings
    edition: Edition = request.app.state.library.edition
    check_accepts(request, JSON)
    program = edition.program(rule)
    request.state.noted["rule"] = rule
    language = named_language(words, edition.languages) if words is not None else None
    body = await read_request_body(request, settings.max_body, settings.patience)
    facts, as_of = read_facts_and_day(body)
    decision = program.decide(facts, as_of or settings.day())
    if decision.verdict.missing:
        # The order of the questions may take a second, once for each rule and day.
        try:
            async with asyncio.timeout(settings.patience):
                record = await asyncio.to_thread(_record, decision, edition, language)
        except TimeoutError:
            message = f"no answer was found within {settings.patience:g} seconds"
            raise Refusal(
                503, "KB807", message, "Ask again later.", headers={"Retry-After": "10"}
            ) from None
    else:
        record = _record(decision, edition, language)
    headers = {"Cache-Control": "no-store"}
    if language is not None:
        headers["Content-Language"] = language
    return Response(json_bytes(record), headers=headers, media_type=JSON)


@router.post("/v1/decide")
async def decide_lines(request: Request) -> Response:
    """Return a record for each line ``{"rule", "facts", "as_of"?}``, as they come."""
    settings: Settings = request.app.state.settings
    check_accepts(request, LINES[0])
    check_content(request, LINES, settings.max_batch)
    edition: Edition = request.app.state.library.edition
    return LinesAnswer(edition, settings.day(), settings.max_batch, settings.patience)


def _record(decision: Decision, edition: Edition, language: str | None) -> dict[str, object]:
    record = decision.to_json()
    if language is not None:
        answer = edition.center(decision.as_of).answer(decision, language)
        record["answer"] = answer_words(answer)
    return record
