"""JSON-LD of a guide, in the vocabulary of schema.org.

Steps are a ``HowTo``, a rule that a page without steps shows is a question with its answer, and
every page stands at the end of breadcrumbs. Sections of a page are named by their heading and
address: what they say stands on the page itself, and a page is light.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from knowledge_base.content.blocks import Block, ConditionsBlock, TableBlock, languages_of, plain
from knowledge_base.pages.machines.twins import spoken

if TYPE_CHECKING:
    from knowledge_base.content.blocks import AnyBlock, GuidePage
    from knowledge_base.content.center import HelpCenter

# Characters that could end a script element or a line of old parsers.
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def guide_data(center: HelpCenter, page: GuidePage, url: str, crumbs: list[tuple[str, str]]) -> str:
    """Return the JSON-LD of a guide at ``url``; ``crumbs`` are (name, full address) above it."""
    # In a page of two languages only parts in that of the page are named.
    own = [each for each in page.blocks if languages_of(each) == {page.text_language}]
    steps = [each for each in own if isinstance(each, Block) and each.kind == "steps"]
    about = {
        "name": page.title,
        "inLanguage": page.text_language,
        "url": url,
        "dateModified": page.reviewed.isoformat(),
    }
    questions = _questions(center, page, own)
    main: dict[str, object]
    if steps:
        main = {"@type": "HowTo", **about, "step": [_section(each, page) for each in steps]}
    elif questions:
        main = {"@type": "FAQPage", **about, "mainEntity": questions}
    else:
        headline = {"headline": about.pop("name")}
        main = {"@type": "TechArticle", **headline, **about}
    graph = [main, _breadcrumbs(crumbs, page.title)]
    return _script({"@context": "https://schema.org", "@graph": graph})


def _section(block: Block, page: GuidePage) -> dict[str, object]:
    text = plain(block.title) if block.title else page.title
    return {"@type": "HowToStep", "text": text, "url": f"#{block.id}"}  # of this page


def _questions(
    center: HelpCenter, page: GuidePage, blocks: list[AnyBlock]
) -> list[dict[str, object]]:
    shown: list[AnyBlock] = []
    found: list[dict[str, object]] = []
    for block in blocks:
        if isinstance(block, ConditionsBlock | TableBlock) and block not in shown:
            shown.append(block)
            question = center.words(block.rule, page.text_language).question.inline
            answer = {"@type": "Answer", "text": spoken(block)}
            found.append({"@type": "Question", "name": plain(question), "acceptedAnswer": answer})
    return found


def _breadcrumbs(crumbs: list[tuple[str, str]], title: str) -> dict[str, object]:
    """Return what stands above a page, and the page itself: it needs no address on itself."""
    items: list[dict[str, object]] = [
        {"@type": "ListItem", "position": at, "name": name, "item": address}
        for at, (name, address) in enumerate(crumbs, 1)
    ]
    items.append({"@type": "ListItem", "position": len(crumbs) + 1, "name": title})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _script(data: dict[str, object]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(_ESCAPED.get(char, char) for char in text)
