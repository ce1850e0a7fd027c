"""Rules, their list, and what changed, as Markdown that stands alone."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from knowledge_base.content.blocks import Link, Text
from knowledge_base.content.languages import language_name
from knowledge_base.content.news import all_changes, change_text, change_title
from knowledge_base.content.rule_page import Asked, RulePage, Spoken, Values, rule_page
from knowledge_base.pages.machines.twins import escaped, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from knowledge_base.content.center import HelpCenter
    from knowledge_base.content.news import Change
    from knowledge_base.pages.machines.twins import Twin


class RuleTwins:
    """How rules are written in a language; ``address`` is that of the twin of a rule."""

    def __init__(
        self, center: HelpCenter, language: str, twin: Twin, address: Callable[[str], str]
    ) -> None:
        self.center, self.language, self.twin, self.address = center, language, twin, address
        self.wording = center.wording(language)
        self.site = center.site(language)

    def listed(self, level: int) -> str:
        """Return the list of all rules by section, below a heading of ``level``."""
        parts = [f"{'#' * level} {self.site['rules.title']}", self.site["rules.lead"]]
        rules = self.center.ruleset.rules.values()
        for section in dict.fromkeys([*self.center.sections, *(each.section for each in rules)]):
            if links := [self._link(each.id) for each in rules if each.section == section]:
                parts.append(f"{'#' * (level + 1)} {self.site[f'sections.{section}.name']}")
                parts.append(listed(links))
        return "\n\n".join(parts) + "\n"

    def rule(self, rule: str) -> str:
        """Return a rule: what is asked, how it is decided, what helps, and its values."""
        page = rule_page(self.center, rule, self.language)
        held = {
            "decision": self.twin.body(page.decides),
            "inputs": [listed(self._asked(each) for each in page.inputs)],
            "reasons": [listed(self._spoken(each) for each in page.spoken)],
            "values": [listed(self._values(each) for each in page.values)],
            "guides": [listed(self._guide(each) for each in page.guides)],
        }
        parts = [f"# {self.twin.inline(page.question.inline)}"]
        for name, body in held.items():
            if any(body):
                parts += [f"## {self.site[f'rules.{name}']}", *body]
        return "\n\n".join([*parts, self._identity(page)]) + "\n"

    def changes(self) -> str:
        """Return what changed and what will, the latest first."""
        site = self.site
        parts = [f"# {site['changed.title']}", site["changed.lead"]]
        for day, changes in groupby(all_changes(self.center), key=lambda change: change.day):
            words = self.wording.formats.date(day)
            if day > self.center.as_of:
                words = self.wording.site("rules.from", {"date": words})
            parts += [f"## {words}", listed(self._change(each) for each in changes)]
        return "\n\n".join(parts) + "\n"

    def _link(self, rule: str) -> str:
        question = self.center.words(rule, self.language).question
        other = question.language != self.language
        named = f" ({language_name(question.language)})" if other else ""
        return f"[{self.twin.inline(question.inline)}]({self.address(rule)}){named}"

    def _guide(self, guide: str) -> str:
        return self.twin.inline((Link((Text(self.center.title(guide, self.language)),), guide),))

    def _asked(self, asked: Asked) -> str:
        label, ask = self.twin.inline(asked.label.inline), self.twin.inline(asked.ask.inline)
        notes = [f"**{label}**: {ask}"]
        if asked.choices:
            choices = self.wording.formats.any_of(asked.choices)
            notes.append(escaped(self.wording.site("rules.answers", {"choices": choices})))
        if asked.changed_by:
            notes.append(escaped(self.wording.site("rules.changed-by", {"who": asked.changed_by})))
        return "\n  ".join(notes)

    def _spoken(self, spoken: Spoken) -> str:
        found = [self.twin.inline(spoken.said.inline)]
        if spoken.remedy:
            found.append(self.twin.inline(spoken.remedy))
        if spoken.guide:
            found.append(self._guide(spoken.guide))
        if spoken.rule:
            found.append(self._link(spoken.rule))
        return "\n  - ".join(found)

    def _values(self, values: Values) -> str:
        return "\n  - ".join([f"`{values.id}`", *self._periods(values)])

    def _periods(self, values: Values) -> Iterator[str]:
        for held in values.periods:
            said = escaped("; ".join(held.lines))
            mark = f" ({self.site['rules.current']})" if held.current else ""
            yield f"{held.when}{mark}: {said}" if held.when else said

    def _identity(self, page: RulePage) -> str:
        return self.wording.site("rules.identity", {"rule": page.id, "version": page.version})

    def _change(self, change: Change) -> str:
        title = escaped(change_title(change, self.center, self.language))
        if change.rules:
            title = f"[{title}]({self.address(change.rules[0])})"
        elif change.guides:
            title = self._guide(change.guides[0])
        return f"{title}: {escaped(change_text(change, self.center, self.language))}"
