"""What changed as a feed (RFC 4287), one for each language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from knowledge_base.content.news import (
    Change,
    all_changes,
    change_text,
    change_title,
    text_language,
    title_language,
)
from knowledge_base.pages.addresses import address, changes_source, home_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_base.content.center import HelpCenter

FEED = "changes.atom"
# A feed is what is new; the page has everything.
_MOST = 50
# The year since which these ids are given: part of a tag (RFC 4151), never to be changed.
_SINCE = "2026"


def feed_path(language: str) -> str:
    """Return the address of the feed of a language, relative to the root of the site."""
    return address(home_source(language)) + FEED


def feed(center: HelpCenter, language: str, site_url: str) -> str:
    """Return the feed of a language. The same changes give the same bytes on any day."""
    changes = all_changes(center)[:_MOST]
    page = site_url + address(changes_source(language))
    tag = f"tag:{urlsplit(site_url).hostname or 'localhost'},{_SINCE}:changes:{language}"
    wording, around = center.wording(language), center.furniture_language(language)
    title = f"{wording.site('changed.title')} · {wording.site('home.title')}"
    latest = max((change.day for change in changes), default=center.as_of)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(around)}>',
        f"<id>{escape(tag)}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{latest}T00:00:00Z</updated>",
        "<author><name>Infomaniak</name></author>",
        f'<link rel="self" type="application/atom+xml"'
        f" href={quoteattr(site_url + feed_path(language))}/>",
        f'<link rel="alternate" type="text/html" hreflang={quoteattr(language)}'
        f" href={quoteattr(page)}/>",
    ]
    for change in changes:
        lines += _entry(change, center, language, tag, page)
    return "\n".join([*lines, "</feed>", ""])


def _entry(change: Change, center: HelpCenter, language: str, tag: str, page: str) -> Iterator[str]:
    told = text_language(change, center, language)
    wording = center.wording(told)
    text = change_text(change, center, language)
    if change.kind != "review":  # a review says its day itself
        dated = wording.site("rules.from", {"date": wording.formats.date(change.day)})
        text = wording.formats.labelled(dated, text)
    around = center.furniture_language(language)
    titled = _lang(title_language(change, center, language), around)
    yield "<entry>"
    yield f"<id>{escape(tag)}:{escape(change.id)}</id>"
    yield f"<title{titled}>{escape(change_title(change, center, language))}</title>"
    yield f"<updated>{change.day}T00:00:00Z</updated>"
    yield f'<link rel="alternate" type="text/html" href={quoteattr(f"{page}#{change.id}")}/>'
    yield f"<summary{_lang(told, around)}>{escape(text)}</summary>"
    yield "</entry>"


def _lang(language: str, around: str) -> str:
    return "" if language == around else f" xml:lang={quoteattr(language)}"
