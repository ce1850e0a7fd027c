"""What authors typed: banned words, and values that a parameter holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_base.content.check_references import shown_files
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.resolve import term_words
from knowledge_base.content.typed_values import TypedValues
from knowledge_base.content.written import prose, references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.text_files import SourceText
    from knowledge_base.content.wording import Wording
    from rules_engine.problems import Problem


def check_prose(wordings: Mapping[str, Wording]) -> Iterator[Problem]:
    """Yield, as warnings, banned words and typed values in every language."""
    for wording in wordings.values():
        banned, typed = BannedWords(wording), TypedValues(wording)
        for text in _sentences(wording):
            sentence = prose(text.written)
            for word, instead in banned.found_in(sentence):
                yield text.place.problem(
                    "KB242",
                    f"{word!r} may not stand for {instead!r}: {text.text!r}",
                    f"Write {instead!r}.",
                    severity="warning",
                )
            for typed_value, remedy in typed.found_in(sentence):
                yield text.place.problem(
                    "KB243", f"{typed_value!r} is typed: {text.text!r}", remedy, severity="warning"
                )


def _sentences(wording: Wording) -> Iterator[SourceText]:
    """Yield the texts that authors word freely: not labels, not lists of words."""
    for name, file in shown_files(wording.texts):
        for key, text in file.texts.items():
            if name != "labels" and (name != "terms" or key.endswith(".definition")):
                yield text


class BannedWords:
    """Finds the banned words of a language, unless an allowed word holds them."""

    def __init__(self, wording: Wording) -> None:
        self.instead: dict[str, str] = {}
        allowed: list[str] = []
        exact: list[str] = []
        folded: list[str] = []
        for term in wording.texts.terms.under(""):
            text = wording.texts.terms.get(f"{term}.term")
            if text is None:
                continue
            words = [text.text, *term_words(wording, term, "forms")]
            allowed += words
            for banned in term_words(wording, term, "banned"):
                self.instead[banned.casefold()] = text.text
                differs_by_case = banned.casefold() in {word.casefold() for word in words}
                (exact if differs_by_case else folded).append(banned)
        self.allowed = _any_of(allowed, re.IGNORECASE)
        self.banned = [each for each in (_any_of(exact, 0), _any_of(folded, re.IGNORECASE)) if each]

    def found_in(self, sentence: str) -> Iterator[tuple[str, str]]:
        """Yield each banned word and the word to write instead."""
        for pattern in self.banned:
            for match in pattern.finditer(sentence):
                if not self._allowed(sentence, match):
                    yield match[0], self.instead[match[0].casefold()]

    def _allowed(self, sentence: str, banned: re.Match[str]) -> bool:
        if self.allowed is None:
            return False
        return any(
            match.start() <= banned.start() and banned.end() <= match.end()
            and len(match[0]) > len(banned[0])
            for match in self.allowed.finditer(sentence)
        )  # fmt: skip


def _any_of(words: Iterable[str], flags: int) -> re.Pattern[str] | None:
    longest_first = sorted(set(words), key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in longest_first)})\b", flags)


def check_use(sources: Sources, wording: Wording) -> Iterator[Problem]:
    """Yield, as warnings, labels and terms that no English text uses."""
    used: set[tuple[str, str]] = set()
    sentences: list[str] = []
    for text in _sentences(wording):
        used.update((each.kind, each.id) for each in references(text.written))
        sentences.append(prose(text.written))
    for guide in sources.structure.guides.values():
        used.update(("label", each.id) for each in guide.screen_labels())
    for label in sources.structure.labels.values():
        if ("label", label.id) not in used:
            yield label.place.problem(
                "KB240",
                f"no text uses the label {label.id!r}",
                "Refer to it, or remove it in all languages.",
                severity="warning",
            )
    everything = "\n".join(sentences).casefold()
    terms = sources.texts[SOURCE].terms
    for term in terms.under(""):
        word = terms.get(f"{term}.term")
        if word is None or ("term", term) in used:
            continue
        words = [word.text, *term_words(wording, term, "forms")]
        if not any(each.casefold() in everything for each in words):
            yield word.place.problem(
                "KB241",
                f"no text uses the term {term!r}",
                "Use it, or remove it in all languages.",
                severity="warning",
            )
