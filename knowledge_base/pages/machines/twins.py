"""A guide as Markdown that stands alone: for language models, terminals and mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from knowledge_base.content.blocks import (
    AnyBlock,
    Block,
    Code,
    ConditionsBlock,
    Emphasis,
    ExampleBlock,
    GuidePage,
    Inline,
    Item,
    Label,
    Link,
    Strong,
    TableBlock,
    Term,
    Text,
    Value,
    languages_of,
    plain,
)
from knowledge_base.content.doubts import HEAD
from knowledge_base.content.languages import SOURCE

# What Markdown gives a meaning to within a line.
_MARKUP = re.compile(r"([\\`*_\[\]<>|])")


@dataclass(frozen=True, slots=True)
class Twin:
    """How a guide is written: the furniture of its language, and title and address of a guide."""

    site: Mapping[str, str]
    title: Callable[[str], str]
    address: Callable[[str], str]

    def guide(self, page: GuidePage, here: str) -> str:
        """Return a guide; ``here`` is its permanent address."""
        parts = [f"# {escaped(page.title)}", self.inline(page.summary)]
        if doubt := page.doubts.get(HEAD):
            parts.append(f"*{self.site[f'page.{doubt}']}*")
        for block in page.blocks:
            if block.title:
                parts.append(f"## {self.inline(block.title)}")
            spoken = languages_of(block)
            if SOURCE in spoken and page.language != SOURCE:
                key = "english-only" if len(spoken) == 1 else "english-parts"
                parts.append(f"*{self.site[f'page.{key}']}*")
            if doubt := page.doubts.get(block.id):
                parts.append(f"*{self.site[f'page.{doubt}']}*")
            if block.intro:
                parts.append(self.inline(block.intro))
            parts += self.body(block)
        if page.related:
            links = (
                f"[{escaped(self.title(each))}]({self.address(each)})" for each in page.related
            )
            parts += [f"## {self.site['page.related']}", listed(links)]
        parts.append(f"{self.site['page.link-to-page']}: <{here}>")
        return "\n\n".join(parts) + "\n"

    def inline(self, nodes: Inline) -> str:
        """Return inline nodes as Markdown."""
        return "".join(self._node(node) for node in nodes)

    def _node(self, node: Inline | object) -> str:
        match node:
            case Text(text) | Value(text, _) | Term(text, _):
                return escaped(text)
            case Strong(children):
                return f"**{self.inline(children)}**"
            case Emphasis(children):
                return f"*{self.inline(children)}*"
            case Code(text):
                return f"`{text}`"
            case Label(text):
                return f"**{escaped(text)}**"
            case Link(children, guide):
                return f"[{self.inline(children)}]({self.address(guide)})"
        raise TypeError(f"no inline node: {node!r}")

    def body(self, block: AnyBlock) -> list[str]:
        """Return a block without its heading, as paragraphs."""
        match block:
            case Block():
                return self._authored(block)
            case ConditionsBlock():
                return [listed(f"{self.inline(each.met)}" for each in block.conditions)]
            case TableBlock():
                first = [self.site["table.first-counts"]] if block.order_counts else []
                return [*first, self._table(block)]
            case ExampleBlock():
                return [self._example(block)]
            case _:
                assert_never(block)

    def _authored(self, block: Block) -> list[str]:
        items = [self._item(item) for item in block.items]
        if block.kind == "steps":
            return ["\n".join(f"{at}. {item}" for at, item in enumerate(items, 1))]
        if block.kind == "text":
            return items
        titles = {"before": "blocks.before", "warnings": "blocks.warnings"}
        title = [f"**{self.site[titles[block.kind]]}**"] if block.kind in titles else []
        return [*title, listed(items)]

    def _item(self, item: Item) -> str:
        name = f"**{self.inline(item.name)}**: " if item.name else ""
        return name + self.inline(item.content)

    def _table(self, block: TableBlock) -> str:
        head = [*map(escaped, block.columns), self.site["table.outcome"]]
        lines = [head, ["---"] * len(head)]
        lines += [[*map(escaped, row.cells), self.inline(row.outcome)] for row in block.rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _example(self, block: ExampleBlock) -> str:
        cases = []
        for case in block.cases:
            lines = [f"**{self.inline(case.caption)}**", ""]
            lines += [f"- {escaped(name)}: {escaped(value)}" for name, value in case.facts]
            lines += ["", f"→ {self.inline(case.outcome)}"]
            lines += [f"  - {self.inline(reason)}" for reason in case.reasons]
            lines += [f"  - {escaped(name)}: {escaped(value)}" for name, value in case.values]
            cases.append("\n".join(lines))
        return "\n\n".join(cases)


def spoken(block: AnyBlock) -> str:
    """Return what a block made from a rule says, in plain sentences; empty for other blocks."""
    if isinstance(block, ConditionsBlock):
        return " ".join(plain(each.met) for each in block.conditions)
    if isinstance(block, TableBlock):
        rows = (
            "; ".join(
                f"{column}: {cell}" for column, cell in zip(block.columns, row.cells, strict=True)
            )
            + f" → {plain(row.outcome)}"
            for row in block.rows
        )
        return " ".join(rows)
    return ""


def listed(items: Iterable[str]) -> str:
    """Return items as a list."""
    return "\n".join(f"- {item}" for item in items)


def escaped(text: str) -> str:
    """Return characters of which none is taken for markup."""
    return _MARKUP.sub(r"\\\1", text)
