"""What a file that comes back brings, and everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.check_references import check_text
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.places import Place
from knowledge_base.content.references import parse
from knowledge_base.content.text_files import SourceText
from knowledge_base.content.units import text_of
from knowledge_base.translation.exchange.catalog import translation_digest
from knowledge_base.translation.exchange.overlay import with_texts
from knowledge_base.translation.folding import source_hash
from rules_engine.problems import Problem, ProblemsFound, near

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from knowledge_base.content.units import Unit
    from knowledge_base.translation.exchange.catalog import Catalog, Message
    from knowledge_base.translation.standings import Review


_LINE_BREAK = re.compile(r"[ \t\r]*\n[ \t\r\n]*")


@dataclass(slots=True)
class Delivery:
    """What is to be done about the messages of a file.

    ``texts`` are to be written, ``recorded`` stand in the files already and are only to be
    recorded, as after a stop in the middle. Left alone are ``unfinished`` translations, those of a
    machine where a ``person`` wrote, and ``approved`` ones: looked at and not changed. ``machine``
    has those of the first two that a machine translated, ``logic`` the rules that each was made
    beside where those are others than today's.
    """

    texts: dict[Unit, str] = field(default_factory=dict)
    recorded: list[Unit] = field(default_factory=list)
    unfinished: list[Unit] = field(default_factory=list)
    person: list[Unit] = field(default_factory=list)
    approved: list[Unit] = field(default_factory=list)
    machine: set[Unit] = field(default_factory=set)
    logic: dict[Unit, Mapping[str, str]] = field(default_factory=dict)


def delivery_of(
    catalog: Catalog,
    path: Path,
    center: HelpCenter,
    found: Review,
    set_text: Callable[[Unit, str], str],
) -> Delivery:
    """Return what the messages of the file at ``path`` bring to the project of today.

    A message that brings nothing can break nothing: only translations that were changed in the
    tool, or that the language lacks, are judged. Raises ``ProblemsFound`` with all that is wrong.
    """
    receiver = _Receiver(catalog.language, path, center, found, set_text)
    problems = [each for message in catalog.messages for each in receiver.take(message)]
    problems += receiver.faults()
    if problems:
        raise ProblemsFound(problems)
    return receiver.delivery


class _Receiver:
    """Takes messages one by one."""

    def __init__(
        self,
        language: str,
        path: Path,
        center: HelpCenter,
        found: Review,
        set_text: Callable[[Unit, str], str],
    ) -> None:
        self.delivery = Delivery()
        self._language = language
        self._path = path
        self._center = center
        self._found = found
        self._set_text = set_text
        self._edited = frozenset(found.edited[language])
        self._lines: dict[Unit, int] = {}
        self._arrived: dict[Unit, SourceText] = {}

    def take(self, message: Message) -> Iterator[Problem]:
        """Sort a message in, or yield what is wrong with it."""
        unit = message.unit
        if unit in self._lines:
            where = f"it stands in line {self._lines[unit]} too"
            yield self._problem(message, "KB953", f"{unit}: {where}", "Keep one of the two.")
            return
        self._lines[unit] = message.line
        if not message.translation:
            return
        known = unit in self._found.originals
        here = text_of(self._center.sources, self._language, unit) if known else None
        message = self._on_its_lines(message, here)
        before = message.base.translation if message.base else ""
        if translation_digest(message.translation) == before and (here or not known):
            self._take_unchanged(message)
            return
        if not known:
            nearest = near(str(unit), map(str, self._found.originals))
            remedy = "Export again, or take the message out of the file."
            yield self._problem(
                message, "KB953", f"the project has no text {unit}.{nearest}", remedy
            )
            return
        yield from self._take_changed(message, here)

    def _on_its_lines(self, message: Message, here: SourceText | None) -> Message:
        """Return a message without the line breaks that a tool put in where no text has any."""
        original = self._found.originals.get(message.unit)
        if original is None or "\n" in original.text or (here and "\n" in here.text):
            return message
        return replace(message, translation=_LINE_BREAK.sub(" ", message.translation).strip())

    def _take_unchanged(self, message: Message) -> None:
        unit = message.unit
        original = self._found.originals.get(unit)
        if (
            original
            and unit in self._found.standings[self._language]
            and not (message.unfinished or message.machine)
            and source_hash(message.source) == original.hash
            and (message.base is None or message.base.logic == original.logic)
        ):
            self.delivery.approved.append(unit)

    def _take_changed(self, message: Message, here: SourceText | None) -> Iterator[Problem]:
        unit, delivery = message.unit, self.delivery
        original = self._found.originals[unit]
        new = self._set_text(unit, message.translation)
        is_here = here is not None and self._set_text(unit, here.text) == new
        if is_here and unit not in self._edited:
            return
        if message.unfinished and not message.machine:
            delivery.unfinished.append(unit)
            return
        if message.machine and here is not None and not is_here and not self._is_machine(unit):
            delivery.person.append(unit)
            return
        if source_hash(message.source) != original.hash:
            if not is_here:
                yield self._stale(message, original.text)
            return
        if is_here:
            delivery.recorded.append(unit)
        else:
            yield from self._conflicts(message, here)
            # Where in the file a character of the text stands is not known.
            place = Place(self._path, str(self._path), message.line, 1)
            self._arrived[unit] = SourceText(new, parse(new)[0], place)
            delivery.texts[unit] = new
        if message.machine:
            delivery.machine.add(unit)
        if message.base and message.base.logic != original.logic:
            delivery.logic[unit] = message.base.logic

    def _is_machine(self, unit: Unit) -> bool:
        entry = self._found.entries[self._language].get(unit)
        return entry is not None and entry.origin == "machine"

    def _stale(self, message: Message, today: str) -> Problem:
        return self._problem(
            message,
            "KB954",
            f"{message.unit}: the English text has changed since the export",
            f"Export again and translate what it says now: {today}",
        )

    def _conflicts(self, message: Message, here: SourceText | None) -> Iterator[Problem]:
        """Yield a problem where writing the text would undo what somebody wrote meanwhile."""
        before = message.base.translation if message.base else None
        if here is None or before == translation_digest(here.text):
            return
        what = (
            "the file does not say which translation it was exported with"
            if before is None
            else f"the translation was changed since the export, in line {here.place.line} of "
            f"{here.place.shown}"
        )
        remedy = f"Export again and choose. It stands there now: {here.text}"
        yield self._problem(message, "KB955", f"{message.unit}: {what}", remedy)

    def faults(self) -> Iterator[Problem]:
        """Yield what ``kb check`` would find wrong with each of the texts that arrived.

        They may refer to terms and titles that arrived with them.
        """
        center = self._center
        sources = with_texts(center.sources, self._language, self._arrived)
        wording = HelpCenter(sources, center.ruleset, center.as_of).wording(self._language)
        for unit, text in self._arrived.items():
            found = [(each.code, each.message, each.remedy) for each in parse(text.text)[1]]
            original = text_of(sources, SOURCE, unit)
            problems = check_text(wording, text, original, unit.file)
            found += [(each.code, each.message, each.remedy) for each in problems]
            for code, message, remedy in found:
                yield text.place.problem(code, f"{unit}: {message}", remedy)

    def _problem(self, message: Message, code: str, what: str, remedy: str) -> Problem:
        return Problem(str(self._path), message.line, 1, code, what, remedy)
