"""The terms of English that stand in a sentence, and how another language says them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_base.content.resolve import term_words
from knowledge_base.content.written import prose, references

if TYPE_CHECKING:
    from knowledge_base.content.text_files import SourceText
    from knowledge_base.content.wording import Wording


class TermFinder:
    """Finds the terms of the source by their word, by its forms, and where a text refers to one."""

    def __init__(self, source: Wording) -> None:
        self._terms: dict[str, str] = {}
        for term in source.texts.terms.under(""):
            word = source.texts.terms.get(f"{term}.term")
            for each in (word.text if word else "", *term_words(source, term, "forms")):
                self._terms.setdefault(each.casefold(), term)
        self._terms.pop("", None)
        longest_first = sorted(self._terms, key=len, reverse=True)
        words = "|".join(re.escape(word) for word in longest_first)
        self._pattern = re.compile(rf"\b(?:{words})\b") if words else None

    def terms_in(self, text: SourceText) -> tuple[str, ...]:
        """Return the ids of the terms of an English text in the order in which they stand."""
        found = [each.id for each in references(text.written) if each.kind == "term"]
        if self._pattern is not None:
            words = self._pattern.findall(prose(text.written).casefold())
            found += [self._terms[word] for word in words]
        return tuple(dict.fromkeys(found))


def term_advice(wording: Wording, term: str) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """Return the word of a term in a language, its other forms, and the banned words.

    None where the language has no word for it yet.
    """
    word = wording.texts.terms.get(f"{term}.term")
    if word is None:
        return None
    return word.text, term_words(wording, term, "forms"), term_words(wording, term, "banned")
