"""What other sites show beside a link: a picture drawn by ``tools/draw_share_pictures``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE

if TYPE_CHECKING:
    from pathlib import Path


def share_picture(docs: Path, language: str) -> str:
    """Return the address of the picture of a language below the site, else of the English one."""
    found = f"assets/images/share-{language}.png"
    return found if (docs / found).is_file() else f"assets/images/share-{SOURCE}.png"


def open_graph_locale(locale: str) -> str:
    """Return a locale with its country, as Open Graph writes it; without one, the likely one.

    >>> open_graph_locale("de_CH"), open_graph_locale("es"), open_graph_locale("ja")
    ('de_CH', 'es_ES', 'ja_JP')
    """
    from babel.core import get_global

    if "_" in locale:
        return locale
    country = get_global("likely_subtags").get(locale, locale).rpartition("_")[2]
    return f"{locale}_{country}" if country != locale else locale
