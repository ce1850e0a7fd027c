"""What an XML file is, seen from its first element, before anything in it is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from knowledge_base.translation.exchange.refusals import unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMESPACES = ("", "urn:oasis:names:tc:xliff:document:1.1", "urn:oasis:names:tc:xliff:document:1.2")


class _SeenEnough(Exception):
    """Ends the reading at the first element."""


def check_prolog(content: bytes, shown: str) -> None:
    """Raise ``ProblemsFound`` unless a file begins as XLIFF 1.1 or 1.2.

    A document type is refused before it is read: it can name other files, and entities that grow.
    """
    from xml.parsers.expat import ExpatError, ParserCreate

    parser = ParserCreate(namespace_separator=" ")

    def refuse_document_type(*_: object) -> NoReturn:
        raise unreadable(shown, parser.CurrentLineNumber, "a document type (DOCTYPE) is not read")

    def look_at_root(name: str, attributes: Mapping[str, str]) -> NoReturn:
        namespace, _, local = name.rpartition(" ")
        version = attributes.get("version", "")
        if local != "xliff":
            raise unreadable(shown, parser.CurrentLineNumber, f"this is XML, but {local} no xliff")
        if namespace not in _NAMESPACES or not version.startswith("1."):
            why = f"this is XLIFF {version or 'without a version'}, and 1.2 is needed"
            raise unreadable(shown, parser.CurrentLineNumber, why)
        raise _SeenEnough

    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.StartElementHandler = look_at_root
    try:
        parser.Parse(content, True)
    except _SeenEnough:
        return
    except ExpatError as error:
        raise unreadable(shown, error.lineno, "this is neither PO nor XML") from None
