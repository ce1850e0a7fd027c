"""What an editor shows of a text: its English, what its references show today, its terms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge_base.content.blocks import plain
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.written import references
from knowledge_base.translation.bare_schemas import description_of
from knowledge_base.translation.key_notes import key_notes
from knowledge_base.translation.term_finder import TermFinder, term_advice
from knowledge_base.translation.written_markdown import escaped, markdown
from rules_engine.problems import ProblemsFound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge_base.content.center import HelpCenter
    from knowledge_base.content.text_files import SourceText
    from knowledge_base.content.written import Reference

# Files whose texts are words themselves: no terms are looked for in them.
_WORDS_ALONE = ("labels", "terms", "asks")


class Hovers:
    """Says everything that helps to word the texts of one language, in Markdown."""

    def __init__(self, center: HelpCenter, language: str) -> None:
        self._sources = center.sources
        self._ruleset = center.ruleset
        self._wording = center.wording(language)
        self._terms = TermFinder(center.wording(SOURCE))
        self._translated = language != SOURCE

    def title(self, name: str, key: str) -> str:
        """Return what a text, or a group of texts, is."""
        return key_notes(self._sources, self._ruleset, name, key).title

    def of_group(self, name: str, key: str) -> str:
        """Return what to show of a group of texts."""
        return _joined([description_of(name, key, "object"), self._notes(name, key)])

    def of_text(self, name: str, key: str, source: SourceText | None) -> str:
        """Return what to show of a text; ``source`` is the English one, if there is one."""
        about = description_of(name, key, "string")
        parts = [escaped(about) if about else None]
        if source is not None:
            if self._translated:
                quoted = markdown(source.written).replace("\n", "\n> ")
                parts.append(f"**English**\n\n> {quoted}")
            shown = {str(each): each for each in references(source.written)}
            parts.append(_listed("References today", map(self._reference, shown.values())))
            terms = () if name in _WORDS_ALONE else self._terms.terms_in(source)
            parts.append(_listed("Terms", map(self._term, terms)))
        return _joined([*parts, self._notes(name, key)])

    def _notes(self, name: str, key: str) -> str:
        notes = key_notes(self._sources, self._ruleset, name, key).notes
        return _listed("Notes", map(escaped, notes))

    def _reference(self, reference: Reference) -> str:
        own = without_words(reference) if self._translated else reference
        try:
            shown = escaped(plain((self._wording.resolved(own),)))
        except ProblemsFound as found:
            shown = f"nothing: {escaped(found.problems[0].message)}"
        return f"`{reference}` → {shown}{self._caution(reference)}"

    def _caution(self, reference: Reference) -> str:
        """Return what to know of a reference whose words are not, or not surely, the product's."""
        texts, language = self._wording.texts, self._wording.language
        if reference.kind == "label" and reference.id in self._sources.structure.labels:
            if texts.labels.get(reference.id) is None:
                return " (no label in this language yet)"
            seen = self._sources.structure.labels[reference.id].seen
            return "" if language in seen else " (assumed: no source shows it in this language)"
        if reference.kind == "guide" and self._translated:
            guide = texts.guides.get(reference.id)
            title = guide.get("title") if guide else texts.planned.get(reference.id)
            return "" if title else " (not translated yet)"
        return ""

    def _term(self, term: str) -> str:
        advice = term_advice(self._wording, term)
        if advice is None:
            return f"`{term}` has no word in this language yet"
        word, forms, banned = advice
        also = f", also {escaped(', '.join(forms))}" if forms else ""
        never = f"; never {escaped(', '.join(banned))}" if banned else ""
        return f"`{term}`: **{escaped(word)}**{also}{never}"


def without_words(reference: Reference) -> Reference:
    """Return a reference as another language starts from it: the words are each language's own."""
    return replace(reference, words=None) if reference.kind in ("guide", "term") else reference


def _listed(title: str, lines: Iterable[str]) -> str:
    """Return a list below its title, or nothing where there is no line."""
    items = [f"- {line}" for line in lines]
    return "\n".join([f"**{title}**\n", *items]) if items else ""


def _joined(parts: Iterable[str | None]) -> str:
    return "\n\n".join(part for part in parts if part)
