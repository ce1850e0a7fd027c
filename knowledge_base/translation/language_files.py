"""The files that hold the texts of one language, and how texts are set in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.editor_lines import editor_lines
from knowledge_base.content.expected_files import expected_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.units import Unit
    from knowledge_base.translation.form_files import TextFiles
    from rules_engine.ruleset import Ruleset


class LanguageFiles:
    """The text files of one language, those included that are still to be begun."""

    def __init__(self, texts: TextFiles, sources: Sources, ruleset: Ruleset, language: str) -> None:
        self._texts = texts
        self._paths = {
            file.name: sources.docs / language / file.path
            for file in expected_files(sources, ruleset, language)
        }

    def path(self, unit: Unit) -> Path:
        """Return the file that a text stands in, or belongs into."""
        return self._paths[unit.file]

    def set_text(self, unit: Unit, text: str) -> str:
        """Return a text in the typography of its file."""
        return self._texts.set_text(self.path(unit), text)

    def write(self, texts: Mapping[Unit, str]) -> None:
        """Set texts in their files: all are written beside, then renamed one after the other."""
        by_file: dict[str, dict[str, str]] = {}
        for unit, text in texts.items():
            by_file.setdefault(unit.file, {})[unit.key] = text
        paths = {self._paths[name]: changed for name, changed in by_file.items()}
        beside = {path: path.with_name(f".{path.name}.part") for path in paths}
        try:
            for path, changed in paths.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                formed = self._texts.formed(path, self._content(path), changed)
                beside[path].write_text(formed, encoding="utf-8", newline="\n")
            for path, part in beside.items():
                part.replace(path)
        finally:
            for part in beside.values():
                part.unlink(missing_ok=True)

    def _content(self, path: Path) -> str:
        if path.exists():
            return path.read_text(encoding="utf-8")
        return editor_lines(path.relative_to(self._texts.docs).as_posix())
