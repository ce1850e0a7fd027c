"""``GET /healthz``: whether the server can answer."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from knowledge_base.http.representations import JSON, json_bytes

router = APIRouter(include_in_schema=False)  # openapi_paths.py describes it


@router.get("/healthz")
async def health(request: Request) -> Response:
    """Return how many rules are answered; 503 while they cannot be read."""
    count = len(request.app.state.library.edition.ruleset.rules)
    headers = {"Cache-Control": "no-store"}
    return Response(json_bytes({"status": "ok", "rules": count}), headers=headers, media_type=JSON)
