"""``GET /v1/parameters``: the values that the business may change, as they hold on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from knowledge_base.http.representations import json_bytes, representation
from rules_engine.json_facts import read_date
from rules_engine.model.decision import plain

if TYPE_CHECKING:
    from knowledge_base.http.library import Edition
    from rules_engine.model.parameters import Parameter, Period
    from rules_engine.model.value_types import ValueType

router = APIRouter(include_in_schema=False)  # openapi_paths.py describes it


@router.get("/v1/parameters")
async def list_parameters(request: Request, as_of: str | None = None) -> Response:
    """Return the parameters that have a value on a day, each with the period in which it holds."""
    edition: Edition = request.app.state.library.edition
    day = request.app.state.settings.day() if as_of is None else read_date(as_of)
    found = []
    for parameter in edition.ruleset.parameters.values():
        period = parameter.period_at(day)
        if period is not None:
            found.append(_described(parameter, period))
    return representation(request, json_bytes({"as_of": str(day), "parameters": found}))


def _described(parameter: Parameter, period: Period) -> dict[str, object]:
    return {
        "id": parameter.id,
        **_type(parameter.type),
        "unit": parameter.unit,
        "value": plain(period.value),
        "from": _day(period.start),
        "until": _day(period.until),
        "source": list(period.source or parameter.source),
    }


def _type(value_type: ValueType) -> dict[str, object]:
    found: dict[str, object] = {"type": value_type.kind}
    if value_type.item is not None:
        found["of"] = value_type.item.kind
    if value_type.columns:
        found["columns"] = {name: each.kind for name, each in value_type.columns.items()}
    return found


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
