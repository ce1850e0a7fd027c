"""The application: routers, and the layers around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware

from knowledge_base.http import decisions, health, openapi, parameters, reference, rules
from knowledge_base.http.envelope import Envelope
from knowledge_base.http.gate import Gate
from knowledge_base.http.library import Library, open_library
from knowledge_base.http.problem_details import (
    Refusal,
    answer_exception,
    answer_invalid,
    answer_problems,
    answer_refusal,
)
from knowledge_base.http.settings import Settings
from rules_engine.problems import ProblemsFound

if TYPE_CHECKING:
    from pathlib import Path

# The order matters: an address of the reference is no rule.
ROUTERS = (reference, rules, decisions, parameters, health, openapi)


def create_app(
    root: Path, settings: Settings | None = None, library: Library | None = None
) -> FastAPI:
    """Return the application that answers for the project at ``root``.

    ``app.state`` holds ``settings`` and ``library``. Further routers are included by whoever adds
    them: their models join the OpenAPI document, and every limit and the keys hold for them too.
    Without a ``library`` everything is read first, and whatever is wrong raises ``ProblemsFound``.
    """
    chosen = settings or Settings()
    # No pages of FastAPI's own: they load scripts from other hosts.
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.settings = chosen
    app.state.library = library or open_library(root, chosen.day())
    app.state.kept = {}
    for each in ROUTERS:
        app.include_router(each.router)
    if chosen.feedback is not None:
        from knowledge_base.http import feedback  # loads a database library

        feedback.mount(app, chosen.feedback)
    app.add_exception_handler(Refusal, answer_refusal)
    app.add_exception_handler(ProblemsFound, answer_problems)
    app.add_exception_handler(HTTPException, answer_exception)
    app.add_exception_handler(RequestValidationError, answer_invalid)
    if chosen.keys.hashes:
        app.add_middleware(Gate, keys=chosen.keys)
    if chosen.allow_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=chosen.allow_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "If-None-Match", "X-Request-ID"],
            expose_headers=["ETag", "X-Request-ID"],
        )
    app.add_middleware(Envelope, most=chosen.max_requests)  # added last, it is the outermost
    return app
