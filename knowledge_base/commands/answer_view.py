"""A decision on the terminal, in the words of a language."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from knowledge_base.commands.languages import check_language
from knowledge_base.commands.terminal import ACCENT, Sheet, rich_text
from knowledge_base.content.answers import Advice, Answer, Reason
from knowledge_base.content.blocks import Inline, plain
from knowledge_base.content.center import HelpCenter, open_help_center
from rules_engine.model.decision import Decision

_MARKS = {
    "decided": ("● ", "bold green"),
    "needs-info": ("? ", "bold yellow"),
    "invalid": ("! ", "bold red"),
}


def show_answer(root: Path, decision: Decision, language: str) -> None:
    """Print what a decision says, why, and what can be done about it."""
    center = open_help_center(root, decision.as_of)
    check_language(language, center.languages)
    _Answer(center, center.answer(decision, language), decision).show()


class _Answer:
    def __init__(self, center: HelpCenter, answer: Answer, decision: Decision) -> None:
        self.answer = answer
        self.decision = decision
        self.wording = center.wording(answer.language)
        self.table = bool(center.ruleset.rules[answer.rule].rows)
        self.sheet = Sheet()

    def show(self) -> None:
        answer = self.answer
        self.sheet.blank()
        self.sheet.text(rich_text(answer.question, "dim"), indent=0)
        headline = rich_text(answer.outcome) if answer.outcome else Text(answer.status_words)
        headline.stylize("bold")
        mark, style = _MARKS[answer.status]
        self.sheet.text(headline, mark=mark, style=style, indent=0)
        self._advice(answer.advice, indent=2)
        self._reasons("decision.reasons", answer.reasons)
        self._reasons("decision.open-reasons", answer.open_reasons)
        self._missing()
        self._changes()
        self._values()
        self._footer()

    def _reasons(self, title: str, reasons: tuple[Reason, ...]) -> None:
        if reasons:
            self.sheet.heading(self.wording.site(title))
        for reason in reasons:
            self.sheet.text(rich_text(reason.words), mark="– ", style="dim")
            self._advice(reason.advice, indent=4)

    def _advice(self, advice: Advice | None, indent: int) -> None:
        if advice is None:
            return
        if advice.words is not None:
            self.sheet.text(rich_text(advice.words), mark="→ ", style=ACCENT, indent=indent)
        elif advice.guide is not None:
            title = Text(self.wording.title(advice.guide).text, "underline")
            self.sheet.text(title, mark="→ ", style=ACCENT, indent=indent)

    def _missing(self) -> None:
        if self.answer.missing:
            self.sheet.heading(self.wording.site("decision.missing"))
        for question in self.answer.missing:
            self.sheet.text(rich_text(question.ask), mark="– ", style="dim")
            flag = Text(f"--{question.input.replace('_', '-')}", "cyan")
            words = " · ".join(f"{choice} ({label})" for choice, label in question.choices)
            self.sheet.text(flag.append(f" {words}" if words else "", "dim"), indent=4)
            self._why(question.why)

    def _why(self, why: tuple[Inline, ...]) -> None:
        if why:
            title = self.wording.site(
                "changes.for-answers" if self.table else "changes.for-conditions"
            )
            words = " · ".join(plain(each) for each in why)
            self.sheet.text(Text(f"{title} {words}", "dim"), indent=4)

    def _changes(self) -> None:
        if self.answer.changes:
            self.sheet.heading(self.wording.site("changes.title"))
        for change in self.answer.changes:
            if change.only_time:
                (fact,) = change.facts
                words = self.wording.site("changes.from", {"date": fact.value})
            else:
                labelled = self.wording.formats.labelled
                parts = [f"{labelled(each.label, each.value)} ({each.by})" for each in change.facts]
                words = f" {self.wording.site('changes.and')} ".join(parts)
            self.sheet.text(Text(words), mark="→ ", style=ACCENT)

    def _values(self) -> None:
        if self.answer.values:
            self.sheet.heading(self.wording.site("decision.values"))
        for label, value in self.answer.values:
            said = self.wording.formats.labelled(label, value)
            self.sheet.text(Text(said))

    def _footer(self) -> None:
        day = self.wording.formats.date(self.answer.as_of)
        digest = self.decision.ruleset.removeprefix("sha256:")[:12]
        footer = self.wording.site("table.as-of", {"date": day})
        self.sheet.blank()
        self.sheet.text(Text(f"{footer} · {self.answer.rule} · {digest}", "dim"), indent=0)
