"""A guide as the Markdown that MkDocs reads: headings with fixed anchors, bodies as HTML.

Headings are Markdown because MkDocs makes the table of contents from them; everything below a
heading is finished HTML, which Python-Markdown passes through untouched.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING

from knowledge_base.content.blocks import (
    Block,
    ConditionsBlock,
    ExampleBlock,
    TableBlock,
    languages_of,
    plain,
)
from knowledge_base.content.doubts import HEAD
from knowledge_base.content.languages import SOURCE
from knowledge_base.pages.html import Place, body, checker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_base.content.blocks import AnyBlock, GuidePage
    from knowledge_base.content.standing import Doubt

# No block can have this id: those of authors hold no underscore.
TOP = "_top"
# ASCII punctuation is all that Markdown and HTML give a meaning to.
_MARKUP = re.compile(r"[!-/:-@\[-`{-~]")
# A no-break space is no layout.
_SPACES = re.compile(r"[ \t\r\n]+")


def guide_markdown(page: GuidePage, place: Place) -> str:
    """Return a guide; its front matter tells the theme what is not part of the text."""
    meta: dict[str, object] = {
        "template": "guide.html",
        "description": plain(page.summary),
        "guide": page.id,
    }
    parts = [front_matter(meta), heading(1, page.title, TOP)]
    checked = _checked(page.blocks)
    spoken = {page.text_language}.union(*(languages_of(block) for block in page.blocks))
    if page.language not in spoken:  # one note says so of all of it
        parts.append(fallback_note("page", place.site))
    elif page.text_language != page.language:
        parts.append(fallback_note("parts", place.site))
    doubts = doubts_to_tell(page)
    if HEAD in doubts:
        parts.append(doubt_note(doubts[HEAD], place.site))
    for block in page.blocks:
        noted = page.language in spoken and page.language != SOURCE
        note = _fallback(block, place) if noted else ""
        if block.id in doubts:
            note += doubt_note(doubts[block.id], place.site)
        parts.append(_block(block, place, block.id in checked, note))
    return "\n\n".join(parts) + "\n"


def fallback_note(what: str, site: Mapping[str, str]) -> str:
    """Return the note that English stands in: for the whole ``page``, for a part, or ``parts``."""
    key = "english-only" if what == "part" else f"english-{what}"
    return f'<p class="kb-fallback">{escape(site[f"page.{key}"])}</p>'


def doubts_to_tell(page: GuidePage) -> Mapping[str, Doubt]:
    """Return what is said of which block; where all of a page is a machine's, it is said once."""
    everywhere = len(page.doubts) == len(page.blocks) + 1
    if everywhere and set(page.doubts.values()) == {"machine"}:
        return {HEAD: "machine"}
    return page.doubts


def doubt_note(doubt: Doubt, site: Mapping[str, str]) -> str:
    """Return the note for readers that a text is not to be relied on as others are."""
    return f'<p class="kb-fallback">{escape(site[f"page.{doubt}"])}</p>'


def _checked(blocks: tuple[AnyBlock, ...]) -> set[str]:
    """Return the blocks that have a checker below them: one for each rule that the page shows."""
    found: dict[str, str] = {}
    for kinds in (ConditionsBlock | TableBlock, ExampleBlock):
        for block in blocks:
            if isinstance(block, kinds):
                found.setdefault(block.rule, block.id)
    return set(found.values())


def _fallback(block: AnyBlock, place: Place) -> str:
    """Return the note that a block is not translated, or nothing."""
    spoken = languages_of(block)
    if SOURCE not in spoken:
        return ""
    return fallback_note("part" if len(spoken) == 1 else "parts", place.site)


def _block(block: AnyBlock, place: Place, checked: bool, note: str) -> str:
    """Return a block, ``note`` before all that it holds."""
    held = note + body(block, place)
    if checked and not isinstance(block, Block):
        held += checker(block.rule, place)
    if block.title is None:
        return f'<div class="kb-block" id="{block.id}">{held}</div>'
    head = heading(2, plain(block.title), block.id, place.lang(block.language))
    return f'{head}\n\n<div class="kb-block">{held}</div>'


def heading(level: int, words: str, anchor: str, lang: str = "") -> str:
    """Return a Markdown heading with a fixed anchor; nothing in ``words`` is read as markup.

    >>> heading(2, "Leave *now*", "leave")
    '## Leave &#42;now&#42; {#leave}'
    """
    flat = _SPACES.sub(" ", words).strip()
    escaped = _MARKUP.sub(lambda found: f"&#{ord(found[0])};", flat)
    return f"{'#' * level} {escaped} {{#{anchor}{lang}}}"


def front_matter(meta: Mapping[str, object]) -> str:
    """Return a front matter; JSON strings are YAML too, whatever they hold."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    return "\n".join(["---", *lines, "---"])
