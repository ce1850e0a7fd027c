"""The page of the team at ``/translations/``: what each language needs, most needed first.

It stands beside the pages of MkDocs, so neither navigation, sitemap nor search knows it. It is in
English: it is about texts of all languages, and who reads it works on the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE, language_name
from knowledge_base.pages.addresses import address, guide_source
from knowledge_base.translation.needs import KINDS, counted, needs
from knowledge_base.translation.standings import review

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2 import Environment

    from knowledge_base.content.center import HelpCenter
    from knowledge_base.translation.needs import Need, NeedKind

# A language that has only begun lacks thousands of texts; the command line lists them all.
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A text that needs somebody; ``link`` leads to the guide that shows it, or is empty."""

    need: Need
    link: str


@dataclass(frozen=True, slots=True)
class LanguageNeeds:
    """What one language needs: the counts, the first rows, and how many more there are."""

    language: str
    name: str
    counts: Mapping[NeedKind, int]
    rows: tuple[Row, ...]
    more: int


def write_translations(site: Path, center: HelpCenter, theme: Environment) -> None:
    """Write the page below ``site``."""
    page = theme.get_template("translations.html").render(
        day=center.as_of.isoformat(),
        source=SOURCE,
        kinds=KINDS,
        languages=language_needs(center),
    )
    path = site / "translations" / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, "utf-8")


def language_needs(center: HelpCenter) -> list[LanguageNeeds]:
    """Return what each language needs, in the order of the site."""
    found = review(center.sources, center.ruleset)
    listed = {each: needs(center.sources, found, each) for each in center.languages}
    return [
        LanguageNeeds(
            language,
            language_name(language),
            counted(needed),
            tuple(Row(need, _link(center, need)) for need in needed[:_SHOWN]),
            max(0, len(needed) - _SHOWN),
        )
        for language, needed in listed.items()
    ]


def _link(center: HelpCenter, need: Need) -> str:
    """Return the link from ``/translations/`` to the place of a text of a guide."""
    folder, _, guide = need.unit.file.partition("/")
    structure = center.sources.structure.guides.get(guide)
    if folder != "guides" or structure is None:
        return ""
    block = need.unit.key.partition(".")[0]
    anchor = f"#{block}" if block in [each.id for each in structure.blocks] else ""
    return f"../{address(guide_source(need.language, structure.section, guide))}{anchor}"
