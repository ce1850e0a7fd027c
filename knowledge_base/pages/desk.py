"""What the agents' desk knows of a language: its rules to be found, its guides, its words.

One script a language, ``assets/agents/<language>.js``: the desk reads the one of the agent, and
that of the customer once a reply is written in it. A script can be read from ``file:`` too.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from knowledge_base.content.languages import language_name
from knowledge_base.content.resolve import term_words
from knowledge_base.pages.addresses import address, guide_source
from knowledge_base.pages.scripts import page_script
from knowledge_base.pages.sources import shown_sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from knowledge_base.content.center import HelpCenter
    from knowledge_base.content.words import RuleWords

# A word in more of the rules than this says nothing about any of them.
_COMMON = 0.3
_WORD = re.compile(r"[a-z0-9]+")
# Letters that Unicode does not take apart.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o"})
_FURNITURE = ("desk.", "page.copied")


def write_desk(site: Path, center: HelpCenter, site_url: str) -> None:
    """Write the script of the desk, and what it knows of each language, below ``site``."""
    folder = site / "assets" / "agents"
    folder.mkdir(parents=True, exist_ok=True)
    for language in center.languages:
        held = {"siteUrl": site_url, **desk_words(center, language)}
        words = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
        script = f"(globalThis.kbDesk??={{}}).{language}={words};\n"
        (folder / f"{language}.js").write_text(script, "utf-8")
    scripts = site / "assets" / "scripts"
    scripts.mkdir(parents=True, exist_ok=True)
    (scripts / "desk.js").write_text(page_script("desk/desk.js"), "utf-8")


def desk_words(center: HelpCenter, language: str) -> dict[str, object]:
    """Return sections, guides, rules and furniture of a language in JSON types.

    A rule has ``about``: the words it is found by beside its question and the titles of its guides.
    ``common`` holds words that a search leaves out.
    """
    site = center.site(language)
    found = {rule: set(_rule_words(center, rule, language)) for rule in center.ruleset.rules}
    counted = Counter(word for words in found.values() for word in words)
    common = {word for word, count in counted.items() if count > _COMMON * len(found)}
    return {
        "language": language,
        "languages": {each: language_name(each) for each in center.languages},
        "sections": {each: center.section_title(each, language) for each in shown_sections(center)},
        "guides": {guide: _guide(center, guide, language) for guide in center.guides},
        "rules": [
            _rule(center, rule, language, found[rule] - common) for rule in center.ruleset.rules
        ],
        "common": sorted(common),
        "words": {key: text for key, text in site.items() if key.startswith(_FURNITURE)},
    }


def _guide(center: HelpCenter, guide: str, language: str) -> dict[str, object]:
    page = center.page(guide, language)
    return {
        "number": page.number,
        "title": page.title,
        "path": address(guide_source(language, page.section, guide)),
    }


def _rule(center: HelpCenter, rule: str, language: str, about: set[str]) -> dict[str, object]:
    held = center.ruleset.rules[rule]
    question = center.words(rule, language).question.text
    return {
        "id": rule,
        "section": held.section,
        "question": question,
        "guides": [guide for guide in held.guides if guide in center.guides],
        "about": " ".join(sorted(about - set(folded_words(question)))),
    }


def _rule_words(center: HelpCenter, rule: str, language: str) -> Iterator[str]:
    """Yield the words of a rule, and those that customers use for the terms in it."""
    words = center.words(rule, language)
    said = list(_texts(words))
    yield from folded_words(" ".join([rule, *said]))
    whole = f" {' '.join(folded_words(' '.join(said)))} "
    terms = center.sources.texts[language].terms
    for term in {key.partition(".")[0] for key in terms.texts}:
        own = terms.get(f"{term}.term")
        names = [own.text] if own else []
        names += term_words(words.wording, term, "forms")
        if any(f" {' '.join(folded_words(name))} " in whole for name in names):
            for synonym in term_words(words.wording, term, "synonyms"):
                yield from folded_words(synonym)


def _texts(words: RuleWords) -> Iterator[str]:
    """Yield what a rule asks and answers, without its guides."""
    rule = words.rule
    yield words.question.text
    for name in rule.inputs:
        yield words.label(name).text
        yield from (choice for _, choice in words.choices(name))
    yield from (words.outcome(each).text for each in rule.outcomes)
    yield from (words.fails(each).text for each in rule.reasons)
    yield from (words.value_label(each).text for each in rule.values)


def folded_words(text: str) -> list[str]:
    """Return the words of a text without accents and capitals, as the desk's search folds them.

    >>> folded_words("L’adresse à libérer: Größe")
    ['l', 'adresse', 'a', 'liberer', 'grosse']
    """
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    bare: Iterable[str] = (char for char in apart if not unicodedata.combining(char))
    return _WORD.findall("".join(bare))
