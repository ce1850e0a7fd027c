"""The furniture that a new language begins with: what is written for it, the rest as comments."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_base.content.editor_lines import editor_lines
from knowledge_base.content.text_files import read_texts
from knowledge_base.content.written import PLACE, references

if TYPE_CHECKING:
    from knowledge_base.content.text_files import SourceText, TextFile

FOLDER = Path(__file__).parents[1] / "furniture"
_TO_TRANSLATE = """\
# What stands after a # is still to be translated; until then the English text is shown.
# Write the translation in its place and take the # away, also that of the ids above it.
"""


def begun_furniture(language: str, source: TextFile) -> str:
    """Return ``site.yml`` of a language that begins; ``source`` is the English one.

    Every id of the source is in it, in its order: with its text where ``knowledge_base/furniture``
    has one that carries the references and places of the source, else as a comment.
    """
    written = begun_texts(language, source)
    head = "" if len(written) == len(source.texts) else _TO_TRANSLATE
    return head + editor_lines(f"{language}/site.yml") + "".join(_lines(source, "", written))


def begun_texts(language: str, source: TextFile) -> dict[str, str]:
    """Return the texts, by dotted id, that a language begins with."""
    path = FOLDER / f"{language}.yml"
    if not path.is_file():
        return {}
    shipped, _ = read_texts(path, path.name)
    return {
        key: own.text
        for key, text in source.texts.items()
        if (own := shipped.get(key)) and _carried(own) == _carried(text)
    }


def _carried(text: SourceText) -> tuple[set[str], set[str]]:
    """Return what a translation has to carry over."""
    named = {f"{each.kind}:{each.id}" for each in references(text.written)}
    return named, set(PLACE.findall(text.text))


def _lines(source: TextFile, prefix: str, written: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines below ``prefix``, which is empty or ends in a dot."""
    indent = "  " * prefix.count(".")
    for key in source.under(prefix.removesuffix(".")):
        name = f"{prefix}{key}"
        if text := source.get(name):
            mark = "" if name in written else "# "
            said = json.dumps(written.get(name, text.text), ensure_ascii=False)  # is YAML too
            yield f"{mark}{indent}{key}: {said}\n"
        else:
            mark = "" if any(each.startswith(f"{name}.") for each in written) else "# "
            yield f"{mark}{indent}{key}:\n"
            yield from _lines(source, f"{name}.", written)
