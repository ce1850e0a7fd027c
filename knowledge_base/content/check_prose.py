"""What authors typed: banned words, and values that a parameter holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.check_references import shown_files
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.phrases import Phrases
from knowledge_base.content.resolve import term_words
from knowledge_base.content.typed_values import TypedValues
from knowledge_base.content.written import offset_in_text, references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge_base.content.exempts import Exempts
    from knowledge_base.content.phrases import Found
    from knowledge_base.content.prose import Prose
    from knowledge_base.content.sources import LanguageTexts, Sources
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
        for name, key, text in worded_texts(wording.texts):
            for word, start, instead in banned.found_in(text.prose):
                yield text.place.problem(
                    "KB242",
                    f"{word!r} may not stand for {instead!r}: {text.text!r}",
                    f"Write {instead!r}.",
                    offset=offset_in_text(text.text, text.written, start),
                    severity="warning",
                )
            for found in typed.found_in(text.prose, shown.get(name, frozenset())):
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


def worded_texts(texts: LanguageTexts) -> Iterator[tuple[str, str, SourceText]]:
    """Yield the texts that authors word freely: not labels, not lists of words."""
    for name, file in shown_files(texts):
        for key, text in file.texts.items():
            if name != "labels" and (name != "terms" or key.endswith(".definition")):
                yield name, key, text


class BannedWords:
    """Finds the banned words of a language, unless an allowed word holds them."""

    def __init__(self, wording: Wording) -> None:
        self._instead: dict[str, str] = {}
        allowed: list[str] = []
        for term in wording.texts.terms.under(""):
            text = wording.texts.terms.get(f"{term}.term")
            if text is None:
                continue
            allowed += [text.text, *term_words(wording, term, "forms")]
            self._instead |= dict.fromkeys(term_words(wording, term, "banned"), text.text)
        self._banned = Phrases(self._instead, any_case=True)
        self._allowed = Phrases(allowed, any_case=True)
        self._folded_allowed = {each.lower() for each in allowed}

    def found_in(self, prose: Prose) -> Iterator[tuple[str, int, str]]:
        """Yield each banned word, where it starts, and the word to write instead."""
        for found in self._banned.found_in(prose):
            word = prose.text[found.start : found.end]
            by_case = found.phrase.lower() in self._folded_allowed  # "Javascript" for "JavaScript"
            if not (by_case and word != found.phrase) and not self._held(found, prose):
                yield word, found.start, self._instead[found.phrase]

    def _held(self, banned: Found, prose: Prose) -> bool:
        return any(
            each.start <= banned.start and banned.end <= each.end and each[:2] != banned[:2]
            for each in self._allowed.found_in(prose)
        )


def check_use(sources: Sources, wording: Wording) -> Iterator[Problem]:
    """Yield, as warnings, labels and terms that no English text uses."""
    used: set[tuple[str, str]] = set()
    sentences: list[str] = []
    for _, _, text in worded_texts(wording.texts):
        used.update((each.kind, each.id) for each in references(text.written))
        sentences.append(text.prose.folded)
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
    everything = "\n".join(sentences)
    terms = sources.texts[SOURCE].terms
    for term in terms.under(""):
        word = terms.get(f"{term}.term")
        if word is None or ("term", term) in used:
            continue
        words = [word.text, *term_words(wording, term, "forms")]
        if not any(each.lower() in everything for each in words):
            yield word.place.problem(
                "KB241",
                f"no text uses the term {term!r}",
                "Use it, or remove it in all languages.",
                severity="warning",
            )
