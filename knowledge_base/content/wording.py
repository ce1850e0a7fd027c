"""The words of one language on one day: texts found, references resolved, values formatted.

A text that the language lacks is taken from English whole, with English values in it: a sentence
is never half translated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.blocks import (
    Code,
    Emphasis,
    Inline,
    InlineNode,
    Strong,
    Text,
    plain,
)
from knowledge_base.content.formats import Formats
from knowledge_base.content.values import ValueWords
from knowledge_base.content.written import (
    Reference,
    Written,
    WrittenCode,
    WrittenNode,
    WrittenText,
)
from rules_engine.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from datetime import date

    from knowledge_base.content.sources import LanguageTexts, Sources
    from knowledge_base.content.text_files import SourceText, TextFile
    from rules_engine.model.value_types import ValueType
    from rules_engine.ruleset import Ruleset

Find = Callable[["LanguageTexts"], "TextFile | None"]
Resolve = Callable[["Wording", Reference], InlineNode]


@dataclass(frozen=True, slots=True)
class Said:
    """A text with its references resolved, and the language it is in."""

    inline: Inline
    language: str

    @property
    def text(self) -> str:
        """The characters alone."""
        return plain(self.inline)


class Unresolved(ProblemsFound):
    """A reference, or a text, that leads nowhere; says why and what to do."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__([Problem("", 0, 0, code, message, remedy)])
        self.code = code
        self.message = message
        self.remedy = remedy


class Wording:
    """Looks up and resolves the texts of one language.

    ``source`` is the wording of English (None in English itself); ``resolve`` turns a reference
    into what it stands for, or raises ``Unresolved``.
    """

    def __init__(
        self,
        sources: Sources,
        ruleset: Ruleset,
        as_of: date,
        language: str,
        source: Wording | None,
        resolve: Resolve,
    ) -> None:
        self._resolve = resolve
        self.sources = sources
        self.ruleset = ruleset
        self.as_of = as_of
        self.language = language
        self.source = source
        self.texts = sources.texts[language]
        self.formats = Formats(language)
        self.values = ValueWords(self.formats, self.site, self.choice)
        self._said: dict[int, Said] = {}
        self._resolved: dict[tuple[str, str, str | None], InlineNode] = {}

    def find(self, find: Find, key: str) -> tuple[SourceText, Wording] | None:
        """Return a text and the wording of its language, or None where English lacks it too."""
        file = find(self.texts)
        text = file.get(key) if file else None
        if text is not None:
            return text, self
        return self.source.find(find, key) if self.source else None

    def said(self, find: Find, key: str) -> Said | None:
        """Return a text of this language, else the English one, else None."""
        found = self.find(find, key)
        return found[1].say(found[0]) if found else None

    def need(self, find: Find, key: str) -> Said:
        """Return a text; raise ``Unresolved`` where even English lacks it."""
        said = self.said(find, key)
        if said is None:
            raise Unresolved("KB201", f"the text {key!r} is missing", "Write it.")
        return said

    def say(self, text: SourceText) -> Said:
        """Return a text of this very language with its references resolved."""
        said = self._said.get(id(text))
        if said is None:
            said = self._said[id(text)] = Said(self.inline(text.written), self.language)
        return said

    def guide(self, guide: str, key: str) -> Said | None:
        """Return a text of a guide."""
        return self.said(lambda texts: texts.guides.get(guide), key)

    def passage(self, key: str) -> Said | None:
        """Return a text that several guides share."""
        return self.said(lambda texts: texts.passages, key)

    def title(self, guide: str) -> Said:
        """Return the title of a guide, written or to come; of any other, its id."""
        return (
            self.guide(guide, "title")
            or self.said(lambda texts: texts.planned, guide)
            or Said((Text(guide),), self.language)
        )

    def site(self, key: str, filled: Mapping[str, str] | None = None) -> str:
        """Return a string of the site's furniture, its {places} filled in."""
        text = self.need(lambda texts: texts.site, key).text
        for name, value in (filled or {}).items():
            text = text.replace(f"{{{name}}}", value)
        return text

    def choice(self, value_type: ValueType, value: str) -> str:
        """Return the words of a choice of a named set; other choices have theirs in a rule."""
        key = f"{value_type.choice_set}.{value}"
        return self.need(lambda texts: texts.choices, key).text

    def inline(self, written: Written) -> Inline:
        """Return nodes ready to be shown; raise ``Unresolved`` for what leads nowhere."""
        return tuple(self._node(node) for node in written)

    def resolved(self, reference: Reference) -> InlineNode:
        """Return what a reference stands for; raise ``Unresolved``."""
        key = (reference.kind, reference.id, reference.words)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(self, reference)
        return self._resolved[key]

    def _node(self, node: WrittenNode) -> InlineNode:
        if isinstance(node, WrittenText):
            return Text(node.text)
        if isinstance(node, WrittenCode):
            return Code(node.text)
        if isinstance(node, Reference):
            return self.resolved(node)
        children = self.inline(node.children)
        return Strong(children) if node.strong else Emphasis(children)
