"""The text files of a project, each with the order and the typography that it is written in."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE, find_languages, only_begun
from knowledge_base.content.mending import mend
from knowledge_base.content.structure_files import read_structure
from knowledge_base.content.text_files import read_text_bytes, read_texts
from knowledge_base.translation.form import formed
from knowledge_base.translation.form_order import guide_order, rule_order
from knowledge_base.translation.typography import normalised, typeset
from rules_engine.reading.folder import read_folder
from rules_engine.reading.strict_yaml import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from knowledge_base.content.structure import GuideStructure
    from rules_engine.model.rule import Rule
    from rules_engine.problems import Problem

# All but markup, which the form leaves alone.
_BROKEN = re.compile(r"KB1|KB206|KB29")

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

    def mended(self, path: Path) -> str | None:
        """Return what a file holds with what is safe mended; None where it is no text at all."""
        try:
            source = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        return mend(source) if len(source) <= MAX_BYTES else None

    def mend(self) -> Iterator[str]:
        """Mend every file as far as that is safe; yield those that are changed."""
        for path in self.paths:
            text = self.mended(path)
            if text is not None and self.write(path, text):
                yield self.shown(path)

    def mendable(self, files: set[str]) -> str:
        """Return how many of the files shown so hold something that is safe to mend, or nothing."""
        count = sum(
            self.shown(path) in files
            and (text := self.mended(path)) is not None
            and text.encode("utf-8") != path.read_bytes()
            for path in self.paths
        )
        return f"{count} files" if count > 1 else "one file" if count else ""

    def broken(self, path: Path, text: str | None = None) -> list[Problem]:
        """Return what keeps a file from being put into its form; ``text`` where it was changed."""
        shown = self.shown(path)
        _, problems = (
            read_texts(path, shown)
            if text is None
            else read_text_bytes(text.encode("utf-8"), path, shown)
        )
        return [each for each in problems if _BROKEN.match(each.code)]

    def put_right(self, path: Path) -> tuple[str | None, list[Problem]]:
        """Return what a file is to hold, and what only a person can mend.

        A file in which that is left is mended, but not put into its form.
        """
        text = self.mended(path)
        broken = self.broken(path, text)
        return (text if broken or text is None else self.formed(path, text)), broken

    def formed(
        self,
        path: Path,
        source: str,
        texts: Mapping[str, str] | None = None,
        without: Collection[str] = (),
    ) -> str:
        """Return what a file holds, in its form; ``source`` must not be broken.

        ``texts`` are set in it, by dotted key; those ``without`` are taken out of it.
        """
        parts = list(path.relative_to(self.docs).parts[1:])

        def set_text(text: str) -> str:
            return self.set_text(path, text)

        return formed(source, self._order(parts, path.stem), set_text, texts, without)

    def set_text(self, path: Path, text: str) -> str:
        """Return a text in the typography of the file that it stands in."""
        language, name = path.relative_to(self.docs).parts[:2]
        return normalised(text) if name in _AS_WRITTEN else typeset(text, language)

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

    def write(self, path: Path, text: str) -> bool:
        """Write a file beside and rename it; return False where it holds the text already."""
        data = text.encode("utf-8")
        if path.read_bytes() == data:
            return False
        beside = path.with_name(f".{path.name}.part")
        beside.write_bytes(data)
        beside.replace(path)
        return True

    @cached_property
    def _english(self) -> dict[Path, tuple[str, ...]]:
        return {}

    @cached_property
    def _guides(self) -> Mapping[str, GuideStructure]:
        return read_structure(self.docs)[0].guides

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return read_folder(self.root / "rules").rules
