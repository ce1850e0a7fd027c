"""Catalogs as files, in the one format or the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE
from knowledge_base.translation.exchange.po import read_po, write_po
from knowledge_base.translation.exchange.refusals import unreadable
from knowledge_base.translation.exchange.xliff import read_xliff, write_xliff
from rules_engine.problems import Problem, ProblemsFound, refused

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_base.translation.exchange.catalog import Catalog, Format, Message

# Ten times what all texts of this project are with their notes.
MAX_BYTES = 32 * 1024 * 1024

_WRITERS = {"po": write_po, "xliff": write_xliff}
# XML knows no others; tools that read PO are no better prepared for them.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BEGINS_AS_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*\x00?<")


def check_translation(language: str) -> None:
    """Raise ``ProblemsFound`` for the source language: nothing is translated into it."""
    if language == SOURCE:
        remedy = f"Name a translation. To change {language}, edit docs/{language}."
        raise refused("KB952", f"{language} is what is translated", remedy, language)


def written(catalog: Catalog, kind: Format) -> bytes:
    """Return a catalog as the content of a file.

    Raises ``ProblemsFound`` where the library is missing, or a text cannot stand in such a file.
    """
    _check_library()
    problems = [each for message in catalog.messages for each in _unfit(message)]
    if problems:
        raise ProblemsFound(problems)
    return _WRITERS[kind](catalog)


def write_catalog(catalog: Catalog, kind: Format, out: Path) -> None:
    """Write a catalog to a file: beside it first, then renamed."""
    content = written(catalog, kind)
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(out)
    except OSError as error:
        message = f"{out} cannot be written: {error.strerror}"
        raise refused("KB957", message, "Name a file in a folder that is there.") from None
    finally:
        beside.unlink(missing_ok=True)


def read_catalog(path: Path) -> Catalog:
    """Return what a file holds; its format is told from its content, whatever it is called.

    Raises ``ProblemsFound`` where it is neither PO nor XLIFF.
    """
    _check_library()
    shown = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(shown, 0, f"it cannot be read: {error.strerror}") from None
    if len(content) > MAX_BYTES:
        raise unreadable(shown, 0, f"it is larger than {MAX_BYTES // 1024**2} MB")
    read = read_xliff if _BEGINS_AS_XML.match(content) else read_po
    return read(content, shown)


def _unfit(message: Message) -> list[Problem]:
    path, _, line = message.location.rpartition(":")
    return [
        Problem(path, int(line), 1, "KB956",
                f"{message.unit} has the character U+{ord(found[0]):04X}, which no file can carry",
                "Take it out.", subject=str(message.unit))
        for text in (message.source, message.translation, message.previous)
        if (found := _UNFIT.search(text))
    ]  # fmt: skip


def _check_library() -> None:
    try:
        import translate.storage  # noqa: F401  # asked for before anything is worked out
    except ImportError as error:
        remedy = "Install the extra: pip install 'knowledge-base[translate]'"
        raise refused("KB950", f"{error.name} is not installed", remedy, "translate") from error
