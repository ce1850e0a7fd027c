"""The page of what changed, and of what will."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from knowledge_base.content.news import (
    Change,
    all_changes,
    change_text,
    change_title,
    text_language,
    title_language,
)
from knowledge_base.pages.addresses import changes_source, guide_links, rule_link
from knowledge_base.pages.markdown import TOP, front_matter, heading
from knowledge_base.pages.page_language import page_place

if TYPE_CHECKING:
    from knowledge_base.content.center import HelpCenter


def changes_markdown(center: HelpCenter, language: str) -> str:
    """Return the page in a language: a heading for each day, the latest first."""
    wording = center.wording(language)
    lead = wording.site("changed.lead")
    parts = [
        front_matter({"template": "rules.html", "description": lead}),
        heading(1, wording.site("changed.title"), TOP),
    ]
    for day, changes in groupby(all_changes(center), key=lambda change: change.day):
        words = wording.formats.date(day)
        if day > center.as_of:
            words = wording.site("rules.from", {"date": words})
        rows = " ".join(_row(each, center, language) for each in changes)
        parts.append(heading(2, words, f"day-{day}"))
        parts.append(f'<dl class="kb-definitions kb-block">{rows}</dl>')
    return "\n\n".join(parts) + "\n"


def _row(change: Change, center: HelpCenter, language: str) -> str:
    here = changes_source(language)
    guide_link = guide_links(center, language, here)
    place = page_place(center, language, guide_link)
    links = [
        (guide_link(guide), center.wording(language).title(guide))
        for guide in (change.guides[1:] if not change.rules else change.guides)
    ]
    links += [
        (rule_link(here, language, rule), center.words(rule, language).question)
        for rule in change.rules[1:]
    ]
    title = escape(change_title(change, center, language))
    if change.rules:
        title = f'<a href="{escape(rule_link(here, language, change.rules[0]))}">{title}</a>'
    elif change.guides:
        title = f'<a href="{escape(guide_link(change.guides[0]))}">{title}</a>'
    further = " ".join(
        f'<dd class="kb-note"><a href="{escape(link)}"{place.lang(said.language)}>'
        f"{escape(said.text)}</a></dd>"
        for link, said in links
    )
    titled = place.lang(title_language(change, center, language))
    told = place.lang(text_language(change, center, language))
    return (
        f'<div id="{escape(change.id)}"><dt{titled}>{title}</dt>'
        f" <dd{told}>{escape(change_text(change, center, language))}</dd> {further}</div>"
    )
