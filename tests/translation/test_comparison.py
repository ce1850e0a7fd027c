"""Two versions of a text, compared word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.translation.comparison import compared, marked

_WORDS = st.lists(
    st.sampled_from(["Open", "the", "office", "<label:buy>", "<label:pay>", " ", "\n", ".", "é"])
).map("".join)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("You may go.", "You may go.", "You may go."),
        ("within four days", "within five days", "within [-four-]{+five+} days"),
        ("Click <label:buy>.", "Click <label:pay>.", "Click [-<label:buy>-]{+<label:pay>+}."),
        ("one old text", "one new word", "one [-old text-]{+new word+}"),
        ("Open it", "Open it now", "Open it{+ now+}"),
    ],
)
def test_a_change_is_marked_word_by_word(before: str, now: str, expected: str) -> None:
    assert marked(compared(before, now)) == expected


@given(_WORDS, _WORDS)
def test_both_versions_can_be_read_from_their_comparison(before: str, now: str) -> None:
    found = compared(before, now)
    assert "".join(each.text for each in found if each.fate != "new") == before
    assert "".join(each.text for each in found if each.fate != "gone") == now
