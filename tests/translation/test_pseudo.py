"""The pseudo-language: other letters and more of them, and nothing else that is otherwise."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.content.check_references import shown_files
from knowledge_base.content.languages import PSEUDO, SOURCE
from knowledge_base.content.references import parse
from knowledge_base.content.written import (
    Reference,
    Written,
    WrittenCode,
    WrittenMark,
    WrittenText,
    prose,
    unparse,
)
from knowledge_base.translation.pseudo import accented, pseudo_text, with_pseudo_language
from tests.content.project import TODAY, copy_of_good
from tests.this_project import help_center

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_base.content.center import HelpCenter

PLACE = re.compile(r"\{[a-z][a-z-]*\}")
words = st.text(
    st.sampled_from("aBcdefgHijklmnopqrstuvwxyzÄé 019.,:;()[]{}!’“”–…\\*`<&_|"), min_size=1
).filter(lambda text: text.strip() != "")
ids = st.from_regex(r"[a-z]{1,8}(-[a-z]{1,5})?", fullmatch=True)
link_words = st.none() | st.from_regex(r"[A-Za-z]{1,6}( [A-Za-z]{1,6})?", fullmatch=True)
leaves = st.one_of(
    words.map(WrittenText),
    ids.map(lambda name: WrittenText(f"{{{name}}}")),
    st.from_regex(r"[a-z./@]{1,12}", fullmatch=True).map(WrittenCode),
    st.builds(
        Reference, st.sampled_from(["label", "value", "example"]), ids, st.none(), st.just(0)
    ),
    st.builds(Reference, st.sampled_from(["guide", "term"]), ids, link_words, st.just(0)),
)
marks = st.builds(
    WrittenMark, st.booleans(), st.lists(words.map(WrittenText), min_size=1, max_size=1).map(tuple)
)
# Written as an author would, so that it is a text and means itself.
texts = (
    st.lists(leaves | marks, min_size=1, max_size=6)
    .map(lambda nodes: unparse(tuple(nodes)))
    .filter(lambda text: not parse(text)[1])
)


def plain(text: str) -> str:
    """Return letters without their marks."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def shape(written: Written) -> list[object]:
    """Return all of a text but its letters: marks, code, references by class and id."""
    found: list[object] = []
    for node in written:
        if isinstance(node, WrittenMark):
            found.append((node.strong, shape(node.children)))
        elif isinstance(node, Reference):
            words = None if node.words is None else plain(node.words)
            found.append((node.kind, node.id, words))
        elif isinstance(node, WrittenCode):
            found.append(node)
    return found


@given(texts)
def test_references_marks_and_code_are_those_of_the_source(text: str) -> None:
    before, _ = parse(text)
    after, faults = parse(pseudo_text(text))
    assert faults == ()
    assert shape(after) == shape(before)


@given(texts)
def test_places_stay_and_letters_are_the_same_without_their_accents(text: str) -> None:
    said, source = prose(parse(pseudo_text(text))[0]), prose(parse(text)[0])
    assert PLACE.findall(said) == PLACE.findall(source)
    assert plain(said).startswith(f"[{plain(source)} …")
    assert said.endswith("]")
    untouched = PLACE.sub("", said.removeprefix("[").rpartition(" …")[0])
    assert re.search(r"[a-pr-zA-PR-Z]", untouched) is None


@given(texts)
def test_prose_is_longer_by_two_fifths_and_not_twice_as_long(text: str) -> None:
    said, source = prose(parse(pseudo_text(text))[0]), prose(parse(text)[0])
    assert len(said) >= 1.4 * len(source)
    assert len(said) <= 1.4 * len(source) + len("[ …]") + len("eight") + 1


@given(texts)
def test_what_is_a_form_of_a_term_in_the_source_is_one_in_small_letters_too(text: str) -> None:
    assert accented(text.lower()) == accented(text).lower()


def test_the_language_has_every_text_of_the_source_and_no_other() -> None:
    center = with_pseudo_language(help_center(TODAY))
    source, pseudo = (dict(files_of(center, each)) for each in (SOURCE, PSEUDO))
    assert source.keys() == pseudo.keys()
    for name, keys in source.items():
        assert list(pseudo[name]) == list(keys), name
    assert sum(len(keys) for keys in source.values()) > 2000


def files_of(center: HelpCenter, language: str) -> list[tuple[str, dict[str, str]]]:
    texts = center.sources.texts[language]
    named = [*shown_files(texts), ("asks", texts.asks)]
    return [(name, {key: each.text for key, each in f.texts.items()}) for name, f in named]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> HelpCenter:
    root = tmp_path_factory.mktemp("good")
    return with_pseudo_language(copy_of_good(root).load())


def test_numbers_and_dates_are_those_of_english(small: HelpCenter) -> None:
    formats = [small.wording(each).formats for each in (SOURCE, PSEUDO)]
    assert formats[0].date(TODAY) == formats[1].date(TODAY)
    assert formats[0].locale == formats[1].locale


def test_the_other_languages_stay_as_they_are(tmp_path: Path) -> None:
    project = copy_of_good(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    center = project.load()
    made = with_pseudo_language(center)
    assert made.languages == (*center.languages, PSEUDO)
    assert made.standings == center.standings
    assert all(made.site(each) == center.site(each) for each in center.languages)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
