"""What authors typed: banned words, and values that a parameter holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_base.content.check_references import shown_files
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.resolve import term_words
from knowledge_base.content.typed_values import TypedValues
from knowledge_base.content.word_lists import words_of
from knowledge_base.content.written import offset_in_text, prose, references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from knowledge_base.content.exempts import Exempts
    from knowledge_base.content.sources import Sources
    from knowledge_base.content.text_files import SourceText, TextFile
    from knowledge_base.content.wording import Wording
    from rules_engine.problems import Problem


def check_prose(
    sources: Sources, wordings: Mapping[str, Wording], exempts: Exempts
) -> Iterator[Problem]:
    """Yield, as warnings, banned words and typed values in every language."""
    shown = {
        name: shown_parameters(sources, wordings[SOURCE], name, file)
        for name, file in shown_files(wordings[SOURCE].texts)
    }
    for wording in wordings.values():
        banned, typed = BannedWords(wording), TypedValues(wording)
        for name, key, text in _sentences(wording):
            sentence = prose(text.written)
            for word, start, instead in banned.found_in(sentence):
                yield text.place.problem(
                    "KB242",
                    f"{word!r} may not stand for {instead!r}: {text.text!r}",
                    f"Write {instead!r}.",
                    offset=offset_in_text(text.text, text.written, start),
                    severity="warning",
                )
            for found in typed.found_in(sentence, shown.get(name, frozenset())):
                if not exempts.cover(name, key, "typed"):
                    yield text.place.problem(
                        "KB243",
                        f"{found.words!r} is typed: {text.text!r}",
                        found.remedy,
                        offset=offset_in_text(text.text, text.written, found.start),
                        severity="warning",
                    )


def shown_parameters(
    sources: Sources, wording: Wording, name: str, file: TextFile
) -> frozenset[str]:
    """Return the parameters that a file of texts is about: its rules read them, or it refers."""
    kind, _, identifier = name.partition("/")
    rules = [identifier] if kind == "rules" else []
    if kind == "guides" and (guide := sources.structure.guides.get(identifier)):
        rules += [each.id for each in guide.rules]
        rules += [block.rule.id for block in guide.blocks if block.rule]
    known = wording.ruleset.rules
    read = {each for rule in rules if rule in known for each in known[rule].parameters}
    referred = {
        each.id
        for text in file.texts.values()
        for each in references(text.written)
        if each.kind == "value"
    }
    return frozenset(read | referred)


def _sentences(wording: Wording) -> Iterator[tuple[str, str, SourceText]]:
    """Yield the texts that authors word freely: not labels, not lists of words."""
    for name, file in shown_files(wording.texts):
        for key, text in file.texts.items():
            if name != "labels" and (name != "terms" or key.endswith(".definition")):
                yield name, key, text


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
        self.first_words = {word for banned in self.instead for word in words_of(banned)[:1]}
        self.allowed = _any_of(allowed, re.IGNORECASE)
        self.banned = [each for each in (_any_of(exact, 0), _any_of(folded, re.IGNORECASE)) if each]

    def found_in(self, sentence: str) -> Iterator[tuple[str, int, str]]:
        """Yield each banned word, where it starts, and the word to write instead."""
        if self.first_words.isdisjoint(words_of(sentence)):  # nearly always, and much faster
            return
        for pattern in self.banned:
            for match in pattern.finditer(sentence):
                if not self._allowed(sentence, match):
                    yield match[0], match.start(), self.instead[match[0].casefold()]

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
    for _, _, text in _sentences(wording):
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
