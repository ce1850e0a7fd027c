"""The form of text files: nothing is lost, and what has its form keeps it."""

from __future__ import annotations

import re

import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.content.file_lines import file_faults
from knowledge_base.content.mending import mend
from knowledge_base.translation.form import formed
from knowledge_base.translation.typography import normalised, typeset
from tests.translation.text_file_writer import KEYS, TEXTS, Written, flat, text_files

LANGUAGES = ("en", "fr", "de", "it", "es", "pt")
ORDERS = st.lists(st.lists(KEYS, min_size=1, max_size=3).map(".".join), max_size=8)


def texts_of(source: str) -> dict[str, str]:
    return dict(flat(yaml.load(source, Loader=yaml.BaseLoader)))  # noqa: S506  # texts alone


@given(text_files(), ORDERS, st.sampled_from(LANGUAGES))
def test_the_form_holds_the_same_texts_and_comments(
    written: Written, order: list[str], language: str
) -> None:
    form = formed(written.source, order, lambda text: typeset(text, language))
    wanted = {key: typeset(text, language) for key, text in written.texts.items()}
    assert {key: text.rstrip("\n") for key, text in texts_of(form).items()} == wanted
    assert sorted(re.findall(r"# note .*", form)) == sorted(written.comments)


@given(text_files(), ORDERS, st.sampled_from(LANGUAGES))
def test_what_has_its_form_keeps_it(written: Written, order: list[str], language: str) -> None:
    def set_text(text: str) -> str:
        return typeset(text, language)

    form = formed(written.source, order, set_text)
    assert formed(form, order, set_text) == form


@given(text_files())
def test_a_comment_stays_before_what_it_stands_before(written: Written) -> None:
    lines = formed(written.source, [], normalised).split("\n")
    for comment, key in written.before.items():
        at = next(number for number, line in enumerate(lines) if line.strip() == comment)
        following = next(line for line in lines[at:] if not line.strip().startswith("#"))
        assert following.strip().strip('"').startswith(key)


@given(text_files())
def test_what_yaml_reads_well_is_no_mistake(written: Written) -> None:
    # only characters that nobody sees are found in a file that is whole
    assert {each.code for each in file_faults(written.source)} <= {"KB297", "KB298"}
    mended = texts_of(mend(written.source))
    assert {key: normalised(text) for key, text in mended.items()} == {
        key: normalised(text) for key, text in written.texts.items()
    }


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_typography_changes_no_letter_and_is_done_once(text: str, language: str) -> None:
    def bare(text: str) -> str:
        return re.sub("[\\s'’\"“”„«»]", "", normalised(text))

    once = typeset(text, language)
    assert typeset(once, language) == once
    assert bare(once) == bare(text)


def test_a_text_that_is_taken_out_takes_no_comment_and_no_other_text_along() -> None:
    source = '# head\ntitle: "A"\n# on the steps\nsteps:\n  # on the first\n  one: "B"\nlast: "C"\n'
    assert formed(source, (), str, without=["title", "steps.one", "steps.two", "none"]) == (
        '# head\n# on the steps\n# on the first\nlast: "C"\n'
    )
