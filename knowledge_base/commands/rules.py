"""``kb rules``: the list of rules, and one of them in words."""

from __future__ import annotations

from pathlib import Path

import click
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from knowledge_base.commands.languages import check_language
from knowledge_base.commands.project import as_of_date, project_root
from knowledge_base.commands.terminal import ACCENT, console, rich_text
from knowledge_base.content.center import HelpCenter, load_help_center
from knowledge_base.content.conditions import ConditionWords
from knowledge_base.content.guide import resolved_rule
from knowledge_base.content.tables import table_columns_and_rows


@click.group(invoke_without_command=True)
@click.option("--lang", default="en", show_default=True, help="Language of the questions.")
@click.pass_context
def command(ctx: click.Context, lang: str) -> None:
    """List the rules, or show one in words."""
    if ctx.invoked_subcommand is not None:
        return
    center = _center(project_root(ctx), None, lang)
    table = Table(box=None, pad_edge=False, show_header=False)
    section = ""
    for rule in sorted(center.ruleset.rules.values(), key=lambda each: (each.section, each.id)):
        if rule.section != section:
            section = rule.section
            table.add_row(Text(f"\n{center.section_title(section, lang)}", ACCENT))
        table.add_row(f"  {rule.id}", rich_text(center.words(rule.id, lang).question.inline, "dim"))
    console().print(table)


@command.command()
@click.argument("rule")
@click.option("--lang", default="en", show_default=True, help="Language of the words.")
@click.option("--as-of", metavar="DATE", help="Date of the values (default: today).")
@click.pass_context
def show(ctx: click.Context, rule: str, lang: str, as_of: str | None) -> None:
    """Show what a rule asks, decides and reads."""
    center = _center(project_root(ctx), as_of, lang)
    center.ruleset.rule(rule)
    _RuleView(center, rule, lang).show()


def _center(root: Path, as_of: str | None, language: str) -> HelpCenter:
    center = load_help_center(root, as_of_date(as_of))
    check_language(language, center.languages)
    return center


class _RuleView:
    def __init__(self, center: HelpCenter, rule_id: str, language: str) -> None:
        self.center = center
        self.rule = center.ruleset.rules[rule_id]
        self.language = language
        self.words = center.words(rule_id, language)
        self.site = center.site(language)
        self.out = console()

    def show(self) -> None:
        self.out.print()
        self.out.print(rich_text(self.words.question.inline), style="bold")
        self.out.print(Text(f"{self.rule.id} · {self.rule.path}", "dim"))
        self._inputs()
        self._conditions()
        self._outcomes()
        self._parameters()
        self._guides()
        self.out.print()

    def _heading(self, words: str) -> None:
        self.out.print()
        self.out.print(Text(words, ACCENT))

    def _line(self, text: Text | str, indent: int = 2) -> None:
        self.out.print(Padding(text, (0, 0, 0, indent)))

    def _inputs(self) -> None:
        self._heading(self.site["table.fact"])
        for name in self.rule.inputs:
            self._line(rich_text(self.words.ask(name).inline))
            choices = " · ".join(label for _, label in self.words.choices(name))
            if choices:
                self._line(Text(choices, "dim"), indent=4)

    def _conditions(self) -> None:
        resolved = resolved_rule(self.center.wording(self.language), self.rule)
        if not self.rule.rows:
            self._heading(self.site["blocks.conditions"])
            exact = ConditionWords(self.words, resolved)
            for each in resolved.requirements:
                met = rich_text(self.words.met(each.id).inline)
                self._line(Text.assemble(("✓ ", "green"), met))
                self._line(Text(exact.exact(each.holds), "dim"), indent=4)
            return
        self._heading(self.site["blocks.decision-table"])
        columns, rows = table_columns_and_rows(self.words, resolved)
        table = Table(show_lines=True, expand=True)
        for column in (*columns, self.site["table.answer"]):
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*row.cells, rich_text(row.outcome))
        self.out.print(table)

    def _outcomes(self) -> None:
        self._heading(self.site["table.answer"])
        for outcome in self.rule.outcomes:
            self._line(rich_text(self.words.outcome(outcome).inline))
        for reason in self.rule.reasons:
            self._line(Text.assemble(("– ", "dim"), rich_text(self.words.fails(reason).inline)))
            advice = self.words.remedy(reason)
            if advice:
                self._line(Text.assemble(("→ ", ACCENT), rich_text(advice.inline)), indent=4)

    def _parameters(self) -> None:
        for name in self.rule.parameters:
            for period in self.center.ruleset.parameters[name].periods:
                source = ", ".join(period.source or self.center.ruleset.parameters[name].source)
                day = self.center.wording(self.language).formats.date(period.start)
                self._line(Text(f"{name} = {_plain(period.value)} · {day} · {source}", "dim"))

    def _guides(self) -> None:
        for guide in self.rule.guides:
            if guide in self.center.guides:
                self._line(Text(self.center.title(guide, self.language), "underline"))


def _plain(value: object) -> str:
    from rules_engine.model.decision import plain

    found = plain(value)
    return ", ".join(map(str, found)) if isinstance(found, list) else str(found)
