"""What structures and rules name exists and fits: rules, examples, guides, sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE
from knowledge_base.content.screen_structure import check_screen
from rules_engine.problems import Problem, near

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from knowledge_base.content.places import Mention
    from knowledge_base.content.sources import Sources
    from knowledge_base.content.structure import BlockStructure, GuideStructure
    from rules_engine.ruleset import Ruleset

_KINDS_WITH_SCREENS = ("steps", "notes", "text")
_SHAPES = {"conditions": "requirements", "decision-table": "rows"}
_RULES = "Rules stand in rules/<section>."


def check_structure(sources: Sources, ruleset: Ruleset, as_of: date) -> Iterator[Problem]:
    """Yield what is named but does not exist, and blocks that do not fit their rule."""
    yield from _sections(sources)
    written = sources.structure.unreadable.union(sources.structure.guides)
    for guide in sources.structure.guides.values():
        for mention in guide.rules:
            if mention.id not in ruleset.rules:
                yield _unknown_rule(mention, ruleset)
        for block in guide.blocks:
            yield from _block(block, ruleset, as_of)
            yield from _screens(block, sources)
        for mention in guide.related:
            if mention.id not in written:
                yield mention.place.problem("KB222", *_unknown_guide(mention.id, sources))
        yield from _audience(guide, sources)
    yield from _named_by_rules(ruleset, sources)
    for guide_id, title in sources.texts[SOURCE].planned.texts.items():
        if guide_id in sources.structure.guides:
            yield title.place.problem(
                "KB225",
                f"the guide {guide_id!r} is written",
                "Take its line out of planned.yml in every language.",
                severity="warning",
            )


def _sections(sources: Sources) -> Iterator[Problem]:
    site = sources.texts[SOURCE].site
    for section in sources.structure.sections:
        if f"sections.{section}.name" not in site.texts:
            yield site.place.problem(
                "KB201",
                f"the section {section!r} has no name",
                f"Write sections.{section}.name.",
            )


def _audience(guide: GuideStructure, sources: Sources) -> Iterator[Problem]:
    site = sources.texts[SOURCE].site
    for audience in guide.audience:
        if f"audience.{audience}" not in site.texts:
            yield guide.place.problem(
                "KB201",
                f"there is no word for the audience {audience!r}."
                f"{near(audience, site.under('audience'))}",
                "Write it under audience in site.yml.",
            )


def _screens(block: BlockStructure, sources: Sources) -> Iterator[Problem]:
    kinds = {label.id: label.kind for label in sources.structure.labels.values()}
    for item in block.items:
        if item.screen is None:
            continue
        if block.kind not in _KINDS_WITH_SCREENS:
            yield item.screen.place.problem(
                "KB231",
                f"an item of a block of kind {block.kind!r} has no 'screen'",
                f"Show it in a block of kind {', '.join(_KINDS_WITH_SCREENS)}.",
            )
        yield from check_screen(item.screen, kinds)


def _block(block: BlockStructure, ruleset: Ruleset, as_of: date) -> Iterator[Problem]:
    if block.rule is None:
        return
    rule = ruleset.rules.get(block.rule.id)
    if rule is None:
        yield _unknown_rule(block.rule, ruleset)
        return
    if _SHAPES.get(block.kind, rule.shape) != rule.shape:
        fitting = "decision-table" if rule.shape == "rows" else "conditions"
        yield block.rule.place.problem(
            "KB231",
            f"{rule.id!r} has {rule.shape}; a block of kind {block.kind!r} cannot show it",
            f"Use kind: {fitting}.",
        )
    for example in block.examples:
        if example.id not in rule.examples:
            yield example.place.problem(
                "KB232",
                f"{rule.id!r} has no example {example.id!r}.{near(example.id, rule.examples)}",
                f"Examples: {', '.join(rule.examples)}.",
            )
    for name in rule.parameters:
        if ruleset.parameters[name].period_at(as_of) is None:
            yield block.rule.place.problem(
                "KB226",
                f"the parameter {name!r} of {rule.id!r} has no value on {as_of}",
                "Choose another date, or give it a value from that day on.",
            )


def _named_by_rules(ruleset: Ruleset, sources: Sources) -> Iterator[Problem]:
    known = sources.guide_ids()
    for rule in ruleset.rules.values():
        named = [(guide, "guides") for guide in rule.guides]
        named += [
            (remedy.guide, f"remedies.{key}")
            for key, remedy in rule.remedies.items()
            if remedy.guide
        ]
        for key, each in rule.remedies.items():
            if each.rule and each.rule not in ruleset.rules:
                line, column = rule.positions.get(f"remedies.{key}", (1, 1))
                message = f"there is no rule {each.rule!r}.{near(each.rule, ruleset.rules)}"
                yield Problem(rule.path, line, column, "KB230", message, _RULES)
        for guide, where in named:
            if guide not in known:
                line, column = rule.positions.get(where, (1, 1))
                message, remedy = _unknown_guide(guide, sources)
                yield Problem(rule.path, line, column, "KB222", message, remedy)


def _unknown_guide(guide: str, sources: Sources) -> tuple[str, str]:
    return (
        f"there is no guide {guide!r}.{near(guide, sources.guide_ids())}",
        "Guides stand in docs/guides; titles of those to come in docs/en/planned.yml.",
    )


def _unknown_rule(mention: Mention, ruleset: Ruleset) -> Problem:
    return mention.place.problem(
        "KB230",
        f"there is no rule {mention.id!r}.{near(mention.id, ruleset.rules)}",
        _RULES,
    )
