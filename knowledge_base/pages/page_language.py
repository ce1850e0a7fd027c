"""In which language a page is written, and which one stands around its texts.

Under ``/pt/`` a guide may be English among Portuguese furniture, and all of ``/nl/`` be English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE
from knowledge_base.pages.html import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge_base.content.center import HelpCenter


def page_language(
    center: HelpCenter, language: str, *, guide: str | None = None, rule: str | None = None
) -> str:
    """Return the language of a guide, of the page of a rule, or of one made of furniture.

    It is English where that stands in: such a page is no translation, whatever its address says.
    """
    if guide is not None:
        return center.page(guide, language).text_language
    if rule is not None:
        return center.words(rule, language).language
    return center.furniture_language(language)


def page_place(center: HelpCenter, language: str, link: Callable[[str], str]) -> Place:
    """Return the place of the blocks of a page; ``link`` leads from it to a guide."""
    source = Place(SOURCE, center.site(SOURCE), link)
    return Place(center.furniture_language(language), center.site(language), link, source)
