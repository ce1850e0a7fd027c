"""Blocks as HTML: what stands below a heading, as one string without a line break of its own.

Every character that comes from a text goes through ``html.escape`` here, so no text can bring
markup into a page. Nothing in this module knows MkDocs or Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import assert_never

from knowledge_base.content.blocks import (
    AnyBlock,
    Block,
    Code,
    Condition,
    ConditionsBlock,
    Emphasis,
    ExampleBlock,
    ExampleCase,
    Inline,
    Item,
    Label,
    Link,
    Strong,
    TableBlock,
    TableRow,
    Term,
    Text,
    Value,
)
from knowledge_base.pages.screens import drawing

# More columns than these are shown as cards at every width.
_FEW_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks are shown: the language around them, its furniture, and the way to guides.

    ``source`` is the same place in English, for what is made from a rule without a translation.
    """

    language: str
    site: Mapping[str, str]
    link: Callable[[str], str]
    source: Place | None = None

    def lang(self, language: str) -> str:
        """Return the ``lang`` attribute of a part, empty where it is that of the page."""
        return "" if language == self.language else _lang(language)


def _lang(language: str | None) -> str:
    return f' lang="{escape(language)}"' if language else ""


def inline(nodes: Inline, place: Place) -> str:
    """Return inline nodes as HTML."""
    return "".join(_node(node, place) for node in nodes)


def _node(node: Text | Strong | Emphasis | Code | Label | Link | Value | Term, place: Place) -> str:
    match node:
        case Text(text):
            return escape(text)
        case Strong(children):
            return f"<strong>{inline(children, place)}</strong>"
        case Emphasis(children):
            return f"<em>{inline(children, place)}</em>"
        case Code(text):
            return f"<code>{escape(text)}</code>"
        case Label(text, _, foreign):
            return f'<span class="kb-label"{_lang(foreign)}>{escape(text)}</span>'
        case Link(children, guide, foreign):
            link = f'href="{escape(place.link(guide))}"{_lang(foreign)}'
            return f"<a {link}>{inline(children, place)}</a>"
        case Value(text):
            return f'<span class="kb-value">{escape(text)}</span>'
        case Term(text, _, foreign):
            return f'<span class="kb-term"{_lang(foreign)}>{escape(text)}</span>'
        case _:
            assert_never(node)


def body(block: AnyBlock, place: Place) -> str:
    """Return a block without its heading.

    What is made from a rule is in one language throughout, words of the site included.
    """
    if not isinstance(block, Block) and place.source and block.words == place.source.language:
        lang = place.lang(block.words)
        held = body(block, place.source)
        return f"<div{lang}>{held}</div>" if lang else held
    lead = ""
    if block.intro:
        lang = place.lang(block.language)
        lead = f'<p class="kb-intro"{lang}>{inline(block.intro, place)}</p>'
    match block:
        case Block():
            return _authored(block, lead, place)
        case ConditionsBlock():
            parts = _apart(_condition(block.id, each, place) for each in block.conditions)
            return f'{lead}<ul class="kb-conditions">{parts}</ul>{_exactly(block, place)}'
        case TableBlock():
            return lead + _order(block, place) + _table(block, place)
        case ExampleBlock():
            return lead + _apart(_case(block.id, each, place) for each in block.cases)
        case _:
            assert_never(block)


def checker(rule: str, place: Place) -> str:
    """Return the place of a rule's checker: nothing is seen of it until its script runs."""
    opens, failed = (escape(place.site[f"checker.{key}"]) for key in ("open", "failed"))
    return (
        f'<kb-checker rule="{escape(rule)}">'
        f'<button type="button" hidden>{opens}</button>'
        f'<p role="alert" hidden>{failed}</p></kb-checker>'
    )


def _authored(block: Block, lead: str, place: Place) -> str:
    match block.kind:
        case "text":
            return lead + _apart(_item("p", block.id, item, place) for item in block.items)
        case "notes":
            return f'{lead}<ul class="kb-notes">{_items(block, place)}</ul>'
        case "steps":
            return f'{lead}<ol class="kb-steps">{_items(block, place)}</ol>'
        case "definitions":
            return f'{lead}<dl class="kb-definitions">{_definitions(block, place)}</dl>'
        case "before" | "warnings":
            # A block without a heading says by itself what it is.
            title = "" if block.title else _callout_title(block, place)
            inner = _definitions(block, place) if _has_names(block) else _items(block, place)
            listed = f"<dl>{inner}</dl>" if _has_names(block) else f"<ul>{inner}</ul>"
            return (
                f'<div class="kb-callout kb-callout--{block.kind}" role="note">'
                f"{title}{lead}{listed}</div>"
            )
        case _:
            assert_never(block.kind)


def _callout_title(block: Block, place: Place) -> str:
    return f'<p class="kb-callout__title">{escape(place.site[f"blocks.{block.kind}"])}</p>'


def _has_names(block: Block) -> bool:
    return any(item.name for item in block.items)


def _items(block: Block, place: Place) -> str:
    return _apart(_item("li", block.id, item, place) for item in block.items)


