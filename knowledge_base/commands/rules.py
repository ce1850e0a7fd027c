"""``kb rules``: the list of rules, and one of them in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import click
from rich.text import Text

from knowledge_base.clock import today
from knowledge_base.commands.languages import check_language
from knowledge_base.commands.project import as_of_date, project_root
from knowledge_base.commands.terminal import ACCENT, Sheet, rich_text
from knowledge_base.content.center import HelpCenter, open_help_center
from knowledge_base.content.conditions import ConditionWords
from knowledge_base.content.guide import resolved_rule
from knowledge_base.content.tables import table_columns_and_rows
from rules_engine.model.value_types import ValueType

if TYPE_CHECKING:
    from datetime import date

    from rules_engine.model.parameters import Parameter, Period
    from rules_engine.model.value_types import Value

_AMOUNT = ValueType("decimal")
_LANGUAGE = click.option(
    "--lang", default="en", show_default=True, help="Language of the words.", metavar="LANGUAGE"
)


@click.group(invoke_without_command=True)
@_LANGUAGE
@click.pass_context
def command(ctx: click.Context, lang: str) -> None:
    """List the rules, or show one in words."""
    if ctx.invoked_subcommand is None:
        _list(_center(ctx, today(), lang), lang)


@command.command()
@click.argument("rule")
@_LANGUAGE
@click.option("--as-of", metavar="DATE", help="Date of the values (default: today).")
@click.pass_context
def show(ctx: click.Context, rule: str, lang: str, as_of: str | None) -> None:
    """Show what a rule asks, decides and reads."""
    center = _center(ctx, as_of_date(as_of), lang)
    center.ruleset.program(rule).judge(center.as_of)  # is there such a rule, has it values then?
    _RuleView(center, rule, lang).show()


def _center(ctx: click.Context, as_of: date, language: str) -> HelpCenter:
    center = open_help_center(project_root(ctx), as_of)
    check_language(language, center.languages)
    return center


def _list(center: HelpCenter, language: str) -> None:
    sheet, section = Sheet(), ""
    for rule in sorted(center.ruleset.rules.values(), key=lambda each: (each.section, each.id)):
        if rule.section != section:
            section = rule.section
            sheet.heading(center.section_title(section, language), ACCENT)
        question = rich_text(center.words(rule.id, language).question.inline, "dim")
        sheet.text(question, mark=f"{rule.id:<34}")


class _RuleView:
    def __init__(self, center: HelpCenter, rule_id: str, language: str) -> None:
        self.center = center
        self.rule = center.ruleset.rules[rule_id]
        self.words = center.words(rule_id, language)
        self.wording = self.words.wording
        self.resolved = resolved_rule(self.wording, self.rule)
        self.sheet = Sheet()

    def show(self) -> None:
        self.sheet.blank()
        self.sheet.text(rich_text(self.words.question.inline, "bold"), indent=0)
        self.sheet.text(Text(f"{self.rule.id} · {self.rule.path}", "dim"), indent=0)
        self._inputs()
        if self.rule.rows:
            self._rows()
        else:
            self._conditions()
            self._outcomes()
        self._reasons()
        self._parameters()
        self._guides()

    def _heading(self, key: str) -> None:
        self.sheet.heading(self.wording.site(key), ACCENT)

    def _inputs(self) -> None:
        self._heading("table.fact")
        for name in self.rule.inputs:
            self.sheet.text(rich_text(self.words.ask(name).inline), mark="– ", style="dim")
            choices = " · ".join(label for _, label in self.words.choices(name))
            if choices:
                self.sheet.text(Text(choices, "dim"), indent=4)

    def _conditions(self) -> None:
        self._heading("blocks.conditions")
        exact = ConditionWords(self.words, self.resolved)
        for each in self.resolved.requirements:
            met = rich_text(self.words.met(each.id).inline)
            self.sheet.text(met, mark="✓ ", style="green")
            self.sheet.text(Text(exact.exact(each.holds), "dim"), indent=4)

    def _rows(self) -> None:
        """Say each row as a sentence: a table as wide as its inputs fits no terminal."""
        self._heading("blocks.decision-table")
        columns, rows = table_columns_and_rows(self.words, self.resolved)
        unimportant, condition, otherwise = (
            self.wording.site(f"table.{key}") for key in ("any", "condition", "otherwise")
        )
        for row in rows:
            cells = [
                cell if head == condition or cell == otherwise
                else self.wording.formats.labelled(head, cell)
                for head, cell in zip(columns, row.cells, strict=True)
                if cell not in ("", unimportant)
            ]  # fmt: skip
            self.sheet.text(Text(" · ".join(cells)), mark="– ", style="dim")
            self.sheet.text(rich_text(row.outcome, "bold"), mark="→ ", style=ACCENT, indent=4)

    def _outcomes(self) -> None:
        self._heading("table.answer")
        for outcome in self.rule.outcomes:
            self.sheet.text(rich_text(self.words.outcome(outcome).inline), mark="– ", style="dim")

    def _reasons(self) -> None:
        if self.rule.reasons:
            self._heading("decision.reasons")
        for reason in self.rule.reasons:
            self.sheet.text(rich_text(self.words.fails(reason).inline), mark="– ", style="dim")
            advice = self.words.remedy(reason)
            if advice:
                self.sheet.text(rich_text(advice.inline), mark="→ ", style=ACCENT, indent=4)

    def _parameters(self) -> None:
        self.sheet.blank()
        for name in self.rule.parameters:
            parameter = self.center.ruleset.parameters[name]
            for period in parameter.periods:
                self.sheet.text(Text(self._value(parameter, period), "dim"), mark="– ", indent=0)

    def _value(self, parameter: Parameter, period: Period) -> str:
        source = ", ".join(period.source or parameter.source)
        day = self.wording.formats.date(period.start)
        return f"{parameter.id} = {self._said(parameter, period.value)} · {day} · {source}"

    def _said(self, parameter: Parameter, value: Value) -> str:
        values = self.wording.values
        match parameter.type.kind:
            case "table":
                rows = cast("tuple[Mapping[str, Value], ...]", value)
                return " | ".join(
                    ", ".join(
                        values.words(kind, row[column])
                        for column, kind in parameter.type.columns.items()
                    )
                    for row in rows
                )
            case "amounts":
                amounts = cast("Mapping[str, Value]", value)
                return ", ".join(
                    values.words(_AMOUNT, each, code) for code, each in amounts.items()
                )
        return values.words(parameter.type, value, parameter.unit)

    def _guides(self) -> None:
        written = self.center.sources.structure.guides
        guides = [each for each in self.rule.guides if each in written]
        if guides:
            self._heading("page.related")
        for guide in guides:
            self.sheet.text(Text(self.wording.title(guide).text, "underline"), mark="– ")
