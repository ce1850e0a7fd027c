"""Every translation denies, demands, advises, limits and counts what its source does.

A disagreement is an error: a page that allows what another forbids is worse than none, and where
the word lists are wrong about a good sentence, an exempt says so. In a text whose source changed
since it was made it is a warning: an author may change the source before the translators follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.check_references import shown_files
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.second_reading import Difference, ReadText, differences, reader_of
from knowledge_base.content.units import Unit
from knowledge_base.content.written import offset_in_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge_base.content.exempts import Exempts
    from knowledge_base.content.sources import LanguageTexts, Sources
    from knowledge_base.content.standing import Standings
    from knowledge_base.content.text_files import SourceText, TextFile
    from rules_engine.problems import Problem, Severity

# Labels, choices and furniture are words rather than sentences.
_READ = ("guides", "rules", "passages")


def read_files(texts: LanguageTexts) -> Iterator[tuple[str, TextFile]]:
    """Yield the text files that are read a second time."""
    for name, file in shown_files(texts):
        if name.partition("/")[0] in _READ:
            yield name, file


def check_reading(sources: Sources, exempts: Exempts, standings: Standings) -> Iterator[Problem]:
    """Yield in what translations do not agree with their source: warnings in stale ones."""
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
            for language, text, found in text_differences(original, beside):
                if not exempts.cover(name, key, found.what):
                    standing = standings.get(language, {}).get(Unit(name, key))
                    severity: Severity = "warning" if standing and standing.stale else "error"
                    yield _problem(found, original, text, severity)


def text_differences(
    original: SourceText, translations: Mapping[str, SourceText]
) -> Iterator[tuple[str, SourceText, Difference]]:
    """Yield in what the translations of a text differ from it, each with its language."""
    reader = reader_of(SOURCE)
    if reader is None:
        return
    source = ReadText(original.prose, reader)
    for language, text in translations.items():
        if other := reader_of(language):
            for pair in source.beside(ReadText(text.prose, other)):
                for found in differences(*pair):
                    yield language, text, found


def _problem(
    found: Difference, original: SourceText, text: SourceText, severity: Severity
) -> Problem:
    return text.place.problem(
        found.code,
        f"{found.message}. {text.text!r} for {original.text!r}",
        "Let both say the same, complete the word lists, or `exempt` the text with a reason.",
        offset=offset_in_text(text.text, text.written, found.start),
        severity=severity,
    )
