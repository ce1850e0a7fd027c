"""Texts and guides read one by one, when they are asked for: for a command that needs few of them.

Nothing is checked but what is read; ``load_help_center`` is for whoever needs everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from knowledge_base.content.languages import find_languages
from knowledge_base.content.sources import LanguageTexts, Sources, read_file_of
from knowledge_base.content.structure import GuideStructure, Structure
from knowledge_base.content.structure_files import read_guide
from rules_engine.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_base.content.text_files import TextFile

Read = TypeVar("Read")


class OnDemand(Mapping[str, Read]):
    """What ``read`` makes of each name, read when it is first asked for."""

    def __init__(self, paths: Mapping[str, Path], read: Callable[[Path], Read]) -> None:
        self._paths = paths
        self._read = read
        self._found: dict[str, Read] = {}

    def __getitem__(self, name: str) -> Read:
        if name not in self._found:
            self._found[name] = self._read(self._paths[name])
        return self._found[name]

    def __contains__(self, name: object) -> bool:
        return name in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def open_sources(root: Path) -> Sources:
    """Return what ``root/docs`` holds, without sections and labels, which only pages need.

    Asking for a file that has errors raises ``ProblemsFound``.
    """
    docs = root / "docs"

    def guide(path: Path) -> GuideStructure:
        problems: list[Problem] = []
        found = read_guide(path, docs, problems)
        if found is None:
            raise ProblemsFound(problems)
        return found

    guides = OnDemand(_by_stem(docs / "guides"), guide)
    languages = {language: docs / language for language in find_languages(docs)}
    texts = OnDemand(languages, lambda folder: _open_language(docs, folder))
    return Sources(docs, Structure({}, {}, guides, {}, frozenset()), texts)


def _open_language(docs: Path, folder: Path) -> LanguageTexts:
    def read(path: Path) -> TextFile:
        problems: list[Problem] = []
        file = read_file_of(docs, path, problems)
        if problems:
            raise ProblemsFound(problems)
        return file

    return LanguageTexts(
        language=folder.name,
        site=read(folder / "site.yml"),
        labels=read(folder / "labels.yml"),
        terms=read(folder / "terms.yml"),
        choices=read(folder / "choices.yml"),
        planned=read(folder / "planned.yml"),
        passages=read(folder / "passages.yml"),
        asks=read(folder / "asks.yml"),
        guides=OnDemand(_by_stem(folder / "guides"), read),
        rules=OnDemand(_by_stem(folder / "rules"), read),
    )


def _by_stem(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*/*.yml"))}
