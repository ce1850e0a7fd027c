"""The texts of the project as they would be with some others in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge_base.content.sources import LanguageTexts
from knowledge_base.content.text_files import TextFile
from knowledge_base.content.units import file_of

if TYPE_CHECKING:
    from knowledge_base.content.sources import Sources
    from knowledge_base.content.text_files import SourceText
    from knowledge_base.content.units import Unit


def with_texts(sources: Sources, language: str, texts: Mapping[Unit, SourceText]) -> Sources:
    """Return the sources with texts of a language set or added; nothing is written."""
    held = sources.texts[language]
    by_file: dict[str, dict[str, SourceText]] = {}
    for unit, text in texts.items():
        by_file.setdefault(unit.file, {})[unit.key] = text
    files: dict[str, TextFile] = {}
    for name, added in by_file.items():
        file = file_of(held, name)
        place = file.place if file else next(iter(added.values())).place
        files[name] = TextFile(place, {**(file.texts if file else {}), **added})
    changed = LanguageTexts(
        language=language,
        site=files.get("site", held.site),
        labels=files.get("labels", held.labels),
        terms=files.get("terms", held.terms),
        choices=files.get("choices", held.choices),
        planned=files.get("planned", held.planned),
        passages=files.get("passages", held.passages),
        asks=held.asks,
        guides={**held.guides, **_below("guides", files)},
        rules={**held.rules, **_below("rules", files)},
    )
    return replace(sources, texts={**sources.texts, language: changed})


def _below(folder: str, files: Mapping[str, TextFile]) -> dict[str, TextFile]:
    start = f"{folder}/"
    return {
        name.removeprefix(start): file for name, file in files.items() if name.startswith(start)
    }
