"""One guide put together in one language: structure, texts and rules become blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from knowledge_base.content.answers import fact_pairs, value_pairs
from knowledge_base.content.blocks import (
    AnyBlock,
    Block,
    Condition,
    ConditionsBlock,
    ExampleBlock,
    ExampleCase,
    GuidePage,
    Item,
    TableBlock,
    Text,
)
from knowledge_base.content.conditions import ConditionWords
from knowledge_base.content.doubts import doubts_of
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.screen_words import screen_in_words
from knowledge_base.content.tables import order_counts, table_columns_and_rows
from knowledge_base.content.wording import Said, Wording
from knowledge_base.content.words import RuleWords, spoken_words
from rules_engine.compile.resolve import ResolvedRule, resolve
from rules_engine.examples import decide_example

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_base.content.blocks import BlockKind, Inline
    from knowledge_base.content.standing import Standing
    from knowledge_base.content.structure import BlockStructure, GuideStructure, ItemStructure
    from knowledge_base.content.units import Unit
    from rules_engine.model.rule import Rule

_MISSING = Said((Text("…"),), SOURCE)


def guide_page(
    guide: GuideStructure, wording: Wording, standings: Mapping[Unit, Standing]
) -> GuidePage:
    """Return a guide in the language of ``wording``, with the values of its day.

    ``standings`` are those of its texts in this language.
    """
    title = wording.title(guide.id)
    summary = wording.guide(guide.id, "summary") or _MISSING
    return GuidePage(
        id=guide.id,
        section=guide.section,
        number=guide.number,
        language=wording.language,
        title=title.text,
        summary=summary.inline,
        text_language=_language(title, summary),
        kind=guide.kind,
        audience=guide.audience,
        reviewed=guide.reviewed,
        rules=tuple(each.id for each in guide.rules),
        blocks=tuple(_block(guide, block, wording) for block in guide.blocks),
        related=tuple(each.id for each in guide.related),
        as_of=wording.as_of,
        doubts=doubts_of(guide, standings),
    )


def _block(guide: GuideStructure, block: BlockStructure, wording: Wording) -> AnyBlock:
    if block.passage is None:
        title = wording.guide(guide.id, f"{block.id}.title")
        intro = wording.guide(guide.id, f"{block.id}.intro")
    else:
        title = wording.passage(f"{block.passage.id}.title")
        intro = wording.passage(f"{block.passage.id}.intro")
    language = _language(*(each for each in (title, intro) if each), default=wording.language)
    head, lead = title.inline if title else None, intro.inline if intro else None
    if block.rule is None:
        items = tuple(_item(guide, block, item, wording) for item in block.items)
        return Block(block.id, cast("BlockKind", block.kind), head, lead, items, language)
    rule = wording.ruleset.rules[block.rule.id]
    words = spoken_words(wording, rule)
    if block.kind == "example":
        wanted = [each.id for each in block.examples] or list(rule.examples)
        cases = tuple(_case(each, words) for each in wanted)
        return ExampleBlock(block.id, head, lead, rule.id, cases, language, words.language)
    resolved = resolved_rule(wording, rule)
    if block.kind == "conditions":
        conditions = rule_conditions(words, resolved)
        return ConditionsBlock(block.id, head, lead, rule.id, conditions, language, words.language)
    columns, rows = table_columns_and_rows(words, resolved)
    order = order_counts(words, resolved)
    spoken = words.language
    return TableBlock(block.id, head, lead, rule.id, columns, rows, language, spoken, order)


def _item(
    guide: GuideStructure, block: BlockStructure, item: ItemStructure, wording: Wording
) -> Item:
    key = f"{block.id}.{item.id}"
    if block.kind != "definitions":
        shared = item.passage and wording.passage(item.passage.id)
        said = shared or wording.guide(guide.id, key) or _MISSING
        screen = screen_in_words(item.screen, wording) if item.screen else None
        return Item(item.id, said.inline, None, said.language, screen)
    name = wording.guide(guide.id, f"{key}.name") or _MISSING
    text = wording.guide(guide.id, f"{key}.text") or _MISSING
    return Item(item.id, text.inline, name.inline, _language(name, text))


def resolved_rule(wording: Wording, rule: Rule) -> ResolvedRule:
    """Return a rule with the values of its parameters on the day of ``wording``."""
    return resolve(rule, wording.ruleset.values_at(wording.as_of), wording.as_of)


def rule_conditions(words: RuleWords, resolved: ResolvedRule) -> tuple[Condition, ...]:
    """Return the requirements of a rule as conditions of a page."""
    exact = ConditionWords(words, resolved)
    return tuple(
        Condition(each.id, said.inline, exact.exact(each.holds), said.language)
        for each in resolved.requirements
        for said in (words.met(each.id),)
    )


def _case(example: str, words: RuleWords) -> ExampleCase:
    decision = decide_example(words.wording.ruleset, words.rule, example, words.wording.as_of)
    invalid = decision.status == "invalid"
    reasons = [
        words.constraint(each) if invalid else words.fails(each) for each in decision.reasons
    ]
    caption = words.caption(example)
    if decision.outcome is not None:
        outcome: Inline = words.outcome(decision.outcome).inline
    else:
        outcome = (Text(words.wording.site(f"decision.{decision.status}")),)
    return ExampleCase(
        id=example,
        caption=caption.inline,
        facts=fact_pairs(decision.facts, words),
        outcome=outcome,
        status=decision.status,
        reasons=tuple(each.inline for each in reasons),
        values=value_pairs(decision, words),
        language=_language(caption, *reasons),
    )


def _language(*said: Said, default: str = SOURCE) -> str:
    """Return the language of some texts; English as soon as one of them is."""
    languages = {each.language for each in said}
    return default if not languages else SOURCE if SOURCE in languages else languages.pop()
