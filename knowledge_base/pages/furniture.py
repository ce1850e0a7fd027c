"""What the templates show around a page: its languages, its section, its facts, its relatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs.utils import get_relative_url

from knowledge_base.content.blocks import Link, plain
from knowledge_base.content.languages import SOURCE
<<<<<<< Updated upstream
from knowledge_base.content.news import News, latest_news
=======
from knowledge_base.content.news import latest
>>>>>>> Stashed changes
from knowledge_base.pages.addresses import (
    address,
    guide_links,
    guide_source,
    home_source,
    in_language,
    section_source,
)
from knowledge_base.pages.html import Place, inline
from knowledge_base.pages.sources import shown_sections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.structure.pages import Page

    from knowledge_base.content.blocks import GuidePage
    from knowledge_base.content.center import HelpCenter

# A language is named in itself, whoever reads the list.
_NAMES = {"en": "English", "fr": "Français", "de": "Deutsch", "it": "Italiano", "es": "Español"}
<<<<<<< Updated upstream
_TOP_TASKS = 6
_NEWS = 5
_HELP = "support-and-vip-codes"  # who is stuck needs the code that this guide explains
=======
>>>>>>> Stashed changes


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in one language; not ``translated`` where English stands in for it."""

    language: str
    name: str
    link: str
    absolute: str
    translated: bool


@dataclass(frozen=True, slots=True)
class GuideLink:
    """A guide in a list."""

    id: str
    title: str
    summary: str
    language: str
    link: str


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section in a list, with its guides."""

    id: str
    name: str
    description: str
    link: str
    guides: tuple[GuideLink, ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """Answers what the templates ask, for one help center at one address."""

    center: HelpCenter
    site_url: str

    def absolute(self, page: Page, language: str) -> str:
        """Return the full address of a page in a language."""
        return self.site_url + address(in_language(page.file.src_uri, language))

    def around(self, page: Page) -> dict[str, Any]:
        """Return the variables of a page's template."""
        language = page.file.src_uri.partition("/")[0]
        here = address(page.file.src_uri)
        guide = page.meta.get("guide")
        shown = self.center.page(guide, language) if guide else None
        section = shown.section if shown else page.meta.get("section")
        is_home = section is None
        sections = self._sections(language, here, section)
        variables: dict[str, Any] = {
            "language": language,
            "site": self.center.site(language),
            "language_menu": self._language_menu(language),
            "alternates": self._alternates(page),
            "original": self.absolute(page, SOURCE),
            "home": get_relative_url(address(home_source(language)), here),
            "sections": sections,
            "section": next((each for each in sections if each.id == section), None),
            "guide": shown,
            "is_home": is_home,  # MkDocs calls only the English home page one
        }
        if shown:
            variables["about"] = self._about(shown)
<<<<<<< Updated upstream
            if shown.id != _HELP and _HELP in self.center.guides:
                variables["help"] = self._guide(_HELP, language, here)
            variables["related"] = [self._guide(each, language, here) for each in shown.related]
        if is_home:
            variables["top_tasks"] = _top_tasks(sections)
            variables["news"] = [
                (self._guide(each.guide, language, here), self._said(each, language))
                for each in latest_news(self.center, _NEWS)
=======
            variables["help"] = self._help(shown, page.file.src_uri)
            variables["related"] = [self._guide(each, language, here) for each in shown.related]
        if is_home:
            top = self.center.sources.structure.top
            variables["top_tasks"] = [self._guide(each, language, here) for each in top]
            variables["news"] = [
                (each, self._guide(each.guide, language, here))
                for each in latest(self.center, language)
>>>>>>> Stashed changes
            ]
        return variables

    def all_languages(self) -> list[dict[str, Any]]:
        """Return each language with its furniture and its home, from the root of the server."""
        root = "/" + self.site_url.partition("://")[2].partition("/")[2]
        return [
            {
                "language": language,
                "name": _NAMES.get(language, language),
                "site": self.center.site(language),
                "home": root + address(home_source(language)),
            }
            for language in self.center.languages
        ]

    def _language_menu(self, language: str) -> str:
        wording = self.center.wording(language)
        name = _NAMES.get(language, language)
        return wording.formats.labelled(wording.site("page.language"), name)

    def _alternates(self, page: Page) -> list[Alternate]:
        here = address(page.file.src_uri)
        guide = page.meta.get("guide")
        return [
            Alternate(
                language,
                _NAMES.get(language, language),
                get_relative_url(address(in_language(page.file.src_uri, language)), here),
                self.absolute(page, language),
                guide is None or self.center.page(guide, language).text_language == language,
            )
            for language in self.center.languages
        ]

    def _sections(self, language: str, here: str, only: str | None) -> list[SectionLink]:
        """Return the sections, with the guides of ``only`` one.

        A page that listed every guide would make the site grow with the square of their number.
        """
        site = self.center.site(language)
        return [
            SectionLink(
                section,
                site[f"sections.{section}.name"],
                site[f"sections.{section}.description"],
                get_relative_url(address(section_source(language, section)), here),
                tuple(
                    self._guide(each, language, here)
                    for each in self.center.sections[section]
                    if section == only
                ),
            )
            for section in shown_sections(self.center)
        ]

    def _guide(self, guide: str, language: str, here: str) -> GuideLink:
        page = self.center.page(guide, language)
        link = get_relative_url(address(guide_source(language, page.section, guide)), here)
        return GuideLink(guide, page.title, plain(page.summary), page.text_language, link)

    def _said(self, news: News, language: str) -> str:
        """Return when a guide changed, in words."""
        wording = self.center.wording(language)
        key = "home.new-from" if news.kind == "value" else "page.last-reviewed"
        return wording.site(key, {"date": wording.formats.date(news.day)})

    def _about(self, page: GuidePage) -> Mapping[str, str]:
        """Return the line below a guide's summary, part by part."""
        wording = self.center.wording(page.language)
        people = [wording.site(f"audience.{each}") for each in page.audience]
        return {
            "kind": wording.site(f"kinds.{page.kind}"),
            "audience": wording.site("audience.for", {"audience": wording.formats.all_of(people)}),
            "reviewed": wording.site(
                "page.last-reviewed", {"date": wording.formats.date(page.reviewed)}
            ),
        }

    def _help(self, page: GuidePage, source: str) -> str | None:
        """Return what to do when stuck; None on the guide that it leads to."""
        said = self.center.wording(page.language).need(lambda texts: texts.site, "help.text")
        if any(isinstance(node, Link) and node.guide == page.id for node in said.inline):
            return None
        links = guide_links(self.center, page.language, source)
        return inline(said.inline, Place(page.language, self.center.site(page.language), links))
