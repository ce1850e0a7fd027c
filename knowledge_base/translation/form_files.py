"""The text files of a project, each with the order and the typography that it is written in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE, find_languages, only_begun
from knowledge_base.content.structure_files import read_structure
from knowledge_base.content.text_files import read_texts
from knowledge_base.translation.form import formed
from knowledge_base.translation.form_order import guide_order, rule_order
from knowledge_base.translation.typography import normalised, typeset
from rules_engine.reading.folder import read_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from knowledge_base.content.structure import GuideStructure
    from rules_engine.model.rule import Rule

# Words of the product and of customers stand as they write them.
_AS_WRITTEN = ("labels.yml", "asks.yml")


class TextFiles:
    """The text files below ``docs`` of a project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.docs = root / "docs"

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """All of them, language by language."""
        return tuple(
            path
            for language in find_languages(self.docs)
            for path in sorted((self.docs / language).rglob("*.yml"))
            if not only_begun(path)
        )

    def shown(self, path: Path) -> str:
        """Return the name that problems give a file: its path in the project."""
        return path.relative_to(self.root).as_posix()

    def form(self, path: Path, source: str) -> str:
        """Return what a file holds, in its form; ``source`` must be sound."""
        language, *parts = path.relative_to(self.docs).parts

        def set_text(text: str) -> str:
            return normalised(text) if parts[0] in _AS_WRITTEN else typeset(text, language)

        return formed(source, self._order(parts, path.stem), set_text)

    def _order(self, parts: list[str], name: str) -> tuple[str, ...]:
        if parts[0] == "guides" and name in self._guides:
            return tuple(guide_order(self._guides[name]))
        if parts[0] == "rules" and name in self._rules:
            return tuple(rule_order(self._rules[name]))
        english = self.docs.joinpath(SOURCE, *parts)
        if english not in self._english:
            found = read_texts(english, "")[0] if english.exists() else None
            self._english[english] = tuple(found.texts) if found else ()
        return self._english[english]

    @cached_property
    def _english(self) -> dict[Path, tuple[str, ...]]:
        return {}

    @cached_property
    def _guides(self) -> Mapping[str, GuideStructure]:
        return read_structure(self.docs)[0].guides

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return read_folder(self.root / "rules").rules
