"""A file that comes back, from its first byte to the state of what it brought."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.sources import read_sources
from knowledge_base.translation.exchange.catalog import Catalog, Message, translation_digest
from knowledge_base.translation.exchange.delivery import delivery_of
from knowledge_base.translation.exchange.files import read_catalog
from knowledge_base.translation.form_files import TextFiles
from knowledge_base.translation.language_files import LanguageFiles
from knowledge_base.translation.recording import accept, record_imported
from knowledge_base.translation.standings import review
from rules_engine.problems import refused

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from knowledge_base.content.sources import Sources
    from knowledge_base.translation.exchange.delivery import Delivery
    from rules_engine.ruleset import Ruleset


def import_file(
    path: Path,
    language: str,
    sources: Sources,
    ruleset: Ruleset,
    as_of: date,
    *,
    machine: bool = False,
    reason: str = "",
) -> Delivery:
    """Write what a file of a translation tool brings, record it, and return what that was.

    Args:
        path: A PO or an XLIFF file.
        language: The language that the file must be in.
        sources: The texts as they stand.
        ruleset: The rules as they stand.
        as_of: The day for which references must lead somewhere.
        machine: A machine translated everything that the file brings.
        reason: Why texts that were approved as they are may stay; without one they are left alone.

    Raises ``ProblemsFound`` with everything that is wrong with the file; then nothing is written.
    """
    catalog = _in_language(read_catalog(path), language, path)
    if machine:
        catalog = replace(catalog, messages=tuple(map(_by_machine, catalog.messages)))
    root = sources.docs.parent
    files = LanguageFiles(TextFiles(root), sources, ruleset, language)
    center = HelpCenter(sources, ruleset, as_of)
    found = review(sources, ruleset)
    delivery = delivery_of(catalog, path, center, found, files.set_text)
    files.write(delivery.texts)
    today = read_sources(root)[0] if delivery.texts else sources
    _record(delivery, today, ruleset, language)
    if reason and delivery.approved:
        accept(today, ruleset, language, delivery.approved, reason)
    return delivery


def _in_language(catalog: Catalog, language: str, path: Path) -> Catalog:
    said = catalog.language.replace("_", "-")
    if language not in (said, said.partition("-")[0]):
        what = f"into {said}" if said else "into a language that it does not name"
        message = f"{path} translates {what}, not into {language}"
        raise refused("KB952", message, "Name the language of the file.", language)
    return replace(catalog, language=language)


def _by_machine(message: Message) -> Message:
    """Return a message as a machine's, unless it has what the project had at the export."""
    before = message.base.translation if message.base else ""
    changed = translation_digest(message.translation) != before
    return replace(message, machine=True) if changed else message


def _record(delivery: Delivery, today: Sources, ruleset: Ruleset, language: str) -> None:
    brought = [*delivery.texts, *delivery.recorded]
    for machine in (True, False):
        units = [each for each in brought if (each in delivery.machine) is machine]
        if units:
            record_imported(today, ruleset, language, units, machine=machine, logic=delivery.logic)
