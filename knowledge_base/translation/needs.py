"""What each text needs from a translator, the most needed first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from knowledge_base.content.languages import SOURCE
from knowledge_base.content.standing import Standing
from knowledge_base.content.units import Unit, file_of, text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from knowledge_base.content.sources import Sources
    from knowledge_base.translation.standings import Review

# In the order of need: what readers miss or may be misled by comes first.
NeedKind = Literal["missing", "major", "verify", "medium", "machine"]
KINDS: tuple[NeedKind, ...] = get_args(NeedKind)


@dataclass(frozen=True, slots=True)
class Need:
    """A text of a language that needs somebody, and all that is known of why.

    ``kind`` is the most pressing reason; ``standing`` has all. ``made_from`` is the English text
    that the translation was made from (empty where there is none), ``path`` and ``line`` where it
    stands, or where the file of a missing one is or belongs.
    """

    language: str
    unit: Unit
    kind: NeedKind
    standing: Standing
    source: str
    made_from: str
    translation: str
    path: str
    line: int

    def record(self) -> dict[str, object]:
        """Return the need as JSON; its keys never change."""
        return {
            "language": self.language,
            "text": str(self.unit),
            "need": self.kind,
            "level": self.standing.stale,
            "verify": list(self.standing.verify),
            "machine": self.standing.machine,
            "source": self.source,
            "made_from": self.made_from,
            "translation": self.translation,
            "path": self.path,
            "line": self.line,
        }


def needs(sources: Sources, found: Review, language: str) -> list[Need]:
    """Return what a language needs, the most needed first, then in the order of the site."""
    return sorted(_needs(sources, found, language), key=lambda each: KINDS.index(each.kind))


def kind_of(standing: Standing) -> NeedKind | None:
    """Return the most pressing need of a text that is there, or None."""
    if standing.stale == "major":
        return "major"
    if standing.verify:
        return "verify"
    if standing.stale == "medium":
        return "medium"
    return "machine" if standing.machine else None


def counted(listed: Collection[Need]) -> Mapping[NeedKind, int]:
    """Return how many texts there are of each need, the most pressing first."""
    return {kind: sum(each.kind == kind for each in listed) for kind in KINDS}


def _needs(sources: Sources, found: Review, language: str) -> Iterator[Need]:
    for unit, original in found.originals.items():
        text = text_of(sources, language, unit)
        if text is None:
            yield Need(language, unit, "missing", Standing(), original.text, "", "",
                       *_belongs(sources, language, unit))  # fmt: skip
            continue
        standing = found.standings[language].get(unit)
        if standing and (kind := kind_of(standing)):
            entry = found.entries[language][unit]
            made_from = "" if language == SOURCE else entry.text
            yield Need(language, unit, kind, standing, original.text, made_from, text.text,
                       text.place.shown, text.place.line)  # fmt: skip


def _belongs(sources: Sources, language: str, unit: Unit) -> tuple[str, int]:
    """Return the file a missing text belongs to, and line 1 of it (0 where there is none)."""
    file = file_of(sources.texts[language], unit.file)
    if file and file.exists:
        return file.place.shown, 1
    source = file_of(sources.texts[SOURCE], unit.file)
    shown = source.place.shown if source else ""
    return shown.replace(f"docs/{SOURCE}/", f"docs/{language}/", 1), 0
