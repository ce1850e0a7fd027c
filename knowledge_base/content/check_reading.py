"""Every translation denies, demands, advises, limits and counts what its source does.

All findings are warnings: a word list can be wrong about a good sentence, and nothing that a
reader sees is broken. The tests hold the project at none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.check_references import shown_files
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.second_reading import Difference, ReadText, differences, reader_of
from knowledge_base.content.written import offset_in_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge_base.content.exempts import Exempts
    from knowledge_base.content.sources import LanguageTexts, Sources
    from knowledge_base.content.text_files import SourceText, TextFile
    from rules_engine.problems import Problem

# Labels, choices and furniture are words rather than sentences.
_READ = ("guides", "rules", "passages")


def read_files(texts: LanguageTexts) -> Iterator[tuple[str, TextFile]]:
    """Yield the text files that are read a second time."""
    for name, file in shown_files(texts):
        if name.partition("/")[0] in _READ:
            yield name, file


def check_reading(sources: Sources, exempts: Exempts) -> Iterator[Problem]:
    """Yield, as warnings, in what translations do not agree with their source."""
    translations = {
        language: dict(read_files(texts))
        for language, texts in sources.texts.items()
        if language != SOURCE
    }
    for name, file in read_files(sources.texts[SOURCE]):
        for key, original in file.texts.items():
            beside = {
                language: files[name].texts[key]
                for language, files in translations.items()
                if name in files and key in files[name].texts
            }
            for text, found in text_differences(original, beside):
                if not exempts.cover(name, key, found.what):
                    yield _problem(found, original, text)


def text_differences(
    original: SourceText, translations: Mapping[str, SourceText]
) -> Iterator[tuple[SourceText, Difference]]:
    """Yield in what the translations of a text differ from it, by language."""
    reader = reader_of(SOURCE)
    if reader is None:
        return
    source = ReadText(original.prose, reader)
    for language, text in translations.items():
        if other := reader_of(language):
            for pair in source.beside(ReadText(text.prose, other)):
                for found in differences(*pair):
                    yield text, found


def _problem(found: Difference, original: SourceText, text: SourceText) -> Problem:
    return text.place.problem(
        found.code,
        f"{found.message}. {text.text!r} for {original.text!r}",
        "Let both say the same, complete the word lists, or `exempt` the text with a reason.",
        offset=offset_in_text(text.text, text.written, found.start),
        severity="warning",
    )
