"""One search index for each language, where its readers' pages look for it.

MkDocs makes a single index of everything. The theme looks for ``search/search_index.json`` below
the root it is given, and the templates give it the root of the reader's language.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge_base.content.languages import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Words end at spaces and punctuation; an elided article is no part of its word (French, Italian).
_SEPARATOR = r"[\s\-_,.:;!?()«»„“”\"'’/<>]+"
_FIELDS = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}


def split_by_language(
    entries: Iterable[Mapping[str, Any]], languages: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    """Return the entries of each language, their locations relative to the root of it."""
    found: dict[str, list[dict[str, Any]]] = {language: [] for language in languages}
    for entry in entries:
        first, _, rest = entry["location"].partition("/")
        if first in found and first != SOURCE:
            found[first].append({**entry, "location": rest or "."})
        else:
            found[SOURCE].append({**entry, "location": entry["location"] or "."})
    return found


def write_indexes(
    site: Path, entries: Iterable[Mapping[str, Any]], languages: Sequence[str]
) -> None:
    """Write the index of each language below ``site``."""
    for language, held in split_by_language(entries, languages).items():
        folder = site if language == SOURCE else site / language
        path = folder / "search" / "search_index.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        config = {"lang": [language], "separator": _SEPARATOR, "pipeline": [], "fields": _FIELDS}
        index = {"config": config, "docs": held}
        path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")
