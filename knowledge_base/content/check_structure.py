"""What a structure names exists and fits: rules, examples, guides, sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules_engine.problems import near

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.structure import BlockStructure, Mention
    from knowledge_base.content.text_files import TextFile
    from rules_engine.problems import Problem
    from rules_engine.ruleset import Ruleset

_SHAPES = {"conditions": "requirements", "decision-table": "rows"}


def check_structure(
    sources: Sources, ruleset: Ruleset, planned: frozenset[str], as_of: date, site: TextFile
) -> Iterator[Problem]:
    """Yield what the structures name that does not exist, and blocks that do not fit their rule."""
    for section in sources.structure.sections:
        if f"sections.{section}.name" not in site.texts:
            yield site.place.problem(
                "KB201", f"the section {section!r} has no name", f"Write sections.{section}.name."
            )
    for guide in sources.structure.guides.values():
        for rule in guide.rules:
            if rule.id not in ruleset.rules:
                yield _unknown_rule(rule, ruleset)
        for block in guide.blocks:
            yield from _block(block, ruleset, as_of)
        for related in guide.related:
            yield from _related(related, sources, planned)
        for audience in guide.audience:
            if f"audience.{audience}" not in site.texts:
                known = site.under("audience")
                yield guide.place.problem(
                    "KB201",
                    f"there is no word for the audience {audience!r}.{near(audience, known)}",
                    "Write it under audience in site.yml.",
                )


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


def _related(related: Mention, sources: Sources, planned: frozenset[str]) -> Iterator[Problem]:
    guides = sources.structure.guides
    if related.id in guides:
        return
    if related.id in planned:
        yield related.place.problem(
            "KB225",
            f"the guide {related.id!r} is not written yet",
            "It is left out until it is.",
            severity="warning",
        )
    else:
        yield related.place.problem(
            "KB222",
            f"there is no guide {related.id!r}.{near(related.id, guides)}",
            "Guides stand in docs/guides.",
        )


def _unknown_rule(mention: Mention, ruleset: Ruleset) -> Problem:
    return mention.place.problem(
        "KB230",
        f"there is no rule {mention.id!r}.{near(mention.id, ruleset.rules)}",
        "Rules stand in rules/<section>.",
    )
