"""One word for one thing: where English uses a term, each translation uses its own word for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.check_prose import worded_texts
from knowledge_base.content.check_references import shown_files
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.phrases import Phrases
from knowledge_base.content.resolve import term_words
from knowledge_base.content.written import references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge_base.content.exempts import Exempts
    from knowledge_base.content.text_files import SourceText
    from knowledge_base.content.wording import Wording
    from rules_engine.problems import Problem


def check_terms(wordings: Mapping[str, Wording], exempts: Exempts) -> Iterator[Problem]:
    """Yield, as warnings, translations that say a term of their source in another word."""
    terms = {language: TermWords(wording) for language, wording in wordings.items()}
    files = {language: dict(shown_files(wording.texts)) for language, wording in wordings.items()}
    for name, key, original in worded_texts(wordings[SOURCE].texts):
        used = terms[SOURCE].used_in(original)
        for language in wordings if used else ():
            file = files[language].get(name)
            text = file.get(key) if file and language != SOURCE else None
            if text is None:
                continue
            for term in terms[language].missing_in(text, used):
                if not exempts.cover(name, key, "term"):
                    yield _problem(text, original, term, terms[language])


class TermWords:
    """The words of one language for the terms, and which of them a text uses."""

    def __init__(self, wording: Wording) -> None:
        self.words: dict[str, tuple[str, ...]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        self._terms: dict[str, set[str]] = {}
        for term in wording.texts.terms.under(""):
            if text := wording.texts.terms.get(f"{term}.term"):
                self.words[term] = (text.text, *term_words(wording, term, "forms"))
                banned = term_words(wording, term, "banned")  # these are reported as such
                self._known[term] = tuple(word.lower() for word in (*self.words[term], *banned))
                for word in self.words[term]:
                    self._terms.setdefault(word, set()).add(term)
            for phrase in term_words(wording, term, "homonyms"):
                self._terms.setdefault(phrase, set())
        self._phrases = Phrases(self._terms)

    def used_in(self, text: SourceText) -> dict[str, str]:
        """Return the terms that a text uses, by their word or by reference, and how it says them.

        A word inside a longer term counts for the longer one only, inside a homonym for none.
        """
        used = {each.id: str(each) for each in references(text.written) if each.kind == "term"}
        for found in self._phrases.found_in(text.prose):
            for term in self._terms[found.phrase]:
                used.setdefault(term, found.phrase)
        return used

    def missing_in(self, text: SourceText, used: Mapping[str, str]) -> Iterator[str]:
        """Yield the terms that a translation should use as its source does, and does not.

        Words may be joined to others: "Kontoauszug" uses "Konto".
        """
        here = {each.id for each in references(text.written) if each.kind == "term"}
        for term in used:
            words = self._known.get(term)
            if words and term not in here and not any(each in text.prose.folded for each in words):
                yield term


def _problem(text: SourceText, original: SourceText, term: str, words: TermWords) -> Problem:
    word, *forms = words.words[term]
    others = f" or a form of it: {', '.join(forms)}" if forms else ""
    return text.place.problem(
        "KB245",
        f"{word!r} is missing, the word for {term!r}: {text.text!r} for {original.text!r}",
        f"Write {word!r}{others}. Add a form to terms.yml of the language if the text has one, "
        "or `exempt` the text with a reason.",
        severity="warning",
    )
