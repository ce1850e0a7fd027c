"""What one reader says of one guide, read from the JSON that a page sends."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from knowledge_base.feedback.masking import masked
from rules_engine.problems import ProblemsFound, near, refused

# Why a guide did not help, in the order in which it is asked.
REASONS = ("wrong", "outdated", "unclear", "not-my-case", "other-label")
LONGEST_COMMENT = 1000  # characters

_ID = re.compile(r"[0-9a-f]{32}")
_REVISION = re.compile(r"[0-9a-f]{12}")
_KEYS = ("id", "guide", "language", "revision", "helpful", "reason", "comment")


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion with its comment masked.

    ``id`` is drawn by the page anew each time it is opened: what comes again under it takes the
    place of what came before. ``revision`` names the text that the reader saw.
    """

    id: str
    guide: str
    language: str
    revision: str
    helpful: bool
    reason: str | None
    comment: str | None


def read_opinion(body: object, guides: Collection[str], languages: Collection[str]) -> Opinion:
    """Return the opinion in a JSON body, or raise ``ProblemsFound`` with the first thing wrong.

    No message repeats what the reader wrote.
    """
    if not isinstance(body, dict):
        raise _wrong("the body is no JSON object", "")
    for key in body:
        if key not in _KEYS:
            raise _wrong(f"there is a key that is not known.{near(key, _KEYS)}", "")
    helpful = body.get("helpful")
    if not isinstance(helpful, bool):
        raise _wrong("'helpful' is neither true nor false", "helpful")
    opinion = Opinion(
        id=_matching(body, "id", _ID),
        guide=_one_of(body, "guide", guides),
        language=_one_of(body, "language", languages),
        revision=_matching(body, "revision", _REVISION),
        helpful=helpful,
        reason=None if body.get("reason") is None else _one_of(body, "reason", REASONS),
        comment=_comment(body.get("comment")),
    )
    if helpful and (opinion.reason or opinion.comment):
        raise _wrong("a guide that helped has neither 'reason' nor 'comment'", "helpful")
    return opinion


def _matching(body: Mapping[str, object], key: str, pattern: re.Pattern[str]) -> str:
    value = body.get(key)
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise _wrong(f"{key!r} does not have the form {pattern.pattern}", key)
    return value


def _one_of(body: Mapping[str, object], key: str, known: Collection[str]) -> str:
    value = body.get(key)
    if not isinstance(value, str) or value not in known:
        raise _wrong(f"{key!r} is none that exists", key)
    return value


def _comment(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > LONGEST_COMMENT:
        raise _wrong(f"'comment' is no text of {LONGEST_COMMENT} characters at most", "comment")
    return masked(value) or None


def _wrong(message: str, subject: str) -> ProblemsFound:
    return refused("KB902", message, f"Send {', '.join(_KEYS)}.", subject)
