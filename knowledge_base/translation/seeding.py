"""Texts to be translated in an editor: put into their file in English, taken out if left so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE
from knowledge_base.content.text_files import read_texts
from knowledge_base.content.units import text_of
from knowledge_base.translation.form_files import TextFiles
from knowledge_base.translation.language_files import LanguageFiles

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.text_files import SourceText
    from knowledge_base.content.units import Unit
    from rules_engine.problems import Problem
    from rules_engine.ruleset import Ruleset


class Seeding:
    """A text file of a translation while somebody works in it.

    The texts that it lacks begin as the English ones, in their places. Whatever is still English
    when the work ends was not translated: it goes again, and so does a file with nothing else.
    """

    def __init__(
        self, sources: Sources, ruleset: Ruleset, language: str, units: Collection[Unit]
    ) -> None:
        """Put the ``units``, all of one file, into it where it lacks them."""
        self._texts = TextFiles(sources.docs.parent)
        files = LanguageFiles(self._texts, sources, ruleset, language)
        self.path: Path = files.path(next(iter(units)))
        self._before = self.path.read_bytes() if self.path.exists() else None
        self._folders = [each for each in self.path.parents if not each.exists()]
        english = {unit: text_of(sources, SOURCE, unit) for unit in units}
        missing = {
            unit: text.text
            for unit, text in english.items()
            if text and text_of(sources, language, unit) is None
        }
        files.write(missing)
        self._seeded = {unit.key: self._place(unit.key) for unit in missing}
        self._begun = self._content()

    @property
    def is_touched(self) -> bool:
        """Whether anybody changed the file since."""
        return self._content() != self._begun

    def place(self, key: str) -> tuple[int, int]:
        """Return the line and column of a text in the file, 1 and 1 where it is not."""
        found = self._place(key)
        return (found.place.line, found.place.column) if found else (1, 1)

    def problems(self) -> list[Problem]:
        """Return what keeps the file from being read."""
        return self._texts.broken(self.path) if self.path.exists() else []

    def left(self) -> tuple[str, ...]:
        """Return the keys of the texts that are still the English ones."""
        return tuple(key for key, text in self._seeded.items() if _same(self._place(key), text))

    def end(self, *, same: bool = False) -> None:
        """Put the file into its form without what is still English, unless that is the ``same``.

        A file that nobody touched is what it was before. One that cannot be read is left alone.
        """
        if not (self.is_touched or same):
            self._undo()
            return
        if not self.path.exists():
            return
        right, broken = self._texts.put_right(self.path)
        if broken or right is None:
            return
        formed = self._texts.formed(self.path, right, without=() if same else self.left())
        self._texts.write(self.path, formed)
        if self._before is None and not read_texts(self.path, "")[0].texts:
            self._undo()

    def _undo(self) -> None:
        if self._before is not None:
            if self._content() != self._before:
                self._texts.write(self.path, self._before.decode("utf-8"))
            return
        self.path.unlink(missing_ok=True)
        for folder in self._folders:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def _content(self) -> bytes | None:
        return self.path.read_bytes() if self.path.exists() else None

    def _place(self, key: str) -> SourceText | None:
        return read_texts(self.path, "")[0].get(key) if self.path.exists() else None


def _same(now: SourceText | None, seeded: SourceText | None) -> bool:
    return now is not None and seeded is not None and now.text == seeded.text
