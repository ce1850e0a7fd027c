"""What changed lately: values with a new period, and the guides that were reviewed last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from knowledge_base.content.center import HelpCenter


@dataclass(frozen=True, slots=True)
class News:
    """A guide that shows a value new from ``day`` on, or that was reviewed on it."""

    guide: str
    day: date
    kind: Literal["value", "review"]


def latest_news(center: HelpCenter, most: int) -> tuple[News, ...]:
    """Return at most so many guides, each once: new and coming values first, newest first."""
    found = [*_new_values(center), *_reviews(center)]
    seen: dict[str, News] = {}
    for news in found:
        seen.setdefault(news.guide, news)
    return tuple(seen.values())[:most]


def _new_values(center: HelpCenter) -> list[News]:
    found = []
    for rule in center.ruleset.rules.values():
        guides = [each for each in rule.guides if each in center.guides]
        for name in rule.parameters:
            for period in center.ruleset.parameters[name].periods[1:]:
                found += [News(guide, period.start, "value") for guide in guides]
    return sorted(found, key=lambda news: news.day, reverse=True)


def _reviews(center: HelpCenter) -> list[News]:
    guides = center.sources.structure.guides
    found = [News(each, guides[each].reviewed, "review") for each in center.guides]
    return sorted(found, key=lambda news: news.day, reverse=True)
