"""Everything that authors and translators wrote, read from ``docs`` in all languages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE, find_languages, only_begun
from knowledge_base.content.places import Place
from knowledge_base.content.structure import Structure
from knowledge_base.content.structure_files import read_structure
from knowledge_base.content.text_files import TextFile, read_texts
from rules_engine.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class LanguageTexts:
    """The text files of one language; ``guides`` and ``rules`` by id.

    ``planned`` holds titles of guides that are not written yet, ``passages`` texts that several
    guides share, ``asks`` what customers type into the search.
    """

    language: str
    site: TextFile
    labels: TextFile
    terms: TextFile
    choices: TextFile
    planned: TextFile
    passages: TextFile
    asks: TextFile
    guides: Mapping[str, TextFile]
    rules: Mapping[str, TextFile]


@dataclass(frozen=True, slots=True)
class Sources:
    """Structure and texts, as read. ``languages`` has English first."""

    docs: Path
    structure: Structure
    texts: Mapping[str, LanguageTexts]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in the order of the site."""
        return tuple(self.texts)

    def guide_ids(self) -> frozenset[str]:
        """Return the guides that may be named: the written ones and those to come."""
        planned = self.texts[SOURCE].planned.texts if SOURCE in self.texts else ()
        return self.structure.unreadable.union(self.structure.guides, planned)


def read_sources(
    root: Path, translations: Collection[str] | None = None
) -> tuple[Sources, list[Problem]]:
    """Return what ``root/docs`` holds, and every problem of reading it.

    Problems name files relative to ``root``. ``translations`` are the languages to read beside
    English; all when None.
    """
    docs = root / "docs"
    structure, problems = read_structure(docs)
    languages = find_languages(docs)
    if translations is not None:
        languages = tuple(each for each in languages if each == SOURCE or each in translations)
    if SOURCE not in languages:
        problems.append(
            Problem(
                f"docs/{SOURCE}/site.yml",
                0,
                0,
                "KB260",
                "the source language has no furniture",
                "Write this file: it makes a language.",
            )
        )
    texts = {language: _read_language(docs, language, problems) for language in languages}
    return Sources(docs, structure, texts), problems


def read_file_of(docs: Path, path: Path, problems: list[Problem]) -> TextFile:
    """Return a text file below ``docs``, an empty one where there is none; add its problems."""
    shown = path.relative_to(docs.parent).as_posix()
    if not path.exists() or only_begun(path):
        return TextFile(Place(path, shown, 0, 0), {})
    file, found = read_texts(path, shown)
    problems.extend(found)
    return file


def _read_language(docs: Path, language: str, problems: list[Problem]) -> LanguageTexts:
    folder = docs / language

    def read(path: Path) -> TextFile:
        return read_file_of(docs, path, problems)

    def read_folder(name: str) -> dict[str, TextFile]:
        return {path.stem: read(path) for path in sorted((folder / name).glob("*/*.yml"))}

    return LanguageTexts(
        language=language,
        site=read(folder / "site.yml"),
        labels=read(folder / "labels.yml"),
        terms=read(folder / "terms.yml"),
        choices=read(folder / "choices.yml"),
        planned=read(folder / "planned.yml"),
        passages=read(folder / "passages.yml"),
        asks=read(folder / "asks.yml"),
        guides=read_folder("guides"),
        rules=read_folder("rules"),
    )
