"""Which text files a language has, and the keys of each, as structure and rules ask for them."""

from __future__ import annotations

from dataclasses import dataclass
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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.text_files import TextFile
    from rules_engine.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class ExpectedFile:
    """A text file of one language.

    ``name`` is the same in all languages and the one that ``shown_files`` gives
    (``guides/add-user``); ``path`` is where the file stands in the folder of its language.
    """

    name: str
    path: str
    keys: Keys


def expected_files(sources: Sources, ruleset: Ruleset, language: str) -> Iterator[ExpectedFile]:
    """Yield every text file that a language may have.

    A translation needs what English has; in English the structure and the rules say what is needed.
    """
    source = sources.texts[SOURCE]
    structure = sources.structure

    def file(name: str, path: str, keys: Keys, of: TextFile | None = None) -> ExpectedFile:
        if language != SOURCE and (of is not None or "/" in name):
            keys = keys.translated(of.texts if of else ())
        return ExpectedFile(name, path, keys)

    if structure.labels:
        yield file("labels", "labels.yml", Keys(tuple(structure.labels)))
    yield file("choices", "choices.yml", choice_keys(ruleset.choices))
    passages = passage_keys(structure.guides.values())
    yield file("passages", "passages.yml", passages, source.passages)
    asked = (f"guides.{each}" for each in sorted(sources.guide_ids()))
    yield file("asks", "asks.yml", Keys((), ("ignored", *asked)))
    yield file("planned", "planned.yml", Keys(tuple(source.planned.texts)))
    yield file("terms", "terms.yml", _term_keys(source.terms, language))
    needed = SITE_KEYS if language == SOURCE else ()
    yield file("site", "site.yml", Keys(needed, tuple(source.site.texts)), source.site)
    for name, guide in structure.guides.items():
        path = f"guides/{guide.section}/{name}.yml"
        yield file(f"guides/{name}", path, guide_keys(guide), source.guides.get(name))
    for name, rule in ruleset.rules.items():
        path = f"rules/{rule.section}/{name}.yml"
        yield file(f"rules/{name}", path, rule_keys(rule), source.rules.get(name))


def _term_keys(source: TextFile, language: str) -> Keys:
    """Return the keys of terms: forms and banned words are each language's own."""
    keys = term_keys(source)
    if language == SOURCE:
        return keys
    definitions = tuple(key for key in source.texts if key.endswith(".definition"))
    return Keys((*keys.required, *definitions), keys.optional)