def _item(tag: str, block: str, item: Item, place: Place) -> str:
    head = f'<{tag} id="{anchor(block, item.id)}"{place.lang(item.language)}>'
    said, shown = inline(item.content, place), _screen(item, place)
    # A paragraph cannot hold a figure; the item of a list can.
    return f"{head}{said}</{tag}>{shown}" if tag == "p" else f"{head}{said}{shown}</{tag}>"


def _screen(item: Item, place: Place) -> str:
    """Return where to click."""
    if item.screen is None:
        return ""
    svg = drawing(item.screen, place.lang(item.screen.language))
    return f'<figure class="kb-screen">{svg}</figure>'


def _apart(parts: Iterable[str]) -> str:
    """Return parts with a space between them: a search engine reads the words without the tags."""
    return " ".join(parts)


def anchor(block: str, item: str) -> str:
    """Return the anchor of a part of a block, the same in every language."""
    return escape(f"{block}.{item}")


def _definitions(block: Block, place: Place) -> str:
    return _apart(
        f'<div id="{anchor(block.id, item.id)}"{place.lang(item.language)}>'
        f"<dt>{inline(item.name or (), place)}</dt> <dd>{inline(item.content, place)}</dd></div>"
        for item in block.items
    )


def _condition(block: str, condition: Condition, place: Place) -> str:
    lang = place.lang(condition.language)
    return f'<li id="{anchor(block, condition.id)}"{lang}>{inline(condition.met, place)}</li>'


def _exactly(block: ConditionsBlock, place: Place) -> str:
    """Return what is compared, closed at first: support agents need it, most readers do not."""
    compared = _apart(f"<li>{escape(each.exact)}</li>" for each in block.conditions)
    return (
        f'<details class="kb-exact"><summary>{escape(place.site["blocks.exact"])}</summary>'
        f"<ul>{compared}</ul></details>"
    )


def _order(block: TableBlock, place: Place) -> str:
    if not block.order_counts:
        return ""
    return f'<p class="kb-order">{escape(place.site["table.first-counts"])}</p>'


def _table(block: TableBlock, place: Place) -> str:
    """Return a table that can be read as cards: each cell names its column for narrow screens.

    The roles are written out because a table laid out as cards loses them in most browsers.
    """
    outcome = place.site["table.outcome"]
    heads = _apart(
        f'<th role="columnheader">{escape(head)}</th>' for head in (*block.columns, outcome)
    )
    rows = _apart(_row(block, row, outcome, place) for row in block.rows)
    few = " kb-table--few" if len(block.columns) <= _FEW_COLUMNS else ""
    return (
        f'<div class="kb-table{few}"><table class="kb-grid" role="table">'
        f'<thead><tr role="row">{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(block: TableBlock, row: TableRow, outcome: str, place: Place) -> str:
    lone = len(row.cells) > 1 and not any(row.cells[1:])
    if lone:  # "otherwise": one cell over all columns
        cells = f'<td role="cell" colspan="{len(row.cells)}">{escape(row.cells[0])}</td>'
    else:
        cells = _apart(
            _cell(head, cell, place) for head, cell in zip(block.columns, row.cells, strict=True)
        )
    return (
        f'<tr role="row" id="{anchor(block.id, row.id)}"{place.lang(row.language)}>{cells}'
        f' <td role="cell" class="kb-outcome" data-label="{escape(outcome)}">'
        f"{inline(row.outcome, place)}</td></tr>"
    )


def _cell(head: str, cell: str, place: Place) -> str:
    if cell in ("", place.site["table.any"]):  # a card leaves it out
        return f'<td role="cell" class="kb-any">{escape(cell)}</td>'
    return f'<td role="cell" data-label="{escape(head)}">{escape(cell)}</td>'


def _case(block: str, case: ExampleCase, place: Place) -> str:
    values = _pairs(case.values) if case.values else ""
    reasons = _apart(f"<li>{inline(reason, place)}</li>" for reason in case.reasons)
    why = f'<ul class="kb-example__reasons">{reasons}</ul>' if reasons else ""
    name = anchor(block, case.id)
    return (
        f'<section class="kb-example" id="{name}" aria-labelledby="{name}.caption"'
        f"{place.lang(case.language)}>"
        f'<p class="kb-example__caption" id="{name}.caption">{inline(case.caption, place)}</p>'
        f'<div class="kb-example__facts"><p class="kb-example__head">'
        f"{escape(place.site['table.fact'])}</p>{_pairs(case.facts)}</div>"
        f'<div class="kb-example__answer"><p class="kb-example__head">'
        f"{escape(place.site['table.answer'])}</p>"
        f'<p class="kb-example__outcome">{inline(case.outcome, place)}</p>{why}{values}</div>'
        "</section>"
    )


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    rows = _apart(
        f"<div><dt>{escape(name)}</dt> <dd>{escape(words)}</dd></div>" for name, words in pairs
    )
    return f'<dl class="kb-pairs">{rows}</dl>'
