"""Every reference leads somewhere, and a translation has the references of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE
from knowledge_base.content.wording import Unresolved, Wording
from knowledge_base.content.written import PLACE, Reference, references
from rules_engine.problems import ProblemsFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge_base.content.sources import LanguageTexts
    from knowledge_base.content.text_files import SourceText, TextFile
    from rules_engine.problems import Problem


def shown_files(texts: LanguageTexts) -> Iterator[tuple[str, TextFile]]:
    """Yield every text file of a language under a name that is the same in all languages."""
    yield from (("site", texts.site), ("labels", texts.labels), ("terms", texts.terms))
    yield from (
        ("choices", texts.choices),
        ("planned", texts.planned),
        ("passages", texts.passages),
    )
    yield from ((f"guides/{name}", file) for name, file in texts.guides.items())
    yield from ((f"rules/{name}", file) for name, file in texts.rules.items())


def check_references(wordings: Mapping[str, Wording]) -> Iterator[Problem]:
    """Yield references that lead nowhere, and those a translation lost or added."""
    source = dict(shown_files(wordings[SOURCE].texts))
    for language, wording in wordings.items():
        for name, file in shown_files(wording.texts):
            for key, text in file.texts.items():
                translated = language != SOURCE and name in source
                original = source[name].get(key) if translated else None
                yield from check_text(wording, text, original, name)


def check_text(
    wording: Wording, text: SourceText, original: SourceText | None, name: str
) -> Iterator[Problem]:
    """Yield what is wrong with the references of one text of the file ``name``.

    ``original`` is the English text that a translation is held against.
    """
    yield from _resolvable(wording, text)
    if original is not None:
        yield from _parity(text, original, name)


def _resolvable(wording: Wording, text: SourceText) -> Iterator[Problem]:
    for reference in references(text.written):
        try:
            wording.resolved(reference)
        except Unresolved as found:
            yield text.place.problem(
                found.code, found.message, found.remedy, offset=reference.offset
            )
        except ProblemsFound as found:
            for each in found.problems:
                yield text.place.problem(
                    "KB224", f"{reference}: {each.message}", each.remedy, offset=reference.offset
                )


def _parity(text: SourceText, original: SourceText, name: str) -> Iterator[Problem]:
    here = {_identity(each): each for each in references(text.written)}
    there = {_identity(each): each for each in references(original.written)}
    for identity, reference in there.items():
        if identity not in here:
            yield text.place.problem(
                "KB203",
                f"the text lost {reference}, which the source has",
                f"Put it where it belongs in the sentence. Source: {_short(original.text)}",
            )
    for identity, reference in here.items():
        if identity not in there:
            yield text.place.problem(
                "KB204",
                f"the text has {reference}, which the source has not",
                f"Take it out, or change the source first. Source: {_short(original.text)}",
                offset=reference.offset,
            )
    if name == "site":
        places, wanted = (set(PLACE.findall(each.text)) for each in (text, original))
        for place in sorted(places ^ wanted):
            what = "lost" if place in wanted else "added"
            yield text.place.problem(
                "KB208", f"the text {what} the place {place}", f"Source: {_short(original.text)}"
            )


def _identity(reference: Reference) -> tuple[str, str, str | None]:
    words = reference.words if reference.kind == "value" else None
    return reference.kind, reference.id, words


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:117]}…"
