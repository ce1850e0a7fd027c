"""The help center: rules, guides and texts together, as they stand on a day."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from knowledge_base.content.answers import Answer, answer
from knowledge_base.content.guide import guide_page
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.on_demand import open_sources
from knowledge_base.content.resolve import resolve
from knowledge_base.content.sources import Sources
from knowledge_base.content.wording import Wording
from knowledge_base.content.words import RuleWords, spoken_words
from rules_engine.problems import Problem, near
from rules_engine.ruleset import Ruleset, load_rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from knowledge_base.content.blocks import GuidePage
    from knowledge_base.content.standing import Standings
    from rules_engine.model.decision import Decision


class HelpCenter:
    """Everything that pages and answers are made of, for one day.

    ``languages`` has English first; ``sections`` maps section ids to guide ids, both in the order
    of the site. ``standings`` has the texts that are not plainly current.
    """

    def __init__(
        self, sources: Sources, ruleset: Ruleset, as_of: date, standings: Standings | None = None
    ) -> None:
        self.sources = sources
        self.ruleset = ruleset
        self.as_of = as_of
        self.standings: Standings = standings or {}
        self.warnings: tuple[Problem, ...] = ()
        self.languages: tuple[str, ...] = sources.languages
        self.sections: Mapping[str, tuple[str, ...]] = sources.structure.sections
        self._wordings: dict[str, Wording] = {}
        self._sites: dict[str, Mapping[str, str]] = {}
        self._pages: dict[tuple[str, str], GuidePage] = {}

    @cached_property
    def guides(self) -> tuple[str, ...]:
        """The ids of all guides in the order of the site."""
        return tuple(guide for guides in self.sections.values() for guide in guides)

    def page(self, guide: str, language: str) -> GuidePage:
        """Return a guide in a language; raise ``KeyError`` for an unknown one of either."""
        found = self._pages.get((guide, language))
        if found is None:
            structure = self.sources.structure.guides[guide]
            standings = self.standings.get(language, {})
            found = guide_page(structure, self.wording(language), standings)
            self._pages[guide, language] = found
        return found

    def site(self, language: str) -> Mapping[str, str]:
        """Return the furniture of the site by dotted id; what is missing is English."""
        if language not in self._sites:
            wording = self.wording(language)
            keys = self.sources.texts[SOURCE].site.texts
            self._sites[language] = {key: wording.site(key) for key in keys}
        return self._sites[language]

    def furniture_language(self, language: str) -> str:
        """Return the language that the site around the texts of a language is in.

        It is English until most of the furniture is translated.
        """
        own, source = (self.sources.texts[each].site.texts for each in (language, SOURCE))
        return language if 2 * len(own) > len(source) else SOURCE

    def title(self, guide: str, language: str) -> str:
        """Return the title of a guide."""
        return self.wording(language).title(guide).text

    def section_title(self, section: str, language: str) -> str:
        """Return the name of a section."""
        return self.wording(language).site(f"sections.{section}.name")

    def words(self, rule: str, language: str) -> RuleWords:
        """Return the words of a rule, English ones where the language has none of them.

        Raises ``KeyError`` for an unknown rule or language.
        """
        return spoken_words(self.wording(language), self.ruleset.rules[rule])

    def answer(self, decision: Decision, language: str) -> Answer:
        """Return a decision in words."""
        return answer(decision, self.words(decision.rule, language))

    def wording(self, language: str) -> Wording:
        """Return the words of a language; raise ``KeyError`` for an unknown one."""
        if language not in self._wordings:
            if language not in self.languages:
                suggestion = near(language, self.languages)
                known = ", ".join(self.languages)
                raise KeyError(f"unknown language {language!r}.{suggestion} Known: {known}.")
            translated = language != SOURCE and SOURCE in self.languages
            source = self.wording(SOURCE) if translated else None
            self._wordings[language] = Wording(
                self.sources, self.ruleset, self.as_of, language, source, resolve
            )
        return self._wordings[language]


def open_help_center(root: Path, as_of: date) -> HelpCenter:
    """Return the help center with texts read when they are asked for, for words of a few rules.

    It has no sections. What is read is not checked against the rest: a text that cannot be read, or
    a reference that leads nowhere, raises ``ProblemsFound`` when it is asked for.
    """
    return HelpCenter(open_sources(root), load_rules(root / "rules"), as_of)
