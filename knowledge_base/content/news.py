"""What changed and what will: values, conditions and cases by date, and reviews of guides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from knowledge_base.content.languages import SOURCE
from knowledge_base.content.rule_page import value_lines
from knowledge_base.content.written import references
from rules_engine.model.rule import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from knowledge_base.content.center import HelpCenter
    from rules_engine.model.parameters import Parameter, Period
    from rules_engine.model.rule import Row, Rule

Kind = Literal["value", "begins", "ends", "review"]


@dataclass(frozen=True, slots=True)
class Change:
    """A change and its day, which may be to come.

    ``id`` stays the same for ever: readers of a feed know a change by it. A ``value`` is that of
    ``parameter``, ``old`` before and ``new`` after (None: no value holds any more). A condition or
    a case (``part`` of the first of ``rules``) ``begins`` or ``ends``. A ``review`` is that of the
    one guide in ``guides``.
    """

    id: str
    day: date
    kind: Kind
    rules: tuple[str, ...]
    guides: tuple[str, ...]
    parameter: Parameter | None = None
    old: Period | None = None
    new: Period | None = None
    part: Requirement | Row | None = None


@dataclass(frozen=True, slots=True)
class News:
    """A guide that shows something new from ``day`` on, or that was reviewed on it."""

    guide: str
    day: date
    kind: Literal["value", "review"]


def all_changes(center: HelpCenter) -> tuple[Change, ...]:
    """Return every dated change, the latest first, with those to come."""
    found = [*_of_values(center), *_of_rules(center), *_reviews(center)]
    return tuple(sorted(found, key=lambda change: (change.day, change.id), reverse=True))


def latest_news(center: HelpCenter, most: int) -> tuple[News, ...]:
    """Return at most so many guides, each once: new and coming values first, newest first."""
    changes = sorted(all_changes(center), key=lambda change: change.kind == "review")
    seen: dict[str, News] = {}
    for change in changes:
        for guide in change.guides:
            kind: Literal["value", "review"] = "review" if change.kind == "review" else "value"
            seen.setdefault(guide, News(guide, change.day, kind))
    return tuple(seen.values())[:most]


def change_title(change: Change, center: HelpCenter, language: str) -> str:
    """Return what a change is about: the question of a rule, else a guide, else the value's id."""
    if change.rules:
        return center.words(change.rules[0], language).question.text
    if change.guides:
        return center.title(change.guides[0], language)
    return change.parameter.id if change.parameter else change.id


def title_language(change: Change, center: HelpCenter, language: str) -> str:
    """Return the language of ``change_title``: English where nothing else is written."""
    if not change.rules and change.guides:
        return center.wording(language).title(change.guides[0]).language
    return text_language(change, center, language)


def text_language(change: Change, center: HelpCenter, language: str) -> str:
    """Return the language of ``change_text``."""
    if change.rules:
        return center.words(change.rules[0], language).language
    return center.furniture_language(language)


def change_text(change: Change, center: HelpCenter, language: str) -> str:
    """Return what changes, in words: the value before and after, the condition, or the review."""
    wording = center.wording(text_language(change, center, language))
    if change.kind == "review":
        day = wording.formats.date(change.day)
        return wording.site("page.last-reviewed", {"date": day})
    if change.part is not None:
        words = center.words(change.rules[0], language)
        part = change.part
        condition = isinstance(part, Requirement)
        said = words.met(part.id) if isinstance(part, Requirement) else words.outcome(part.outcome)
        what = "condition" if condition else "case"
        return wording.site(f"changed.{what}-{change.kind}", {"what": said.text})
    rule = change.rules[0] if change.rules else None
    spoken = center.words(rule, language).values if rule else wording.values
    said_of = {
        name: "; ".join(value_lines(change.parameter, period.value, spoken))
        for name, period in (("old", change.old), ("new", change.new))
        if period and change.parameter
    }
    return wording.site("changed.value" if change.new else "changed.no-value", said_of)


def _of_values(center: HelpCenter) -> Iterator[Change]:
    for parameter in center.ruleset.parameters.values():
        if len(parameter.periods) == 1 and parameter.periods[0].until is None:
            continue
        using = [rule for rule in center.ruleset.rules.values() if parameter.id in rule.parameters]
        rules = tuple(rule.id for rule in using)
        guides = _guides(center, using) or _saying(center, parameter.id)
        for old, new in zip(parameter.periods, [*parameter.periods[1:], None], strict=True):
            if new is not None:
                name = f"value.{parameter.id}.{new.start}"
                yield Change(name, new.start, "value", rules, guides, parameter, old, new)
            elif old.until is not None:
                name = f"value.{parameter.id}.{old.until}"
                yield Change(name, old.until, "value", rules, guides, parameter, old)


def _of_rules(center: HelpCenter) -> Iterator[Change]:
    for rule in center.ruleset.rules.values():
        guides = _guides(center, [rule])
        parts: list[Requirement | Row] = [*rule.requirements, *rule.rows]
        for part in parts:
            days: tuple[tuple[Kind, date | None], ...] = (
                ("begins", part.start),
                ("ends", part.until),
            )
            for kind, day in days:
                if day is not None:
                    name = f"{kind}.{rule.id}.{part.id}.{day}"
                    yield Change(name, day, kind, (rule.id,), guides, part=part)


def _reviews(center: HelpCenter) -> Iterator[Change]:
    for guide in center.guides:
        day = center.sources.structure.guides[guide].reviewed
        yield Change(f"review.{guide}.{day}", day, "review", (), (guide,))


def _guides(center: HelpCenter, rules: list[Rule]) -> tuple[str, ...]:
    named = dict.fromkeys(guide for rule in rules for guide in rule.guides)
    return tuple(guide for guide in named if guide in center.guides)


def _saying(center: HelpCenter, parameter: str) -> tuple[str, ...]:
    """Return the guides whose sentences hold a value."""
    return tuple(
        guide
        for guide in center.guides
        if any(
            f"{each.id}.".startswith(f"{parameter}.")
            for text in center.sources.texts[SOURCE].guides[guide].texts.values()
            for each in references(text.written)
        )
    )
