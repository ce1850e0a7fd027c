"""PO: one message a text, named by its ``msgctxt``."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE
from knowledge_base.content.units import Unit
from knowledge_base.translation.exchange.catalog import (
    Catalog,
    Message,
    read_notes,
    written_notes,
)
from knowledge_base.translation.exchange.refusals import unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.storage.pypo import pofile, pounit

# Of PO there is a flag for what a machine translated in no standard; tools keep those they do not
# know. `fuzzy` beside it keeps the text out of what is compiled.
MACHINE = "machine"
_HEADER = (
    ("Project-Id-Version", "knowledge-base"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("X-Source-Language", SOURCE),
)
_LINE = re.compile(r"on line (\d+)")


def write_po(catalog: Catalog) -> bytes:
    """Return a catalog as a PO file in UTF-8; the same catalog always gives the same bytes."""
    from translate.storage.pypo import pofile

    store = pofile(width=-1)
    store.units = []  # without the header of the library, which says when it was made
    header = store.create_unit()
    header.source = ""
    fields = [("Language", catalog.language), *_HEADER]
    header.msgstr = ['""', *(f'"{name}: {value}\\n"' for name, value in fields)]
    store.addunit(header)
    for message in catalog.messages:
        store.addunit(_unit(message, store))
    written = io.BytesIO()
    store.serialize(written)
    return written.getvalue()


def read_po(content: bytes, shown: str) -> Catalog:
    """Return what a PO file holds; obsolete messages and those without a text are left out.

    Raises ``ProblemsFound`` where it is no PO file, naming it as ``shown``.
    """
    from translate.storage.pypo import pofile

    try:
        store = pofile.parsestring(content)
    except (ValueError, IndexError) as error:  # undecodable, or no PO
        line = _LINE.search(str(error))
        raise unreadable(shown, int(line[1]) if line else 0, "this is no PO file") from None
    fields = store.parseheader()
    if not fields:
        raise unreadable(shown, 1, "this is no PO file: it has no header")
    lines = content.splitlines()
    messages = tuple(
        _message(unit, lines) for unit in store.unit_iter() if unit.msgctxt and not unit.isblank()
    )
    return Catalog(fields.get("Language", ""), messages)


def _unit(message: Message, store: pofile) -> pounit:
    unit = store.create_unit()
    unit.source = message.source
    unit.target = message.translation
    unit.setcontext(str(message.unit))
    for note in written_notes(message):
        unit.addnote(note, "developer")
    if message.location:
        unit.addlocation(message.location)
    if message.previous:
        unit.prev_source = message.previous
    unit.settypecomment("fuzzy", message.unfinished and bool(message.translation))
    unit.settypecomment(MACHINE, message.machine)
    return unit


def _message(unit: pounit, lines: Sequence[bytes]) -> Message:
    notes, base = read_notes(each[2:] for each in unit.automaticcomments)
    return Message(
        Unit.named(unit.getpreviouscontext()),
        _source(unit),
        unit.target,
        unit.prev_source,
        unit.isfuzzy(),
        unit.hastypecomment(MACHINE),
        notes,
        " ".join(unit.getlocations()),
        base,
        _line(unit, lines),
    )


def _source(unit: pounit) -> str:
    """Return the English text, whole: the library takes what starts with ``_:`` for a comment."""
    from translate.storage.pypo import unquotefrompo

    return unquotefrompo([*unit.msgidcomments, *unit.msgid])


def _line(unit: pounit, lines: Sequence[bytes]) -> int:
    """Return the line of the translation; the library knows where the message starts."""
    start = unit.line_number or 1
    following = range(start, len(lines) + 1)
    return next((n for n in following if lines[n - 1].startswith(b"msgstr")), start)
