"""The list of all rules, and a page for each: the Markdown that MkDocs reads."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from knowledge_base.content.doubts import rule_doubt
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.rule_page import Asked, Held, RulePage, Spoken, Values, rule_page
from knowledge_base.pages.addresses import guide_links, rule_link, rule_source, rules_source
from knowledge_base.pages.html import anchor, body, checker, inline
from knowledge_base.pages.markdown import (
    TOP,
    doubt_note,
    fallback_note,
    front_matter,
    heading,
)
from knowledge_base.pages.page_language import page_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge_base.content.center import HelpCenter
    from knowledge_base.content.wording import Said


def rule_sources(center: HelpCenter, language: str) -> dict[str, str]:
    """Return the Markdown of the list and of every rule in a language, by source path."""
    found = {rules_source(language): _list(center, language)}
    for rule in center.ruleset.rules:
        page = rule_page(center, rule, language)
        found[rule_source(language, rule)] = _Writer(center, page).write()
    return found


def _list(center: HelpCenter, language: str) -> str:
    here, site = rules_source(language), center.site(language)
    place = page_place(center, language, guide_links(center, language, here))
    parts = [
        front_matter({"template": "rules.html", "description": site["rules.lead"]}),
        heading(1, site["rules.title"], TOP),
    ]
    rules = center.ruleset.rules.values()
    for section in dict.fromkeys([*center.sections, *(each.section for each in rules)]):
        rows = [
            f'<li><a href="{escape(rule_link(here, language, each.id))}"'
            f"{place.lang(said.language)}><strong>{escape(said.text)}</strong></a></li>"
            for each in rules
            if each.section == section
            for said in (center.words(each.id, language).question,)
        ]
        if rows:
            parts.append(heading(2, site[f"sections.{section}.name"], section))
            parts.append(f'<ul class="kb-rows">{_apart(rows)}</ul>')
    return "\n\n".join(parts) + "\n"


class _Writer:
    """Writes the page of one rule."""

    def __init__(self, center: HelpCenter, page: RulePage) -> None:
        self.center, self.page, self.language = center, page, page.language
        self.here = rule_source(page.language, page.id)
        self.site = center.site(page.language)
        # Everything made from the rule is in one language, also what the site says about it.
        self.wording = center.wording(page.words)
        around = page_place(center, page.language, guide_links(center, page.language, self.here))
        self.around = around
        self.place = around.source if around.source and page.words == SOURCE else around
        self.lang = around.lang(page.words)

    def write(self) -> str:
        """Return the page as Markdown with finished HTML below its headings."""
        page = self.page
        meta = {"template": "rules.html", "description": self.site["rules.lead"], "rule": page.id}
        blocks = [
            ("decision", body(page.decides, self.place)),
            ("inputs", self._definitions(self._asked(each) for each in page.inputs)),
            ("reasons", self._definitions(self._spoken(each) for each in page.spoken)),
            ("values", self._definitions(self._values(each) for each in page.values)),
            ("guides", self._guides()),
        ]
        parts = [front_matter(meta), heading(1, page.question.text, TOP, self.lang)]
        if page.words != page.language:
            parts.append(fallback_note("page", self.site))
        standings = self.center.standings.get(page.language, {})
        if doubt := rule_doubt(page.id, standings):
            parts.append(doubt_note(doubt, self.site))
        for name, held in blocks:
            if held:
                asked = checker(page.id, self.around) if name == "decision" else ""
                parts.append(heading(2, self.site[f"rules.{name}"], name))
                told = f"<div{self.lang}>{held}</div>" if self.lang else held
                parts.append(f'<div class="kb-block">{told}{asked}</div>')
        filled = {"rule": page.id, "version": page.version}
        identity = escape(self.center.wording(page.language).site("rules.identity", filled))
        parts.append(f'<p class="kb-identity">{identity}</p>')
        return "\n\n".join(parts) + "\n"

    def _definitions(self, parts: Iterable[str]) -> str:
        held = _apart(parts)
        return f'<dl class="kb-definitions">{held}</dl>' if held else ""

    def _html(self, said: Said) -> str:
        lang = self.place.lang(said.language)
        html = inline(said.inline, self.place)
        return f"<span{lang}>{html}</span>" if lang else html

    def _asked(self, asked: Asked) -> str:
        notes = []
        if asked.choices:
            choices = self.wording.formats.any_of(asked.choices)
            notes.append(self.wording.site("rules.answers", {"choices": choices}))
        if asked.changed_by:
            notes.append(self.wording.site("rules.changed-by", {"who": asked.changed_by}))
        noted = _apart(f'<dd class="kb-note">{escape(each)}</dd>' for each in notes)
        return (
            f'<div id="{anchor("inputs", asked.id)}"><dt>{self._html(asked.label)}</dt>'
            f" <dd>{self._html(asked.ask)}</dd> {noted}</div>"
        )

    def _spoken(self, spoken: Spoken) -> str:
        found = []
        if spoken.remedy:
            found.append(inline(spoken.remedy, self.place))
        if spoken.guide:
            found.append(self._guide(spoken.guide))
        if spoken.rule:
            asked = self.center.words(spoken.rule, self.language).question
            link = escape(rule_link(self.here, self.language, spoken.rule))
            lang = self.place.lang(asked.language)
            found.append(f'<a href="{link}"{lang}>{escape(asked.text)}</a>')
        helps = _apart(f"<dd>{each}</dd>" for each in found)
        return (
            f'<div id="{anchor("reasons", spoken.id)}"><dt>{self._html(spoken.said)}</dt>'
            f" {helps}</div>"
        )

    def _values(self, values: Values) -> str:
        periods = _apart(self._held(each) for each in values.periods)
        return (
            f'<div id="{anchor("values", values.id)}"><dt><code>{escape(values.id)}</code></dt>'
            f" {periods}</div>"
        )

    def _held(self, held: Held) -> str:
        said = "<br>".join(escape(line) for line in held.lines)
        if not held.when:
            return f"<dd>{said}</dd>"
        chip = self.site["rules.current"]
        mark = f' <span class="kb-chip">{escape(chip)}</span>' if held.current else ""
        return f'<dd><span class="kb-when">{escape(held.when)}</span>{mark}<br>{said}</dd>'

    def _guides(self) -> str:
        rows = _apart(f"<li>{self._guide(each, 'strong')}</li>" for each in self.page.guides)
        return f'<ul class="kb-rows">{rows}</ul>' if rows else ""

    def _guide(self, guide: str, mark: str | None = None) -> str:
        """Return a link to a guide, its title within ``mark``."""
        title = self.center.wording(self.language).title(guide)
        lang, said = self.place.lang(title.language), escape(title.text)
        held = f"<{mark}>{said}</{mark}>" if mark else said
        return f'<a href="{escape(self.place.link(guide))}"{lang}>{held}</a>'


def _apart(parts: Iterable[str]) -> str:
    """Return parts with a space between them, for who reads the words without the tags."""
    return " ".join(parts)
