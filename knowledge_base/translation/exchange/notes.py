"""What a translator is told of a text: what it is, what its references show, which words to use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.blocks import plain
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.written import references
from knowledge_base.translation.bare_schemas import description_of
from knowledge_base.translation.key_notes import key_notes
from knowledge_base.translation.term_finder import TermFinder, term_advice
from rules_engine.problems import ProblemsFound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_base.content.center import HelpCenter
    from knowledge_base.content.standing import Standing
    from knowledge_base.content.text_files import SourceText
    from knowledge_base.content.units import Unit
    from knowledge_base.content.written import Reference

# Files whose texts are words themselves: no terms are looked for in them.
_WORDS_ALONE = ("labels", "terms")


class Notes:
    """Writes the notes of the texts of one language, in plain words."""

    def __init__(self, center: HelpCenter, language: str) -> None:
        self._center = center
        self._wording = center.wording(language)
        self._terms = TermFinder(center.wording(SOURCE))

    def of(self, unit: Unit, source: SourceText, standing: Standing | None) -> Iterator[str]:
        """Yield one line for each thing to know of a text; ``source`` is the English one."""
        key = key_notes(self._center.sources, self._center.ruleset, unit.file, unit.key)
        if key.title != unit.key:
            yield key.title
        if about := description_of(unit.file, unit.key, "string"):
            yield about
        yield from key.notes
        for each in {str(each): each for each in references(source.written)}.values():
            yield f"{each} → {self._shown(each)}"
        for term in () if unit.file in _WORDS_ALONE else self._terms.terms_in(source):
            yield self._term(term)
        if standing is not None:
            yield from _of_standing(standing)

    def _shown(self, reference: Reference) -> str:
        try:
            return plain((self._wording.resolved(reference),))
        except ProblemsFound as found:
            return f"nothing: {found.problems[0].message}"

    def _term(self, term: str) -> str:
        advice = term_advice(self._wording, term)
        if advice is None:
            return f"Term {term}: no word in this language yet"
        word, forms, banned = advice
        also = f", also {', '.join(forms)}" if forms else ""
        never = f"; never {', '.join(banned)}" if banned else ""
        return f"Term {term}: {word}{also}{never}"


def _of_standing(standing: Standing) -> Iterator[str]:
    if standing.stale:
        yield f"The English text changed since this was translated ({standing.stale})."
    for rule in standing.verify:
        yield f"The logic of the rule {rule} changed since this was translated: is it still true?"
    if standing.machine:
        yield "Translated by a machine, and read by nobody yet."
