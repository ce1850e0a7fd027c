"""Hashes of texts: what they notice, and what they do not."""

from __future__ import annotations

import unicodedata

import pytest

from knowledge_base.translation.folding import source_hash, text_hash


@pytest.mark.parametrize(
    "same",
    [
        "See <guide:add-user|who may\u00a0do so> for the café.",
        "See  <guide:add-user> for\n the café.",
        unicodedata.normalize("NFD", "See <guide:add-user> for the café."),
    ],
)
def test_a_source_is_the_same_whatever_its_spaces_unicode_form_and_words_of_links(
    same: str,
) -> None:
    assert source_hash(same) == source_hash("See <guide:add-user> for the café.")


@pytest.mark.parametrize(
    "other",
    [
        "See <guide:add-user> for a café.",
        "See <guide:remove-user> for the café.",
        "See <term:add-user> for the café.",
        "see <guide:add-user> for the café.",
        "See <guide:add-user> for the café",
    ],
)
def test_a_source_is_another_one_with_any_other_letter_sign_or_reference(other: str) -> None:
    assert source_hash(other) != source_hash("See <guide:add-user> for the café.")


def test_an_escaped_bracket_is_no_reference() -> None:
    assert source_hash(r"\<a:b|c>") != source_hash(r"\<a:b>")


@pytest.mark.parametrize("same", ["L’« an » : oui !", "L'«\u202fan\u202f»\u00a0: oui\u202f!"])
def test_typography_is_no_edit_of_a_translation(same: str) -> None:
    assert text_hash(same) == text_hash('L\'"an": oui!')


def test_other_words_of_a_reference_are_an_edit_of_a_translation() -> None:
    assert text_hash("die <term:role|Rolle>") != text_hash("die <term:role|Rollen>")
