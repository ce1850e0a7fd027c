"""Blocks become HTML in which no text can be markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
import pytest

from knowledge_base.content.blocks import (
    Block,
    Code,
    Condition,
    ConditionsBlock,
    Emphasis,
    ExampleBlock,
    ExampleCase,
    Inline,
    InlineNode,
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
from knowledge_base.pages.html import Place, body, inline
from knowledge_base.pages.markdown import heading

HOSTILE = "<script>alert('x')</script> & \"quotes\" {#id} **b** [a](b) `c` # 1. &lt;"
SITE = {
    "blocks.before": "Before you start",
    "blocks.warnings": "Important",
    "blocks.exact": "Exactly",
    "table.outcome": "Outcome",
    "table.any": "any",
    "table.first-counts": "The first counts",
    "table.fact": "Given",
    "table.answer": "Answer",
    "page.english-only": "English only",
}
PLACE = Place("de", SITE, lambda guide: f"../{guide}/")


def text(words: str) -> Inline:
    return (Text(words),)


class Tags(HTMLParser):
    """Collects the tags that a browser would see, and the text between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def parsed(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    tags.close()
    return tags


@pytest.mark.parametrize(
    ("node", "tags"),
    [
        (Text(HOSTILE), []),
        (Strong(text(HOSTILE)), ["strong"]),
        (Emphasis(text(HOSTILE)), ["em"]),
        (Code(HOSTILE), ["code"]),
        (Label(HOSTILE, "save"), ["span"]),
        (Link(text(HOSTILE), "add-user"), ["a"]),
        (Value(HOSTILE, "two-factor.sms_countries"), ["span"]),
        (Value(HOSTILE, None), ["span"]),
        (Term(HOSTILE, "client"), ["span"]),
    ],
)
def test_no_text_becomes_markup(node: InlineNode, tags: list[str]) -> None:
    seen = parsed(inline((node,), PLACE))
    assert seen.tags == tags
    assert seen.words == HOSTILE


def test_a_hostile_heading_stays_a_heading_with_its_anchor() -> None:
    converter = markdown.Markdown(extensions=["attr_list", "toc"])
    html = converter.convert(heading(2, HOSTILE, "leave"))
    assert re.fullmatch(r'<h2 id="leave">.*</h2>', html)
    assert parsed(html).words == HOSTILE
    assert parsed(html).tags == ["h2"]


def test_items_have_anchors_made_of_ids() -> None:
    items = (Item("open", text("Öffnen"), None, "de"), Item("save", text("Sichern"), None, "de"))
    html = body(Block("leave", "steps", None, None, items, "de"), PLACE)
    assert '<ol class="kb-steps">' in html
    assert re.findall(r'id="([^"]+)"', html) == ["leave.open", "leave.save"]


def test_english_parts_of_a_german_page_say_so() -> None:
    items = (Item("open", text("Open"), None, "en"), Item("save", text("Sichern"), None, "de"))
    html = body(Block("leave", "notes", None, None, items, "de"), PLACE)
    assert '<li id="leave.open" lang="en">Open</li>' in html
    assert '<li id="leave.save">Sichern</li>' in html


@pytest.mark.parametrize("kind", ["before", "warnings"])
def test_a_call_out_without_a_heading_says_what_it_is(kind: str) -> None:
    items = (Item("one", text("…"), None, "de"),)
    words = SITE[f"blocks.{kind}"]
    alone = Block("b", kind, None, None, items, "de")  # type: ignore[arg-type]  # one of the kinds above
    titled = Block("b", kind, text("Titel"), None, items, "de")  # type: ignore[arg-type]  # one of the kinds above
    assert words in body(alone, PLACE)
    assert words not in body(titled, PLACE)


def test_definitions_are_names_and_explanations() -> None:
    items = (Item("kauth", text("Eine App."), text("kAuth"), "de"),)
    html = body(Block("methods", "definitions", None, None, items, "de"), PLACE)
    assert "<dt>kAuth</dt> <dd>Eine App.</dd>" in html


def test_conditions_are_a_list_and_what_is_compared_is_closed() -> None:
    conditions = (Condition("last-owner", text("Einer bleibt."), "Anzahl: mehr als 1", "de"),)
    html = body(ConditionsBlock("who", None, None, "leave", conditions, "de", "de"), PLACE)
    assert '<li id="who.last-owner">Einer bleibt.</li>' in html
    assert "<details " in html
    assert "<details open" not in html
    assert "Anzahl: mehr als 1" in html


def test_table_cells_name_their_column_and_what_does_not_matter_is_marked() -> None:
    rows = (
        TableRow("first", ("ja", "any"), text("Gut"), "de"),
        TableRow("rest", ("Sonst", ""), text("Schlecht"), "de"),
    )
    html = body(TableBlock("t", None, None, "r", ("Land", "Rolle"), rows, "de", "de"), PLACE)
    assert '<td role="cell" data-label="Land">ja</td>' in html
    assert '<td role="cell" class="kb-any">any</td>' in html
    assert '<td role="cell" colspan="2">Sonst</td>' in html
    assert "kb-table--few" in html


def test_a_table_of_many_columns_is_not_set_as_one() -> None:
    rows = (TableRow("first", ("1", "2", "3", "4"), text("Gut"), "de"),)
    html = body(TableBlock("t", None, None, "r", ("a", "b", "c", "d"), rows, "de", "de"), PLACE)
    assert "kb-table--few" not in html


def test_an_example_shows_facts_answer_reasons_and_values() -> None:
    case = ExampleCase(
        "late",
        text("Zu spät"),
        (("Tag", "1. Dezember 2023"),),
        text("Nein"),
        "decided",
        (text("Zu spät dran."),),
        (("Erster Tag", "1. Januar 2024"),),
        "de",
    )
    html = body(ExampleBlock("example", None, None, "r", (case,), "de", "de"), PLACE)
    for words in ("Zu spät", "1. Dezember 2023", "Nein", "Zu spät dran.", "1. Januar 2024"):
        assert words in html
    assert 'id="example.late"' in html


def test_a_table_says_that_order_counts_only_where_it_does() -> None:
    rows = (
        TableRow("first", ("ja",), text("Gut"), "de"),
        TableRow("rest", ("Sonst",), text("Schlecht"), "de"),
    )
    for counts in (True, False):
        html = body(TableBlock("t", None, None, "r", ("Land",), rows, "de", "de", counts), PLACE)
        assert (SITE["table.first-counts"] in html) == counts
