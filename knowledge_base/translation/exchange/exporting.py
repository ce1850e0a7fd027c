"""The catalog of a language, as the project stands today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE
from knowledge_base.content.units import text_of
from knowledge_base.translation.exchange.catalog import Base, Catalog, Message, translation_digest
from knowledge_base.translation.exchange.notes import Notes
from knowledge_base.translation.standings import review

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from knowledge_base.content.center import HelpCenter
    from knowledge_base.translation.standings import Review


def catalog_of(
    center: HelpCenter, language: str, files: Collection[str] | None, *, needed: bool
) -> Catalog:
    """Return the texts of a language that a translation tool is to have.

    Args:
        center: The project; it need not be without problems.
        language: A translation, not the source.
        files: Names of the files whose texts are meant (``guides/add-user``); None means all.
        needed: Only texts that are missing, or are to be looked at again.
    """
    found = review(center.sources, center.ruleset)
    notes = Notes(center, language)
    messages = _messages(center, language, found, notes)
    return Catalog(
        language,
        tuple(
            each
            for each in messages
            if (files is None or each.unit.file in files)
            and (not needed or each.unfinished or not each.translation)
        ),
    )


def _messages(center: HelpCenter, language: str, found: Review, notes: Notes) -> Iterator[Message]:
    for unit, original in found.originals.items():
        source = text_of(center.sources, SOURCE, unit)
        text = text_of(center.sources, language, unit)
        if source is None:
            continue
        standing = found.standings[language].get(unit)
        stale = standing is not None and standing.stale is not None
        translation = text.text if text else ""
        yield Message(
            unit,
            source.text,
            translation,
            found.entries[language][unit].text if stale else "",
            unfinished=standing is not None,
            machine=standing is not None and standing.machine,
            notes=tuple(" ".join(each.split()) for each in notes.of(unit, source, standing)),
            location=f"{source.place.shown}:{source.place.line}",
            base=Base(translation_digest(translation), original.logic),
        )
