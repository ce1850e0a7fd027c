"""What the templates show around a page: its languages, its section, its facts, its relatives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs.utils import get_relative_url

from knowledge_base.clock import today
from knowledge_base.content.blocks import plain
from knowledge_base.content.languages import PSEUDO, SOURCE, language_name
from knowledge_base.content.news import News, latest_news
from knowledge_base.content.published import permanent
from knowledge_base.pages.addresses import (
    address,
    changes_source,
    guide_source,
    home_source,
    in_language,
    rules_source,
    section_source,
)
from knowledge_base.pages.atom import feed_path
from knowledge_base.pages.machines.listings import TWIN
from knowledge_base.pages.machines.structured_data import guide_data
from knowledge_base.pages.page_language import page_language
from knowledge_base.pages.sources import HELP, shown_sections, top_tasks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.structure.pages import Page

    from knowledge_base.content.blocks import GuidePage
    from knowledge_base.content.center import HelpCenter
    from knowledge_base.content.wording import Wording

_NEWS = 4  # an even number: they stand in two columns


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

    def written_in(self, page: Page, language: str | None = None) -> str:
        """Return the language in which a page is written, there or below another language."""
        asked = language or page.file.src_uri.partition("/")[0]
        guide, rule = page.meta.get("guide"), page.meta.get("rule")
        return page_language(self.center, asked, guide=guide, rule=rule)

    def around(self, page: Page) -> dict[str, Any]:
        """Return the variables of a page's template."""
        language = page.file.src_uri.partition("/")[0]
        here = address(page.file.src_uri)
        guide = page.meta.get("guide")
        shown = self.center.page(guide, language) if guide else None
        section = shown.section if shown else page.meta.get("section")
        is_home = page.meta.get("template") == "home.html"
        sections = self._sections(language, here, None if is_home else section or "")
        around = self.center.furniture_language(language)
        variables: dict[str, Any] = {
            "language": language,
            "around": around,  # the language of the furniture: another one is marked
            "written_in": self.written_in(page),
            "site": self.center.site(language),
            "alternates": self._alternates(page),
            "original": self.absolute(page, SOURCE),
            "home": get_relative_url(address(home_source(language)), here),
            "sections": sections,
            "section": next((each for each in sections if each.id == section), None),
            "guide": shown,
            "is_home": is_home,  # MkDocs calls only the English home page one
            "rules": get_relative_url(address(rules_source(language)), here),
            "changes": get_relative_url(address(changes_source(language)), here),
            "feed": get_relative_url(feed_path(language), here),
            "as_of": self._other_day(language),
            "unlisted": language == PSEUDO,
        }
        if shown:
            variables["about"] = self._about(shown)
            variables["permanent"] = f"{self.site_url}{permanent(shown.number)}/"
            if shown.id != HELP and HELP in self.center.guides:
                variables["help"] = self._guide(HELP, language, here)
            variables["structured"] = self._structured(page, shown)
            variables["foreign"] = {
                each.id: each.language for each in shown.blocks if each.language != around
            }
            if shown.text_language == language:
                variables["twin"] = TWIN
            variables["related"] = [self._guide(each, language, here) for each in shown.related]
        elif is_home or section or self._is_about_rules(page, language):
            variables["twin"] = TWIN
        if is_home:
            variables["top_tasks"] = [
                self._guide(each, language, here) for each in top_tasks(self.center)
            ]
            variables["news"] = [
                (self._guide(each.guide, language, here), self._said(each, language))
                for each in latest_news(self.center, _NEWS)
            ]
        return variables

    def _is_about_rules(self, page: Page, language: str) -> bool:
        """Whether a page is a list of rules or changes, or a rule in words of its language."""
        rule = page.meta.get("rule")
        if rule:
            return self.center.words(rule, language).question.language == language
        return page.meta.get("template") == "rules.html"

    def _other_day(self, language: str) -> Mapping[str, str] | None:
        """Return the day of the pages and the note about it; None where it is today."""
        day, wording = self.center.as_of, self._said_around(language)
        if day == today():
            return None
        note = wording.site("changed.other-day", {"date": wording.formats.date(day)})
        return {"day": day.isoformat(), "note": note}

    def _structured(self, page: Page, shown: GuidePage) -> str:
        language = shown.text_language
        site = self.center.site(language)
        crumbs = [(site["home.title"], home_source(language))]
        crumbs.append(
            (site[f"sections.{shown.section}.name"], section_source(language, shown.section))
        )
        above = [(name, self.site_url + address(source)) for name, source in crumbs]
        return guide_data(self.center, shown, self.absolute(page, language), above)

    def all_languages(self) -> list[dict[str, Any]]:
        """Return each language with its furniture and its home, from the root of the server.

        One whose furniture is English has nothing to say of its own.
        """
        root = "/" + self.site_url.partition("://")[2].partition("/")[2]
        return [
            {
                "language": language,
                "name": language_name(language),
                "site": self.center.site(language),
                "home": root + address(home_source(language)),
                "as_of": self._other_day(language),
            }
            for language in self.center.languages
            if self.center.furniture_language(language) == language
        ]

    def _said_around(self, language: str) -> Wording:
        return self.center.wording(self.center.furniture_language(language))

    def _alternates(self, page: Page) -> list[Alternate]:
        here = address(page.file.src_uri)
        return [
            Alternate(
                language,
                language_name(language),
                get_relative_url(address(in_language(page.file.src_uri, language)), here),
                self.absolute(page, language),
                self.written_in(page, language) == language != PSEUDO,
            )
            for language in self.center.languages
        ]

    def _sections(self, language: str, here: str, only: str | None) -> list[SectionLink]:
        """Return the sections; the guides of ``only`` one, or (None) of all.

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
                    if only in (None, section)
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
        wording = self._said_around(language)
        key = "home.new-from" if news.kind == "value" else "page.last-reviewed"
        return wording.site(key, {"date": wording.formats.date(news.day)})

    def _about(self, page: GuidePage) -> Mapping[str, str]:
        """Return the line below a guide's summary, part by part."""
        wording = self._said_around(page.language)
        people = [wording.site(f"audience.{each}") for each in page.audience]
        return {
            "kind": wording.site(f"kinds.{page.kind}"),
            "audience": wording.site("audience.for", {"audience": wording.formats.all_of(people)}),
            "reviewed": wording.site(
                "page.last-reviewed", {"date": wording.formats.date(page.reviewed)}
            ),
        }
