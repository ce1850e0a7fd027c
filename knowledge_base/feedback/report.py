"""What readers said, by guide, language and text: where the text helps least stands first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import sqrt
from typing import TYPE_CHECKING, Literal

from knowledge_base.feedback.revision import text_revision

if TYPE_CHECKING:
    from knowledge_base.content.center import HelpCenter
    from knowledge_base.feedback.store import Store

# "current": the text is still the one that was read. "changed": there is a newer one, which may be
# the answer already. "gone": there is no such guide, or it is not in this language any more.
Standing = Literal["current", "changed", "gone"]

_SURE = 1.96  # standard deviations: 95 %


@dataclass(frozen=True, slots=True)
class Comment:
    """A masked comment."""

    day: date
    reason: str | None
    text: str


@dataclass(slots=True)
class Row:
    """What readers of one text of a guide said; ``reviewed`` is when the guide was, last."""

    guide: str
    language: str
    revision: str
    title: str
    standing: Standing
    reviewed: date | None
    first: date
    last: date
    helped: int = 0
    not_helped: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)

    @property
    def at_least(self) -> float:
        """The share that was not helped, at the least: from 0 to 1."""
        return lower_bound(self.not_helped, self.helped + self.not_helped)


def lower_bound(count: int, total: int) -> float:
    """Return the share that ``count`` of ``total`` stands for at the least, with 95 % certainty.

    It is the lower end of Wilson's interval (E. B. Wilson, Journal of the American Statistical
    Association 22, 1927): one of one weighs less than forty of fifty.

    >>> round(lower_bound(1, 1), 2), round(lower_bound(40, 50), 2), lower_bound(0, 9)
    (0.21, 0.67, 0.0)
    """
    if not count:
        return 0.0
    share, square = count / total, _SURE**2
    middle = share + square / (2 * total)
    half = _SURE * sqrt((share * (1 - share) + square / (4 * total)) / total)
    return (middle - half) / (1 + square / total)


def report(store: Store, center: HelpCenter) -> list[Row]:
    """Return a row for each text that readers gave an opinion of, the one to look at first on top.

    Texts that are shown now come before those that were changed since.
    """
    rows: dict[tuple[str, str, str], Row] = {}
    for guide, language, revision, helpful, reason, count, first, last in store.counts():
        row = rows.get((guide, language, revision))
        if row is None:
            row = rows[guide, language, revision] = _row(
                center, guide, language, revision, first, last
            )
        row.first, row.last = min(row.first, first), max(row.last, last)
        if helpful:
            row.helped += count
        else:
            row.not_helped += count
        if reason is not None:
            row.reasons[reason] = row.reasons.get(reason, 0) + count
    comments = _by_text(store.comments())
    for key, row in rows.items():
        row.comments = comments.get(key, [])
    return sorted(rows.values(), key=_first)


def _by_text(
    comments: Iterable[tuple[str, str, str, date, str | None, str]],
) -> Mapping[tuple[str, str, str], list[Comment]]:
    found: dict[tuple[str, str, str], list[Comment]] = defaultdict(list)
    for guide, language, revision, day, reason, text in comments:
        found[guide, language, revision].append(Comment(day, reason, text))
    return found


def _row(
    center: HelpCenter, guide: str, language: str, revision: str, first: date, last: date
) -> Row:
    if guide not in center.guides or language not in center.languages:
        return Row(guide, language, revision, guide, "gone", None, first, last)
    page = center.page(guide, language)
    standing: Standing = "current" if text_revision(page) == revision else "changed"
    return Row(guide, language, revision, page.title, standing, page.reviewed, first, last)


def _first(row: Row) -> tuple[object, ...]:
    return (row.standing != "current", -row.at_least, -row.not_helped, row.guide, row.language)
