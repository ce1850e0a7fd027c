"""The second reading as a report: each text in all languages, with what the tool sees in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.check_reading import text_differences
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.second_reading import MOODS, ReadText, reader_of
from knowledge_base.content.written import references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge_base.content.exempts import Exempts
    from knowledge_base.content.second_reading import Difference
    from knowledge_base.content.text_files import SourceText, TextFile


@dataclass(frozen=True, slots=True)
class Row:
    """A text in one language: its words by what they say, and in what it differs from its source.

    ``lost`` and ``added`` are references. Exempt differences are left out.
    """

    language: str
    text: str
    seen: Mapping[str, tuple[str, ...]]
    lost: tuple[str, ...]
    added: tuple[str, ...]
    differences: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        """Whether nothing is to be looked at."""
        return not (self.lost or self.added or self.differences)


@dataclass(frozen=True, slots=True)
class ReportedText:
    """One text, its source first."""

    key: str
    rows: tuple[Row, ...]

    @property
    def agrees(self) -> bool:
        """Whether the languages say the same, as far as the tool sees."""
        return all(row.agrees for row in self.rows)


def report(name: str, files: Mapping[str, TextFile], exempts: Exempts) -> Iterator[ReportedText]:
    """Yield the texts of the file ``name``; ``files`` are by language, the source among them."""
    for key, original in files[SOURCE].texts.items():
        beside = {
            language: file.texts[key]
            for language, file in files.items()
            if language != SOURCE and key in file.texts
        }
        found: dict[str, list[Difference]] = {}
        for language, _, difference in text_differences(original, beside):
            if not exempts.cover(name, key, difference.what):
                found.setdefault(language, []).append(difference)
        rows = [_row(SOURCE, original, original, [])]
        rows += [
            _row(language, text, original, found.get(language, []))
            for language, text in beside.items()
        ]
        yield ReportedText(key, tuple(rows))


def _row(language: str, text: SourceText, original: SourceText, found: list[Difference]) -> Row:
    here, there = _references(text), _references(original)
    return Row(
        language=language,
        text=text.text,
        seen=_seen(language, text, here),
        lost=tuple(each for each in there if each not in here),
        added=tuple(each for each in here if each not in there),
        differences=tuple(found),
    )


def _references(text: SourceText) -> list[str]:
    return sorted({f"{each.kind}:{each.id}" for each in references(text.written)})


def _seen(language: str, text: SourceText, named: list[str]) -> dict[str, tuple[str, ...]]:
    seen: dict[str, tuple[str, ...]] = {"references": tuple(named)}
    if reader := reader_of(language):
        whole = ReadText(text.prose, reader).whole
        seen["numbers"] = tuple(str(each) for each in sorted(whole.numbers))
        seen |= {mood: whole.moods[mood].certain for mood in MOODS}
        seen["permission"] = whole.permission
        seen["open"] = tuple(word for mood in MOODS for word in whole.moods[mood].open)
    return {what: tuple(dict.fromkeys(words)) for what, words in seen.items() if words}
