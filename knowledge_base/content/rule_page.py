"""A rule as a page of its own: what it asks, how it decides, and the values it reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from knowledge_base.content.blocks import ConditionsBlock, Link, TableBlock
from knowledge_base.content.guide import resolved_rule, rule_conditions
from knowledge_base.content.tables import order_counts, table_columns_and_rows
from rules_engine.compile.programs import digest
from rules_engine.model.value_types import ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_base.content.blocks import Inline
    from knowledge_base.content.center import HelpCenter
    from knowledge_base.content.values import ValueWords
    from knowledge_base.content.wording import Said, Wording
    from knowledge_base.content.words import RuleWords
    from rules_engine.model.parameters import Parameter, Period
    from rules_engine.model.value_types import Value

# Enough to tell two versions apart; the whole digest stands in every decision record.
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """An input: its name on the page, the question, what may be answered, who can change it."""

    id: str
    label: Said
    ask: Said
    choices: tuple[str, ...]
    changed_by: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A value of a parameter in words, a line for each row of a table.

    ``when`` is empty where the parameter has never had another value; ``current`` on the page's
    day.
    """

    when: str
    lines: tuple[str, ...]
    current: bool


@dataclass(frozen=True, slots=True)
class Values:
    """A parameter that the rule reads, with all its periods, the latest first."""

    id: str
    periods: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A reason or an answer with what helps: words, a guide, the rule to ask next.

    ``guide`` is one that the words do not lead to themselves.
    """

    id: str
    said: Said
    remedy: Inline | None
    guide: str | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule in one language, as it stands on the day of the help center.

    ``words`` is the language of everything on the page: English where no word of the rule is
    translated.
    """

    id: str
    section: str
    language: str
    words: str
    question: Said
    decides: ConditionsBlock | TableBlock
    inputs: tuple[Asked, ...]
    spoken: tuple[Spoken, ...]
    values: tuple[Values, ...]
    guides: tuple[str, ...]
    version: str


def rule_page(center: HelpCenter, rule: str, language: str) -> RulePage:
    """Return the page of a rule; raise ``KeyError`` for an unknown rule or language."""
    words = center.words(rule, language)
    held, parameters = words.rule, center.ruleset.parameters
    used = {name: parameters[name] for name in held.parameters}
    told = {each: words.fails(each) for each in held.reasons}
    # A reason with the id of an answer says what comes on top of it; by itself the answer is clear.
    told |= {each: words.outcome(each) for each in held.outcomes if each in held.remedies}
    return RulePage(
        id=rule,
        section=held.section,
        language=language,
        words=words.language,
        question=words.question,
        decides=_decides(words),
        inputs=tuple(_asked(name, words) for name in held.inputs),
        spoken=tuple(_spoken(each, said, words, center) for each, said in told.items()),
        values=tuple(Values(each.id, held_values(each, words)) for each in used.values()),
        guides=tuple(each for each in held.guides if each in center.guides),
        version=digest(held, used).rpartition(":")[2][:_SHORT],
    )


def _decides(words: RuleWords) -> ConditionsBlock | TableBlock:
    resolved = resolved_rule(words.wording, words.rule)
    rule, language = words.rule.id, words.language
    if words.rule.shape == "requirements":
        conditions = rule_conditions(words, resolved)
        return ConditionsBlock("decision", None, None, rule, conditions, language, language)
    columns, rows = table_columns_and_rows(words, resolved)
    order = order_counts(words, resolved)
    return TableBlock("decision", None, None, rule, columns, rows, language, language, order)


def _asked(name: str, words: RuleWords) -> Asked:
    declared = words.rule.inputs[name]
    choices = [text for _, text in words.choices(name)]
    if declared.type.kind == "boolean":
        choices = [words.wording.site(f"answers.{each}") for each in ("affirmative", "negative")]
    who = declared.changed_by
    by = words.wording.site(f"changes.by-{who}") if who else None
    return Asked(name, words.label(name), words.ask(name), tuple(choices), by)


def _spoken(key: str, said: Said, words: RuleWords, center: HelpCenter) -> Spoken:
    remedy, told = words.rule.remedies.get(key), words.remedy(key)
    guide = remedy.guide if remedy and remedy.guide in center.guides else None
    if told and any(isinstance(node, Link) and node.guide == guide for node in told.inline):
        guide = None
    return Spoken(key, said, told.inline if told else None, guide, remedy.rule if remedy else None)


def held_values(parameter: Parameter, words: RuleWords) -> tuple[Held, ...]:
    """Return every period of a parameter in words, also those to come, the latest first."""
    day, wording = words.wording.as_of, words.wording
    current = parameter.period_at(day)
    first = parameter.periods[0]
    alone = len(parameter.periods) == 1 and first.until is None and first.start <= day
    return tuple(
        Held(
            "" if alone else _when(period, wording),
            value_lines(parameter, period.value, words.values),
            period is current,
        )
        for period in reversed(parameter.periods)
    )


def _when(period: Period, wording: Wording) -> str:
    start = wording.formats.date(period.start)
    if period.until is None:
        return wording.site("rules.from", {"date": start})
    until = wording.formats.date(period.until)
    return wording.site("rules.from-until", {"date": start, "until": until})


def value_lines(parameter: Parameter, value: Value, spoken: ValueWords) -> tuple[str, ...]:
    """Return a value of a parameter in words, a line for each row of a table."""
    kind = parameter.type
    if kind.kind == "table":
        rows = cast("tuple[Mapping[str, Value], ...]", value)
        return tuple(
            " · ".join(spoken.words(column, row[name]) for name, column in kind.columns.items())
            for row in rows
        )
    if kind.kind == "amounts":
        amounts = cast("Mapping[str, Value]", value)
        return tuple(
            spoken.words(ValueType("decimal"), each, currency) for currency, each in amounts.items()
        )
    return (spoken.words(kind, value, parameter.unit),)
