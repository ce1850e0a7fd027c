"""Lists of what the site holds, written after its last page."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from knowledge_base.content.blocks import plain
from knowledge_base.content.languages import PSEUDO, SOURCE, language_name
from knowledge_base.content.published import permanent
from knowledge_base.pages.addresses import (
    address,
    changes_source,
    guide_source,
    home_source,
    rule_source,
    rules_source,
    section_source,
)
from knowledge_base.pages.atom import FEED, feed
from knowledge_base.pages.machines.rule_twins import RuleTwins
from knowledge_base.pages.machines.twins import Twin
from knowledge_base.pages.sources import shown_sections

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge_base.content.blocks import GuidePage
    from knowledge_base.content.center import HelpCenter

TWIN = "index.md"
# The versions of a page: language, source path, and the day of its review where it has one.
_Version = tuple[str, str, str | None]
_SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@dataclass(frozen=True, slots=True)
class Listings:
    """What is written for one help center at one address."""

    center: HelpCenter
    site_url: str

    def write(self, site: Path) -> None:
        """Write every list and every twin below ``site``."""
        sitemap = self.sitemap().encode()
        (site / "sitemap.xml").write_bytes(sitemap)
        (site / "sitemap.xml.gz").write_bytes(gzip.compress(sitemap, mtime=0))
        (site / "robots.txt").write_text(self.robots(), "utf-8")
        index = json.dumps(self.index(), ensure_ascii=False, indent=1)
        (site / "index.json").write_text(f"{index}\n", "utf-8")
        for language in self.center.languages:
            folder = site / address(home_source(language))
            (folder / FEED).write_text(feed(self.center, language, self.site_url), "utf-8")
            if self._own(language):  # else they would only repeat the English ones
                (folder / "llms.txt").write_text(self.overview(language), "utf-8")
                (folder / TWIN).write_text(self.home(language), "utf-8")
                for section in shown_sections(self.center):
                    path = site / address(section_source(language, section)) / TWIN
                    path.write_text(self.section(section, language, 1), "utf-8")
            for source, text in self.rule_twins(language):
                (site / address(source) / TWIN).write_text(text, "utf-8")
        for page, place in self._translated():
            (site / place / TWIN).write_text(self.twin(page), "utf-8")

    def robots(self) -> str:
        """Return ``robots.txt``: everything may be read; pages that are not to be found say so."""
        return f"User-agent: *\nAllow: /\n\nSitemap: {self.site_url}sitemap.xml\n"

    def sitemap(self) -> str:
        """Return the sitemap: each page that is translated, with the same page elsewhere.

        The pseudo-language is no translation.
        """
        languages = [each for each in self.center.languages if self._own(each)]
        groups: list[list[_Version]] = [[(each, home_source(each), None) for each in languages]]
        for section in shown_sections(self.center):
            groups.append([(each, section_source(each, section), None) for each in languages])
            groups += [self._versions(guide) for guide in self.center.sections[section]]
        for source in (rules_source, changes_source):
            groups.append([(each, source(each), None) for each in languages])
        for rule in self.center.ruleset.rules:
            spoken = self._speaking(rule)
            groups.append([(each, rule_source(each, rule), None) for each in spoken])
        listed = ([each for each in group if each[0] != PSEUDO] for group in groups)
        return _SITEMAP + "".join(self._entries(group) for group in listed) + "</urlset>\n"

    def _own(self, language: str) -> bool:
        """Return whether pages of furniture alone are in a language, and not in English."""
        return self.center.furniture_language(language) == language

    def _versions(self, guide: str) -> list[_Version]:
        """Return the versions of a guide, those in which English stands in left out."""
        pages = [self.center.page(guide, language) for language in self.center.languages]
        return [
            (
                page.language,
                guide_source(page.language, page.section, guide),
                page.reviewed.isoformat(),
            )
            for page in pages
            if page.text_language == page.language
        ]

    def _entries(self, group: list[_Version]) -> str:
        full = {language: escape(self.site_url + address(source)) for language, source, _ in group}
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{url}"/>'
            for language, url in [*full.items(), ("x-default", full[SOURCE])]
        )
        return "".join(
            f"<url><loc>{full[language]}</loc>"
            + (f"<lastmod>{day}</lastmod>" if day else "")
            + f"{alternates}</url>\n"
            for language, _, day in group
        )

    def overview(self, language: str) -> str:
        """Return ``llms.txt`` of a language: its home, and where the other languages are."""
        others = [each for each in self.center.languages if each != language and self._own(each)]
        home = {each: self.site_url + address(home_source(each)) for each in others}
        links = [f"- [{each}]({url}llms.txt)" for each, url in home.items()]
        links.append(f"- [index.json]({self.site_url}index.json)")
        return f"{self.home(language)}\n## Optional\n\n" + "\n".join(links) + "\n"

    def home(self, language: str) -> str:
        """Return the Markdown twin of a home page: every guide with its summary."""
        site = self.center.site(language)
        parts = [f"# {site['home.title']} · Infomaniak\n", f"> {site['home.tagline']}\n"]
        parts += [self.section(each, language, 2) for each in shown_sections(self.center)]
        return "\n".join([*parts, self._rules(language).listed(2)])

    def section(self, section: str, language: str, level: int) -> str:
        """Return a section in Markdown, its guides by their twins."""
        site = self.center.site(language)
        pages = [self.center.page(each, language) for each in self.center.sections[section]]
        lines = [
            f"- [{p.title}]({self._twin_url(p)}){_named(p, language)}: {plain(p.summary)}"
            for p in pages
        ]
        head = f"{'#' * level} {site[f'sections.{section}.name']}"
        return "\n".join([head, "", site[f"sections.{section}.description"], "", *lines, ""])

    def index(self) -> dict[str, object]:
        """Return every guide and every rule with its titles and addresses, in JSON types."""
        return {
            "as_of": self.center.as_of.isoformat(),
            "languages": list(self.center.languages),
            "guides": [self._guide(each) for each in self.center.guides],
            "rules": [self._rule(each) for each in self.center.ruleset.rules],
        }

    def _guide(self, guide: str) -> dict[str, object]:
        pages = {each: self.center.page(guide, each) for each in self.center.languages}
        source = pages[SOURCE]
        own = {each: page for each, page in pages.items() if page.text_language == each}
        return {
            "id": guide,
            "number": source.number,
            "section": source.section,
            "kind": source.kind,
            "audience": list(source.audience),
            "reviewed": source.reviewed.isoformat(),
            "rules": list(source.rules),
            "permanent": self.permanent(source),
            "title": {each: page.title for each, page in own.items()},
            "summary": {each: plain(page.summary) for each, page in own.items()},
            "url": {each: self.url(page) for each, page in own.items()},
            "markdown": {each: self._twin_url(page) for each, page in own.items()},
        }

    def _rule(self, rule: str) -> dict[str, object]:
        found = self.center.ruleset.rules[rule]
        questions = {
            each: plain(self.center.words(rule, each).question.inline)
            for each in self._speaking(rule)
        }
        return {
            "id": rule,
            "section": found.section,
            "question": questions,
            "inputs": {name: each.type.kind for name, each in found.inputs.items()},
            "outcomes": list(found.outcomes),
            "guides": list(found.guides),
            "url": {each: self._rule_url(rule, each) for each in self._speaking(rule)},
            "markdown": {each: self._rule_url(rule, each) + TWIN for each in self._speaking(rule)},
            "module": f"{self.site_url}assets/rules/{rule}.js",
        }

    def twin(self, page: GuidePage) -> str:
        """Return the Markdown twin of a guide."""
        return self._twin(page.language).guide(page, self.permanent(page))

    def rule_twins(self, language: str) -> Iterator[tuple[str, str]]:
        """Yield the source path and the Markdown twin of rules, their list, and what changed."""
        twins = self._rules(language)
        if self._own(language):
            yield rules_source(language), twins.listed(1)
            yield changes_source(language), twins.changes()
        for rule in self.center.ruleset.rules:
            if language in self._speaking(rule):
                yield rule_source(language, rule), twins.rule(rule)

    def _twin(self, language: str) -> Twin:
        def title(guide: str) -> str:
            return self.center.page(guide, language).title

        def link(guide: str) -> str:
            return self._twin_url(self.center.page(guide, language))

        return Twin(self.center.site(language), title, link)

    def _rules(self, language: str) -> RuleTwins:
        def link(rule: str) -> str:
            own = language if language in self._speaking(rule) else SOURCE
            return self._rule_url(rule, own) + TWIN

        return RuleTwins(self.center, language, self._twin(language), link)

    def _speaking(self, rule: str) -> list[str]:
        """Return the languages in which a rule has words of its own."""
        words = {each: self.center.words(rule, each) for each in self.center.languages}
        return [each for each, found in words.items() if found.question.language == each]

    def _rule_url(self, rule: str, language: str) -> str:
        return self.site_url + address(rule_source(language, rule))

    def permanent(self, page: GuidePage) -> str:
        """Return the permanent address of a guide, which is the same in all languages."""
        return f"{self.site_url}{permanent(page.number)}/"

    def url(self, page: GuidePage) -> str:
        """Return the full address of a guide, that of the English one where it stands in."""
        source = guide_source(page.text_language, page.section, page.id)
        return self.site_url + address(source)

    def _twin_url(self, page: GuidePage) -> str:
        return self.url(page) + TWIN

    def _translated(self) -> Iterator[tuple[GuidePage, str]]:
        """Yield every guide in every language it is translated to, and where it stands."""
        for guide in self.center.guides:
            for language in self.center.languages:
                page = self.center.page(guide, language)
                if page.text_language == language:
                    yield page, address(guide_source(language, page.section, guide))


def _named(page: GuidePage, around: str) -> str:
    """Return the language of a guide among others, where it is not theirs."""
    written_in = page.text_language
    return "" if written_in == around else f" ({language_name(written_in)})"
