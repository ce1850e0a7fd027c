"""The terms of English that stand in a sentence, and how another language says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.check_terms import TermWords
from knowledge_base.content.resolve import term_words

if TYPE_CHECKING:
    from knowledge_base.content.text_files import SourceText
    from knowledge_base.content.wording import Wording


class TermFinder:
    """Finds the terms that ``kb check`` expects in a translation: it and an editor say the same."""

    def __init__(self, source: Wording) -> None:
        self._words = TermWords(source)

    def terms_in(self, text: SourceText) -> tuple[str, ...]:
        """Return the ids of the terms of an English text: those it refers to, then by their words.

        A homonym such as "bank account" is none.
        """
        return tuple(self._words.used_in(text))


def term_advice(wording: Wording, term: str) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """Return the word of a term in a language, its other forms, and the banned words.

    None where the language has no word for it yet.
    """
    word = wording.texts.terms.get(f"{term}.term")
    if word is None:
        return None
    return word.text, term_words(wording, term, "forms"), term_words(wording, term, "banned")
