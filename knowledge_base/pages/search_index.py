"""What the search of a language knows, in files that are loaded once somebody searches.

``assets/search/<language>/index.json`` decides which guides are found, ``<number>.json`` beside it
holds the sentences of one guide, for the few that are shown. ``knowledge_base/browser/search``
reads both. A guide without a translation is not in the index of a language: a reader is offered it
apart, out of the index of English.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from knowledge_base.content.blocks import (
    Block,
    ConditionsBlock,
    ExampleBlock,
    TableBlock,
    plain,
)
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.resolve import term_words
from knowledge_base.pages.addresses import address, guide_source, rule_source
from knowledge_base.pages.desk import folded_words
from knowledge_base.pages.html import anchor as part_anchor
from knowledge_base.pages.scripts import page_script
from knowledge_base.pages.sources import HELP, shown_sections, top_tasks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge_base.content.blocks import AnyBlock, GuidePage
    from knowledge_base.content.center import HelpCenter

_FURNITURE = ("search.", "home.top-tasks", "page.need-help")
_OF_ENGLISH = ("search.in-english", "search.try-english")
# After three letters or a digit, so that "z. B." stays in its sentence.
_SENTENCE = re.compile(r"(?<=[^\W_]{3}[.!?…]|..[0-9][.!?…]) +(?=[^\Wa-z_]|[«„“¿¡])")


def write_search(site: Path, center: HelpCenter) -> None:
    """Write the script of the search, and what it knows of each language, below ``site``."""
    for language in center.languages:
        folder = site / "assets" / "search" / language
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "index.json", search_index(center, language))
        for page in _pages(center, language):
            _write(folder / f"{page.number}.json", sentences(page))
    (site / "assets" / "scripts" / "search.js").write_text(page_script("search/search.js"), "utf-8")


def _write(path: Path, held: object) -> None:
    path.write_text(json.dumps(held, ensure_ascii=False, separators=(",", ":")), "utf-8")


def search_index(center: HelpCenter, language: str) -> dict[str, object]:
    """Return what is needed to find guides of a language, in JSON types.

    ``body`` maps the words of texts, without accents and capitals, to positions in ``guides``;
    ``english`` has the numbers of the guides in which English stands in, where there are any.
    """
    site = center.site(language)
    pages = list(_pages(center, language))
    own = {page.id for page in pages}
    english = [center.page(each, SOURCE).number for each in center.guides if each not in own]
    body: dict[str, list[int]] = {}
    for position, page in enumerate(pages):
        told = " ".join(sentence for _, held in sentences(page) for sentence in held)
        for word in sorted(set(folded_words(told))):
            body.setdefault(word, []).append(position)
    found: dict[str, object] = {
        "words": {
            key: text
            for key, text in site.items()
            if key.startswith(_FURNITURE) and (english or key not in _OF_ENGLISH)
        },
        "sections": {each: center.section_title(each, language) for each in shown_sections(center)},
        "guides": [_guide(center, page) for page in pages],
        "rules": list(_rules(center, language)),
        "ignored": _asked(center, language, "ignored"),
        "body": body,
        "tasks": [_link(center, guide, language) for guide in top_tasks(center)],
        "help": _link(center, HELP, language) if HELP in center.guides else None,
    }
    return found | {"english": english} if english else found


def _pages(center: HelpCenter, language: str) -> Iterator[GuidePage]:
    """Yield the guides that are written in a language."""
    for guide in center.guides:
        page = center.page(guide, language)
        if page.text_language == language:
            yield page


def _guide(center: HelpCenter, page: GuidePage) -> dict[str, object]:
    blocks = [block for block in page.blocks if block.language == page.language]
    return {
        "number": page.number,
        "section": page.section,
        **_link(center, page.id, page.language),
        "summary": _SENTENCE.split(plain(page.summary)),
        "asks": _asked(center, page.language, f"guides.{page.id}"),
        "synonyms": _synonyms(center, page),
        "headings": [plain(block.title) for block in blocks if block.title],
    }


def _rules(center: HelpCenter, language: str) -> Iterator[dict[str, object]]:
    """Yield the rules that have words in a language."""
    for rule, held in center.ruleset.rules.items():
        words = center.words(rule, language)
        if words.question.language == language:
            yield {
                "title": words.question.text,
                "path": address(rule_source(language, rule)),
                "inputs": [words.label(name).text for name in held.inputs],
            }


def _asked(center: HelpCenter, language: str, key: str) -> list[str]:
    """Return phrases of customers, which another language would not help out with."""
    text = center.sources.texts[language].asks.get(key)
    return text.text.split(" | ") if text else []


def _link(center: HelpCenter, guide: str, language: str) -> dict[str, str]:
    page = center.page(guide, language)
    path = address(guide_source(language, page.section, guide))
    written_in = page.text_language
    lang = {"language": written_in} if written_in != center.furniture_language(language) else {}
    return {"title": page.title, "path": path, **lang}


def _synonyms(center: HelpCenter, page: GuidePage) -> list[str]:
    """Return the other words for the terms in the title of a guide."""
    wording = center.wording(page.language)
    terms = center.sources.texts[page.language].terms
    title = f" {' '.join(folded_words(page.title))} "
    found: list[str] = []
    for term in terms.under(""):
        own = terms.get(f"{term}.term")
        names = [own.text] if own else []
        names += [*term_words(wording, term, "forms"), *term_words(wording, term, "synonyms")]
        if any(f" {' '.join(folded_words(name))} " in title for name in names):
            found += names
    return list(dict.fromkeys(found))


def sentences(page: GuidePage) -> list[tuple[str, list[str]]]:
    """Return the sentences of a guide by the anchor of what holds them, in its language."""
    return [
        (anchor, _SENTENCE.split(text))
        for block in page.blocks
        for anchor, text, language in _texts(block)
        if language == page.language
    ]


def _texts(block: AnyBlock) -> Iterator[tuple[str, str, str]]:
    """Yield the texts of a block, each with its anchor and the language in which it is written."""
    for head in (block.title, block.intro):
        if head:
            yield block.id, plain(head), block.language
    for id_, text, language in _parts(block):
        yield part_anchor(block.id, id_), text, language


def _parts(block: AnyBlock) -> Iterator[tuple[str, str, str]]:
    match block:
        case Block():
            for item in block.items:
                name = f"{plain(item.name)}: " if item.name else ""
                yield item.id, name + plain(item.content), item.language
        case ConditionsBlock():
            yield from ((each.id, plain(each.met), each.language) for each in block.conditions)
        case TableBlock():
            yield from ((row.id, plain(row.outcome), row.language) for row in block.rows)
        case ExampleBlock():
            yield from ((case.id, plain(case.caption), case.language) for case in block.cases)
