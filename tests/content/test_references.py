"""The markup of texts: what is let through, what is refused, and that nothing crashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.content.references import REFERENCE_CLASSES, parse
from knowledge_base.content.written import (
    OBJECT,
    Reference,
    Written,
    WrittenCode,
    WrittenMark,
    WrittenNode,
    WrittenText,
    prose,
    references,
    unparse,
)

LETTERS = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), min_size=1)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,5}([.-][a-z0-9_]{1,5}){0,2}", fullmatch=True)
WORDS = st.from_regex(r"[a-zé*`]([a-zé ]{0,5}[a-zé])?", fullmatch=True)


@st.composite
def reference(draw: st.DrawFn) -> Reference:
    kind = draw(st.sampled_from(REFERENCE_CLASSES))
    words = None
    if kind in ("guide", "term"):
        words = draw(st.none() | WORDS)
    elif kind == "value":
        words = draw(st.sampled_from([None, "number"]))
    return Reference(kind, draw(IDS), words, 0)


TEXT = LETTERS.map(WrittenText)
CODE = st.from_regex(r"[a-z<>* ]{1,6}", fullmatch=True).map(WrittenCode)
TOUCHING = st.from_regex(r"[a-zé<*`\[\\]([a-z *]{0,4}[a-zé])?", fullmatch=True).map(WrittenText)
MARK = st.builds(
    WrittenMark,
    st.booleans(),
    st.tuples(TOUCHING) | st.tuples(reference(), TOUCHING) | st.tuples(TOUCHING, reference()),
)


def joined(nodes: list[WrittenNode]) -> Written:
    """Texts side by side are one text."""
    found: list[WrittenNode] = []
    for node in nodes:
        last = found[-1] if found else None
        if isinstance(node, WrittenText) and isinstance(last, WrittenText):
            found[-1] = WrittenText(last.text + node.text)
        else:
            found.append(node)
    return tuple(found)


def without_offsets(written: Written) -> Written:
    return tuple(
        Reference(node.kind, node.id, node.words, 0)
        if isinstance(node, Reference)
        else WrittenMark(node.strong, without_offsets(node.children))
        if isinstance(node, WrittenMark)
        else node
        for node in written
    )


@given(st.lists(TEXT | CODE | MARK | reference(), max_size=6).map(joined))
def test_what_is_written_out_is_read_back(written: Written) -> None:
    nodes, faults = parse(unparse(written))
    assert faults == ()
    assert without_offsets(nodes) == written


@given(st.text() | st.text("<>*`\\[](!|:&;valuek https://www.\n"))
def test_no_text_crashes_the_parser_and_faults_lie_inside_it(text: str) -> None:
    nodes, faults = parse(text)
    assert all(0 <= fault.offset < len(text) for fault in faults)
    assert all(text[each.offset] == "<" for each in references(nodes))


@pytest.mark.parametrize(
    "text", ["a < b", "2 & 3", "[1] and [x]", "AT&T", "5 > 4", "name@example.org", "snake_case"]
)
def test_ordinary_characters_need_no_escape(text: str) -> None:
    assert parse(text) == ((WrittenText(text),), ())


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("a <b>", "KB211", 2),
        ("a&nbsp;b", "KB211", 1),
        ("see www.example.org", "KB212", 4),
        ("<https://example.org>", "KB212", 0),
        ("a ![b](c)", "KB213", 2),
        ("a [b](c)", "KB213", 2),
        ("a **b", "KB214", 2),
        ("a `b", "KB214", 2),
        ("a ** b**", "KB214", 2),
        ("****", "KB214", 0),
        ("<lable:x>", "KB215", 0),
        ("`<label:x>`", "KB216", 1),
        ("<label:a b>", "KB216", 0),
        ("a\n\nb", "KB217", 1),
    ],
)
def test_what_is_not_allowed_is_refused_where_it_starts(text: str, code: str, offset: int) -> None:
    assert [(fault.code, fault.offset) for fault in parse(text)[1]] == [(code, offset)]


def test_prose_keeps_what_was_typed_and_leaves_a_mark_for_the_rest() -> None:
    nodes, _ = parse("**Open** <guide:x|the guide> for <value:a.b> and `code`.")
    assert prose(nodes) == f"Open the guide for {OBJECT} and {OBJECT}."
