"""XLIFF 1.2: one ``trans-unit`` a text, references as inline elements."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from knowledge_base.content.languages import SOURCE
from knowledge_base.content.units import Unit
from knowledge_base.translation.exchange.catalog import (
    Catalog,
    Message,
    read_notes,
    written_notes,
)
from knowledge_base.translation.exchange.inline import Tag, Tagger
from knowledge_base.translation.exchange.refusals import unreadable
from knowledge_base.translation.exchange.xml_prolog import check_prolog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.storage.xliff import Xliff1File, Xliff1Unit

    from knowledge_base.translation.exchange.inline import Piece

# An element of lxml, which has no types.
Element = Any

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_EMPTY = (
    f'<xliff version="1.2" xmlns="{_NAMESPACE}">'
    f'<file original="NoName" source-language="{SOURCE}" target-language="{{language}}" '
    'datatype="plaintext"><body/></file></xliff>'
)
_FROM_MACHINE = ("mt-suggestion", "leveraged-mt")
_UNFINISHED = ("new", "needs-")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = re.compile(r"[ \t\r\n]+")


def write_xliff(catalog: Catalog) -> bytes:
    """Return a catalog as an XLIFF file in UTF-8; the same catalog always gives the same bytes."""
    from lxml.etree import cleanup_namespaces
    from translate.storage.xliff import Xliff1File, Xliff1Unit

    store = Xliff1File.parsestring(_EMPTY.format(language=catalog.language).encode())
    for message in catalog.messages:
        store.switchfile(message.unit.file, createifmissing=True)
        unit = Xliff1Unit(message.source)
        unit.xmlelement.set("id", str(message.unit))
        store.addunit(unit)
        _fill(unit, message)
    cleanup_namespaces(store.document)  # units are born as 1.1
    written = io.BytesIO()
    store.serialize(written)
    return written.getvalue()


def read_xliff(content: bytes, shown: str) -> Catalog:
    """Return what an XLIFF file holds.

    Raises ``ProblemsFound`` where it is none, has a document type, or has inline elements that
    stand for nothing.
    """
    from lxml.etree import XMLSyntaxError
    from translate.storage.xliff import Xliff1File

    check_prolog(content, shown)
    try:
        store = Xliff1File.parsestring(content)
    except XMLSyntaxError as error:
        raise unreadable(shown, error.lineno or 0, f"the XML is broken: {error.msg}") from None
    except (StopIteration, ValueError):
        raise unreadable(shown, 1, "this XLIFF file has no part of the name file") from None
    return Catalog(_language(store), tuple(map(_message, store.units)))


def _fill(unit: Xliff1Unit, message: Message) -> None:
    tagger = Tagger(places=message.unit.file == "site")
    element = unit.xmlelement
    _write(unit.source_dom, tagger.source(message.source))
    if message.translation:
        target = _add(element, "target")
        _write(target, tagger.translation(message.translation))
        target.set("state", _state(message))
        if message.machine:
            target.set("state-qualifier", _FROM_MACHINE[0])
        element.set("approved", "no" if message.unfinished or message.machine else "yes")
    if message.location:
        file, _, line = message.location.rpartition(":")
        group = _add(element, "context-group", purpose="location")
        _add(group, "context", file, **{"context-type": "sourcefile"})
        _add(group, "context", line, **{"context-type": "linenumber"})
    for note in written_notes(message):
        unit.addnote(note, origin="developer")
    if message.previous:
        earlier = _add(element, "alt-trans", alttranstype="previous-version")
        _write(_add(earlier, "source"), tagger.translation(message.previous))
        _write(_add(earlier, "target"), tagger.translation(message.translation))


def _state(message: Message) -> str:
    if not message.unfinished:
        return "translated"
    return "needs-translation" if message.previous else "needs-review-translation"


def _write(parent: Element, pieces: Sequence[Piece]) -> None:
    """Write pieces as what an element holds."""
    parent.text = ""
    last = None
    for piece in pieces:
        if isinstance(piece, Tag):
            kind = piece.shown.strip("<{}>").partition(":")[0] if piece.shown[0] == "<" else "place"
            name = "x" if piece.words is None else "g"
            # Without its angles: there are tools that forget to escape them in attributes.
            more = {"ctype": f"x-{kind}", "equiv-text": piece.shown.strip("<>")}
            last = _add(parent, name, piece.words or None, id=piece.id, **more)
        elif last is None:
            parent.text += piece
        else:
            last.tail = (last.tail or "") + piece


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    from lxml.etree import SubElement

    element = SubElement(parent, f"{{{_NAMESPACE}}}{name}", attributes)
    element.text = text
    return element


def _language(store: Xliff1File[Xliff1Unit]) -> str:
    files = store.document.getroot().iterchildren(store.namespaced("file"))
    return ", ".join(dict.fromkeys(file.get("target-language") or "" for file in files))


def _message(unit: Xliff1Unit) -> Message:
    element, source, target = unit.xmlelement, unit.source_dom, unit.target_dom
    shown = {each.get("id"): each.get("equiv-text") for each in _inside(source)}
    translation = _text(target, shown)
    approved = element.get("approved") == "yes" or _has(target, "state", ("final", "signed-off"))
    earlier = _child(element, "alt-trans", "alttranstype", "previous-version")
    location = _child(element, "context-group", "purpose", "location")
    notes, base = read_notes(each.text or "" for each in _children(element, "note"))
    return Message(
        Unit.named(element.get("id", "")),
        _text(source, shown),
        translation,
        _text(_child(earlier, "source"), shown),
        bool(translation) and not approved and _has(target, "state", _UNFINISHED),
        bool(translation) and not approved and _has(target, "state-qualifier", _FROM_MACHINE),
        notes,
        ":".join(each.text or "" for each in _children(location, "context")),
        base,
        (element if target is None else target).sourceline,
    )


def _text(element: Element | None, shown: dict[str, str | None]) -> str:
    """Return the text that an element holds, its references as they are typed.

    An inline element that nothing is known of stays a tag, which is refused as one in any text.
    """
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        parts += [_typed(child, shown), child.tail or ""]
    text = "".join(parts)
    return text if _is_preserved(element) else _BLANKS.sub(" ", text)


def _typed(child: Element, shown: dict[str, str | None]) -> str:
    if not isinstance(child.tag, str):  # a comment
        return ""
    inside = _text(child, shown)
    name = child.tag.rpartition("}")[2]
    if name == "mrk":  # tools mark segments so
        return inside
    identifier = child.get("id")
    reference = child.get("equiv-text") or shown.get(identifier)
    if not reference:
        return f'<{name} id="{identifier}">{inside}'
    typed = reference if reference.startswith("{") else f"<{reference}>"
    return str(Tag("", typed, inside))


def _is_preserved(element: Element) -> bool:
    return any(each.get(_SPACE) == "preserve" for each in (element, *element.iterancestors()))


def _inside(element: Element | None) -> Iterator[Element]:
    return iter(()) if element is None else element.iterdescendants()


def _children(element: Element | None, name: str) -> Iterator[Element]:
    return iter(()) if element is None else element.iterchildren(f"{{*}}{name}")


def _child(element: Element | None, name: str, attribute: str = "", value: str = "") -> Element:
    """Return the first child of a name, with an attribute where one is asked for, or None."""
    found = _children(element, name)
    return next((each for each in found if not attribute or each.get(attribute) == value), None)


def _has(element: Element | None, attribute: str, beginnings: tuple[str, ...]) -> bool:
    return element is not None and (element.get(attribute) or "").startswith(beginnings)
