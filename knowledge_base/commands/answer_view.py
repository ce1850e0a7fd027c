"""A decision on the terminal, in the words of a language."""

from __future__ import annotations

from pathlib import Path

from rich.padding import Padding
from rich.text import Text

from knowledge_base.commands.languages import check_language
from knowledge_base.commands.terminal import ACCENT, console, rich_text
from knowledge_base.content.answers import Answer, Reason
from knowledge_base.content.blocks import Inline, plain
from knowledge_base.content.center import HelpCenter, load_help_center
from rules_engine.model.decision import Decision

_MARKS = {
    "decided": ("●", "bold green"),
    "needs-info": ("?", "bold yellow"),
    "invalid": ("!", "bold red"),
}


def show_answer(root: Path, decision: Decision, language: str) -> None:
    """Print what a decision says, why, and what can be done about it."""
    center = load_help_center(root, decision.as_of)
    check_language(language, center.languages)
    _Answer(center, center.answer(decision, language), decision).show()


class _Answer:
    def __init__(self, center: HelpCenter, answer: Answer, decision: Decision) -> None:
        self.answer = answer
        self.decision = decision
        self.site = center.site(answer.language)
        self.formats = center.wording(answer.language).formats
        self.center = center
        self.out = console()

    def show(self) -> None:
        answer = self.answer
        mark, style = _MARKS[answer.status]
        self.out.print()
        self.out.print(rich_text(answer.question, "dim"))
        headline = rich_text(answer.outcome) if answer.outcome else Text(answer.status_words)
        self.out.print(Text.assemble((f"{mark} ", style), headline.append("")), style="bold")
        self._advice(answer.advice and answer.advice.words, answer.advice and answer.advice.guide)
        self._reasons("decision.reasons", answer.reasons)
        self._reasons("decision.open-reasons", answer.open_reasons)
        if answer.missing:
            self._heading("decision.missing")
            for question in answer.missing:
                words = ", ".join(f"{label} ({choice})" for choice, label in question.choices)
                self._line(rich_text(question.ask).append(f" {words}" if words else "", "dim"))
                self._line(Text(f"--{question.input.replace('_', '-')}", "cyan"), indent=4)
                self._why(question.why)
        self._changes()
        if answer.values:
            self._heading("decision.values")
            for label, value in answer.values:
                self._line(Text.assemble((f"{label}  ", "dim"), value))
        self.out.print()
        day = self.formats.date(answer.as_of)
        digest = self.decision.ruleset.removeprefix("sha256:")[:12]
        footer = self.site["table.as-of"].replace("{date}", day)
        self.out.print(Text(f"{footer} · {answer.rule} · {digest}", "dim"))

    def _reasons(self, title: str, reasons: tuple[Reason, ...]) -> None:
        if not reasons:
            return
        self._heading(title)
        for reason in reasons:
            self._line(Text.assemble(("– ", "dim"), rich_text(reason.words)))
            if reason.advice:
                self._advice(reason.advice.words, reason.advice.guide)

    def _why(self, why: tuple[Inline, ...]) -> None:
        if why:
            table = bool(self.center.ruleset.rules[self.answer.rule].rows)
            title = self.site["changes.for-answers" if table else "changes.for-conditions"]
            words = " · ".join(plain(each) for each in why)
            self._line(Text(f"{title} {words}", "dim"), indent=4)

    def _changes(self) -> None:
        if not self.answer.changes:
            return
        self._heading("changes.title")
        for change in self.answer.changes:
            if change.only_time:
                (fact,) = change.facts
                words = self.site["changes.from"].replace("{date}", fact.value)
                self._line(Text.assemble(("→ ", ACCENT), words))
                continue
            parts = [f"{each.label}: {each.value} ({each.by})" for each in change.facts]
            joined = f" {self.site['changes.and']} ".join(parts)
            self._line(Text.assemble(("→ ", ACCENT), joined))

    def _advice(self, words: object, guide: object) -> None:
        if isinstance(words, tuple):
            self._line(Text.assemble(("→ ", ACCENT), rich_text(words)), indent=4)
        elif isinstance(guide, str):
            title = self.center.title(guide, self.answer.language)
            self._line(Text.assemble(("→ ", ACCENT), title), indent=4)

    def _heading(self, key: str) -> None:
        self.out.print()
        self.out.print(Text(self.site[key], "bold"))

    def _line(self, text: Text, indent: int = 2) -> None:
        self.out.print(Padding(text, (0, 0, 0, indent)))
