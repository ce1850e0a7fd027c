"""In which order the ids of a text file stand.

Guides follow their structure, words of rules their rule, everything else English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from knowledge_base.content.structure import GuideStructure
    from knowledge_base.translation.form_tree import Block
    from rules_engine.model.rule import Rule


def guide_order(guide: GuideStructure) -> Iterator[str]:
    """Yield the dotted keys of the texts of a guide as a reader meets them."""
    yield from ("title", "summary")
    for block in guide.blocks:
        yield from (f"{block.id}.title", f"{block.id}.intro")
        for item in block.items:
            yield from (f"{block.id}.{item.id}.name", f"{block.id}.{item.id}.text")


def rule_order(rule: Rule) -> Iterator[str]:
    """Yield the dotted keys of the words of a rule, from the question to the examples."""
    yield "question"
    for name, each in rule.inputs.items():
        yield from (f"inputs.{name}.{part}" for part in ("label", "ask", "help"))
        inner = each.type.item or each.type
        yield from (f"inputs.{name}.choices.{choice}" for choice in inner.choices)
    yield from (f"constraints.{each.id}" for each in rule.constraints)
    yield from (f"outcomes.{outcome}" for outcome in rule.outcomes)
    for reason in rule.reasons:
        yield from (f"reasons.{reason}.fails", f"reasons.{reason}.met")
    others = [key for key in (*rule.reasons, *rule.outcomes) if key not in rule.remedies]
    yield from (f"remedies.{key}" for key in (*rule.remedies, *others))
    yield from (f"values.{name}" for name in rule.values)
    yield from (f"examples.{name}" for name in rule.examples)


def sort(block: Block, order: Sequence[str]) -> None:
    """Put entries into an order of dotted keys; an unknown one stays after its neighbour."""
    ranks: dict[str, int] = {}
    for rank, key in enumerate(order):
        parts = key.split(".")
        for length in range(1, len(parts) + 1):
            ranks.setdefault(".".join(parts[:length]), rank)
    _sort(block, "", ranks)


def _sort(block: Block, prefix: str, ranks: Mapping[str, int]) -> None:
    rank, ranked = -1, []
    for entry in block.entries:
        rank = ranks.get(f"{prefix}{entry.key}", rank)
        ranked.append((rank, entry))
        _sort(entry.below, f"{prefix}{entry.key}.", ranks)
    block.entries = [entry for _, entry in sorted(ranked, key=lambda each: each[0])]
