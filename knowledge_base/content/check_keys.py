"""Every text that is needed exists, and no text exists that nothing shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.check_references import shown_files
from knowledge_base.content.expected_files import expected_files
from knowledge_base.content.languages import SOURCE
from rules_engine.problems import near

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge_base.content.expected import Keys
    from knowledge_base.content.sources import Sources
    from knowledge_base.content.text_files import TextFile
    from rules_engine.problems import Problem, Severity
    from rules_engine.ruleset import Ruleset


def check_keys(sources: Sources, ruleset: Ruleset) -> Iterator[Problem]:
    """Yield what is missing (an error in English, a warning elsewhere) and what is too much."""
    source = sources.texts[SOURCE]
    guides = {name: each.section for name, each in sources.structure.guides.items()}
    rules = {name: each.section for name, each in ruleset.rules.items()}
    for language, texts in sources.texts.items():
        severity: Severity = "error" if language == SOURCE else "warning"
        files = dict(shown_files(texts)) | {"asks": texts.asks}
        yield from _not_asked(texts.asks, source.asks)
        yield from _misplaced("guides", texts.guides, guides, sources.structure.unreadable)
        yield from _misplaced("rules", texts.rules, rules)
        for each in expected_files(sources, ruleset, language):
            shown = f"docs/{language}/{each.path}"
            yield from _check(files.get(each.name), shown, each.keys, severity)


def _not_asked(asks: TextFile, source: TextFile) -> Iterator[Problem]:
    """Yield what customers type in English only; nothing stands in for it in another language."""
    missing = [key for key in source.texts if key not in asks.texts]
    if missing:
        shown = ", ".join(key.removeprefix("guides.") for key in missing[:3])
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        yield asks.place.problem(
            "KB201",
            f"nothing says what customers type for {shown}{more}",
            "Write a few short phrases of theirs, separated by ` | `.",
            severity="warning",
        )


def _misplaced(
    kind: str,
    files: Mapping[str, TextFile],
    sections: Mapping[str, str],
    unreadable: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    """Yield files of texts that nothing asks for, or not there."""
    for name, file in files.items():
        section = file.place.path.parent.name
        if name in unreadable:
            continue
        if name not in sections:
            yield file.place.problem(
                "KB207",
                f"these texts belong to none of the {kind}.{near(name, sections)}",
                f"Write the structure or the rule {name!r}, or remove the file.",
                severity="warning",
            )
        elif sections[name] != section:
            yield file.place.problem(
                "KB207",
                f"{name!r} stands in section {sections[name]!r}",
                "Move the file there.",
                severity="warning",
            )


def _check(file: TextFile | None, shown: str, keys: Keys, severity: Severity) -> Iterator[Problem]:
    from rules_engine.problems import Problem

    if file is not None and file.exists and not file.texts:
        return  # the reader has said why
    if file is None or not file.exists:
        if keys.required:
            yield Problem(
                shown,
                0,
                0,
                "KB205",
                f"no texts yet: {len(keys.required)} are missing",
                "Write the file; until then the English texts are shown."
                if severity == "warning"
                else "Write the file.",
                severity,
            )
        return
    known = {*keys.required, *keys.optional}
    for key in keys.required:
        if key not in file.texts:
            yield file.place.problem(
                "KB201",
                f"the text {key!r} is missing",
                "Write it; until then the English text is shown."
                if severity == "warning"
                else "Write it.",
                severity=severity,
            )
    for key, text in file.texts.items():
        if key not in known:
            yield text.place.problem(
                "KB202",
                f"nothing shows the text {key!r}.{near(key, known)}",
                "Correct the id, or remove the text.",
                severity=severity,
            )
