"""What a client accepts: the language of the words, and the form of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE
from knowledge_base.http.problem_details import Refusal
from rules_engine.problems import near

if TYPE_CHECKING:
    from starlette.requests import Request

# More preferences than any browser sends; the rest is not read.
_MOST = 32


def accepted_language(request: Request, known: Sequence[str]) -> str:
    """Return the language that ``Accept-Language`` prefers among those known, else English."""
    best, found = 0.0, SOURCE
    for wanted, quality in _preferences(request.headers.get("accept-language", "")):
        language = known[0] if wanted == "*" else wanted.partition("-")[0]
        if language in known and quality > best:
            best, found = quality, language
    return found


def named_language(language: str, known: Sequence[str]) -> str:
    """Return a language that a query names; raise ``Refusal`` where there is no such one."""
    if language not in known:
        message = f"there is no language {language!r}.{near(language, known)}"
        raise Refusal(422, "KB002", message, f"Languages: {', '.join(known)}.", subject="words")
    return language


def check_accepts(request: Request, media_type: str) -> None:
    """Raise ``Refusal`` where ``Accept`` rules out the form that the answer has."""
    accept = request.headers.get("accept")
    if accept is None or "*/*" in accept or media_type in accept:
        return
    family = f"{media_type.partition('/')[0]}/*"
    preferences = dict(_preferences(accept))
    if not preferences or preferences.get(media_type, preferences.get(family, 0)) > 0:
        return
    raise Refusal(406, "KB803", f"the answer is {media_type}", f"Accept {media_type}.")


def _preferences(header: str) -> list[tuple[str, float]]:
    """Return what a header lists, each with its quality from 0 to 1; nonsense is left out."""
    found: list[tuple[str, float]] = []
    for part in header.split(",", _MOST)[:_MOST]:
        name, *parameters = (each.strip() for each in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.lower().startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        if name and 0 <= quality <= 1:
            found.append((name.lower(), quality))
    return found
