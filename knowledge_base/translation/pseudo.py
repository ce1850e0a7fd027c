"""A language made by machine out of English, to see what a translation could not reach.

A text ``Save`` becomes ``[Šåṽé …one]``: whoever meets words without accents has found some that
stand outside the text files, and whoever misses a bracket a place that is too small for more than
English. References, ``{places}`` and code are left as they are.

Every accent goes away in the folding of the search, so that it finds in this language what is
typed in English.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.languages import PSEUDO, SOURCE
from knowledge_base.content.references import parse
from knowledge_base.content.sources import LanguageTexts
from knowledge_base.content.text_files import SourceText, TextFile
from knowledge_base.content.units import OWN_TERM_FIELDS
from knowledge_base.content.written import (
    Reference,
    Written,
    WrittenCode,
    WrittenMark,
    WrittenNode,
    WrittenText,
    prose,
    unparse,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# Characters of a letter and one mark; q has none.
_LETTERS = "abcdefghijklmnoprstuvwxyz"
_ACCENTED = "åḃçďéḟĝĥîĵķļṁñöṕŕšţûṽŵẋýž"
_ACCENTS = str.maketrans(_LETTERS + _LETTERS.upper(), _ACCENTED + _ACCENTED.upper())
_PLACE = re.compile(r"(\{[a-z][a-z-]*\})")
_MORE = 0.4
_PADDING = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def with_pseudo_language(center: HelpCenter) -> HelpCenter:
    """Return a help center that has the pseudo-language too, after all others."""
    sources = center.sources
    texts = {**sources.texts, PSEUDO: pseudo_texts(sources.texts[SOURCE])}
    found = HelpCenter(
        replace(sources, texts=texts), center.ruleset, center.as_of, center.standings
    )
    found.warnings = center.warnings
    return found


def pseudo_texts(source: LanguageTexts) -> LanguageTexts:
    """Return the texts of the pseudo-language: those of the source, under the same keys."""
    return LanguageTexts(
        language=PSEUDO,
        site=_file(source.site, _sentence),
        labels=_file(source.labels, _sentence),
        terms=_file(source.terms, _of_term),
        choices=_file(source.choices, _sentence),
        planned=_file(source.planned, _sentence),
        passages=_file(source.passages, _sentence),
        asks=_file(source.asks, _phrases),
        guides=_files(source.guides),
        rules=_files(source.rules),
    )


def pseudo_text(text: str) -> str:
    r"""Return a text of the source as the pseudo-language says it.

    >>> pseudo_text("Click **<label:save>** in `kSuite`, {name}.")
    '\\[Çļîçķ **<label:save>** îñ `kSuite`, {name}. …one two three]'
    """
    written, _ = parse(text)
    said = prose(written)
    return unparse((WrittenText("["), *_nodes(written), WrittenText(f"{_padding(len(said))}]")))


def accented(words: str) -> str:
    """Return words with an accent on each letter that takes one, places left alone.

    >>> accented("Users of {organization}")
    'Ûšéŕš öḟ {organization}'
    """
    parts = _PLACE.split(words)
    parts[::2] = (each.translate(_ACCENTS) for each in parts[::2])
    return "".join(parts)


def _padding(length: int) -> str:
    """Return words to add to a text so that it becomes longer by what translations are."""
    return f" …{' '.join(_words(_MORE * length))}"


def _words(needed: float) -> Iterator[str]:
    count = 0
    while not count or needed > 0:
        word = _PADDING[count % len(_PADDING)]
        yield word
        needed -= len(word) + 1
        count += 1


def _nodes(written: Written) -> Iterator[WrittenNode]:
    for node in written:
        match node:
            case WrittenText(text):
                yield WrittenText(accented(text))
            case WrittenMark(strong, children):
                yield WrittenMark(strong, tuple(_nodes(children)))
            case Reference(words=str(words)) if node.kind != "value":
                yield replace(node, words=accented(words))
            case Reference() | WrittenCode():
                yield node


def _files(files: Mapping[str, TextFile]) -> dict[str, TextFile]:
    return {name: _file(file, _sentence) for name, file in files.items()}


def _file(source: TextFile, say: Callable[[str, SourceText], SourceText]) -> TextFile:
    return TextFile(source.place, {key: say(key, text) for key, text in source.texts.items()})


def _sentence(key: str, source: SourceText) -> SourceText:
    del key
    return _read(pseudo_text(source.text), source)


def _of_term(key: str, source: SourceText) -> SourceText:
    """Return the definition of a term; the word itself and its forms stand inside of sentences."""
    inside = key.endswith((".term", *OWN_TERM_FIELDS))
    return _phrases(key, source) if inside else _sentence(key, source)


def _phrases(key: str, source: SourceText) -> SourceText:
    del key
    return _read(unparse(tuple(_nodes(source.written))), source)


def _read(text: str, source: SourceText) -> SourceText:
    return SourceText(text, parse(text)[0], source.place)
