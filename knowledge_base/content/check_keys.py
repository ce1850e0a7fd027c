"""Every text that is needed exists, and no text exists that nothing shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.expected import (
    SITE_KEYS,
    Keys,
    choice_keys,
    guide_keys,
    passage_keys,
    rule_keys,
    term_keys,
)
from knowledge_base.content.languages import SOURCE
from rules_engine.problems import near

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge_base.content.sources import LanguageTexts, Sources
    from knowledge_base.content.text_files import TextFile
    from rules_engine.problems import Problem, Severity
    from rules_engine.ruleset import Ruleset


def check_keys(sources: Sources, ruleset: Ruleset) -> Iterator[Problem]:
    """Yield what is missing (an error in English, a warning elsewhere) and what is too much."""
    source = sources.texts[SOURCE]
    guides = {name: guide_keys(each) for name, each in sources.structure.guides.items()}
    rules = {name: rule_keys(each) for name, each in ruleset.rules.items()}
    labels = Keys(tuple(sources.structure.labels))
    choices = choice_keys(ruleset.choices)
    asks = Keys((), ("ignored", *(f"guides.{each}" for each in sorted(sources.guide_ids()))))
    terms, site = term_keys(source.terms), Keys((), tuple(source.site.texts))
    for language, texts in sources.texts.items():
        severity: Severity = "error" if language == SOURCE else "warning"
        folder = f"docs/{language}"
        if labels.required:
            yield from _check(texts.labels, f"{folder}/labels.yml", labels, severity)
        yield from _check(texts.choices, f"{folder}/choices.yml", choices, severity)
        passages = passage_keys(sources.structure.guides.values())
        if language != SOURCE:
            passages = passages.translated(source.passages.texts)
        yield from _check(texts.passages, f"{folder}/passages.yml", passages, severity)
        yield from _check(texts.asks, f"{folder}/asks.yml", asks, severity)
        yield from _not_asked(texts.asks, source.asks)
        planned = Keys(tuple(source.planned.texts))
        yield from _check(texts.planned, f"{folder}/planned.yml", planned, severity)
        if language == SOURCE:
            yield from _check(texts.terms, f"{folder}/terms.yml", terms, severity)
            needed = Keys(SITE_KEYS, site.optional)
            yield from _check(texts.site, f"{folder}/site.yml", needed, severity)
        else:
            fields = _term_fields_of(source.terms, terms)
            yield from _check(texts.terms, f"{folder}/terms.yml", fields, severity)
            keys = site.translated(source.site.texts)
            yield from _check(texts.site, f"{folder}/site.yml", keys, severity)
        yield from _files(
            "guides",
            guides,
            texts,
            source,
            severity,
            _guide_sections(sources),
            sources.structure.unreadable,
        )
        sections = {name: rule.section for name, rule in ruleset.rules.items()}
        yield from _files("rules", rules, texts, source, severity, sections)


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


def _guide_sections(sources: Sources) -> Mapping[str, str]:
    return {name: guide.section for name, guide in sources.structure.guides.items()}


def _term_fields_of(source: TextFile, keys: Keys) -> Keys:
    """Return the keys of translated terms: forms and banned words are each language's own."""
    definitions = tuple(key for key in source.texts if key.endswith(".definition"))
    return Keys((*keys.required, *definitions), keys.optional)


def _files(
    kind: str,
    expected: Mapping[str, Keys],
    texts: LanguageTexts,
    source: LanguageTexts,
    severity: Severity,
    sections: Mapping[str, str],
    unreadable: frozenset[str] = frozenset(),
) -> Iterator[Problem]:
    files, sources = (each.guides if kind == "guides" else each.rules for each in (texts, source))
    for name, file in files.items():
        section = file.place.path.parent.name
        if name in unreadable:
            continue
        if name not in expected:
            yield file.place.problem(
                "KB207",
                f"these texts belong to none of the {kind}.{near(name, expected)}",
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
    for name, keys in expected.items():
        shown = f"docs/{texts.language}/{kind}/{sections[name]}/{name}.yml"
        wanted = keys
        if texts is not source:
            wanted = keys.translated(sources[name].texts if name in sources else ())
        yield from _check(files.get(name), shown, wanted, severity)


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
