"""A guide in one language: inline nodes, the blocks made of them, and the page made of blocks.

This tree is all that a renderer (HTML, Markdown, the terminal) needs; it holds no YAML, no engine
object and no markup. Everything in it is immutable.

Where a text is missing in a language the English one stands in, and ``language`` of the smallest
part that holds it says ``en``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge_base.content.screens import Screen
from knowledge_base.content.standing import Doubt


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters; a renderer escapes them."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """``**bold**``."""

    children: Inline


@dataclass(frozen=True, slots=True)
class Emphasis:
    """``*emphasis*``."""

    children: Inline


@dataclass(frozen=True, slots=True)
class Code:
    """Characters to be typed or read exactly."""

    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A button or menu of the product, as the product shows it.

    ``foreign`` is its language where that is not the language of the sentence.
    """

    text: str
    id: str
    foreign: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another guide; ``foreign`` as with a label."""

    children: Inline
    guide: str
    foreign: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A formatted value: of a parameter, or (``parameter`` None) of a worked example."""

    text: str
    parameter: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """The one word for a thing, in the form the sentence needs; ``foreign`` as with a label."""

    text: str
    id: str
    foreign: str | None = None


InlineNode = Text | Strong | Emphasis | Code | Label | Link | Value | Term
Inline = tuple[InlineNode, ...]


def plain(inline: Inline) -> str:
    """Return the characters of an inline text, without any markup."""
    return "".join(_plain_parts(inline))


def _plain_parts(inline: Inline) -> Iterable[str]:
    for node in inline:
        if isinstance(node, Strong | Emphasis | Link):
            yield from _plain_parts(node.children)
        else:
            yield node.text


BlockKind = Literal["notes", "text", "steps", "warnings", "before", "definitions"]


@dataclass(frozen=True, slots=True)
class Item:
    """One step, note, paragraph, warning or definition (the only one with a ``name``).

    ``screen`` shows where to click.
    """

    id: str
    content: Inline
    name: Inline | None
    language: str
    screen: Screen | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A block that authors wrote; ``language`` is that of title and intro."""

    id: str
    kind: BlockKind
    title: Inline | None
    intro: Inline | None
    items: tuple[Item, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One requirement of a rule: how a person says it, and exactly what is compared."""

    id: str
    met: Inline
    exact: str
    language: str


@dataclass(frozen=True, slots=True)
class ConditionsBlock:
    """The requirements of an eligibility rule, all of which must hold.

    ``words`` is the language of what is made from the rule, as in the following blocks.
    """

    id: str
    title: Inline | None
    intro: Inline | None
    rule: str
    conditions: tuple[Condition, ...]
    language: str
    words: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a decision table: a cell for each column, then the outcome."""

    id: str
    cells: tuple[str, ...]
    outcome: Inline
    language: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """The rows of a decision table in order; the first that matches gives the answer.

    ``order_counts`` where a case may match several of them.
    """

    id: str
    title: Inline | None
    intro: Inline | None
    rule: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    language: str
    words: str
    order_counts: bool = False


@dataclass(frozen=True, slots=True)
class ExampleCase:
    """One worked example; outcome, reasons and values were computed by the engine."""

    id: str
    caption: Inline
    facts: tuple[tuple[str, str], ...]
    outcome: Inline
    status: str
    reasons: tuple[Inline, ...]
    values: tuple[tuple[str, str], ...]
    language: str


@dataclass(frozen=True, slots=True)
class ExampleBlock:
    """Worked examples of a rule."""

    id: str
    title: Inline | None
    intro: Inline | None
    rule: str
    cases: tuple[ExampleCase, ...]
    language: str
    words: str


AnyBlock = Block | ConditionsBlock | TableBlock | ExampleBlock


def languages_of(block: AnyBlock) -> frozenset[str]:
    """Return the languages of the texts of a block."""
    match block:
        case Block():
            parts = [each.language for each in block.items]
        case ConditionsBlock():
            parts = [block.words, *(each.language for each in block.conditions)]
        case TableBlock():
            parts = [block.words, *(each.language for each in block.rows)]
        case ExampleBlock():
            parts = [block.words, *(each.language for each in block.cases)]
    return frozenset([*parts, block.language] if block.title or block.intro else parts)


GuideKind = Literal["how-to", "explanation", "reference", "troubleshooting"]


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A guide in one language, with the values that hold on ``as_of``.

    ``text_language`` is the language of title and summary; ``related`` and ``rules`` hold ids.
    ``doubts`` says by block what a reader should know of it, under ``HEAD`` of title and summary.
    """

    id: str
    section: str
    number: int
    language: str
    title: str
    summary: Inline
    text_language: str
    kind: GuideKind
    audience: tuple[str, ...]
    reviewed: date
    rules: tuple[str, ...]
    blocks: tuple[AnyBlock, ...]
    related: tuple[str, ...]
    as_of: date
    doubts: Mapping[str, Doubt]
