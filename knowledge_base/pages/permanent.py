"""Pages that only lead on: permanent addresses, ``/a/<number>/``, and former addresses.

A permanent address goes to the guide in the reader's language. A former one goes to the page that
took its place, in its own language.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils import get_relative_url

from knowledge_base.content.languages import SOURCE, language_name
from knowledge_base.content.published import addresses_of, number_of
from knowledge_base.pages.addresses import address, guide_source, section_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from knowledge_base.content.center import HelpCenter
    from knowledge_base.content.structure import GuideStructure


@dataclass(frozen=True, slots=True)
class Target:
    """A page that is led to, by a link relative to the page that leads on.

    Where English stands in for a translation, ``title_language`` is English, and ``canonical`` the
    address of the English page; it is relative to the root of the site.
    """

    language: str
    name: str
    title: str
    title_language: str
    link: str
    canonical: str


def write_permanent(site: Path, center: HelpCenter, site_url: str, theme: Environment) -> None:
    """Write below ``site`` a page at each permanent and each former address.

    They stand beside the pages of MkDocs, so neither navigation, sitemap nor search knows them.
    """
    template = theme.get_template("permanent.html")
    for here, language, targets in _leading_on(center):
        own = next(each for each in targets if each.language == language)
        page = template.render(
            site=center.site(language),
            around=center.furniture_language(language),
            root=f"{get_relative_url('', here)}/",
            moved=not here.startswith("a/"),
            own=own,
            canonical=site_url + own.canonical,
            targets=targets,
        )
        path = site / here / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, "utf-8")


def _leading_on(center: HelpCenter) -> Iterator[tuple[str, str, list[Target]]]:
    """Yield each address that leads on, the language of its page, and where it leads."""
    structure = center.sources.structure
    for guide in structure.guides.values():
        for each in addresses_of(guide):
            if each == guide.path:
                continue
            if number_of(each) is not None:
                here = f"{each}/"
                targets = [_guide(center, guide, language, here) for language in center.languages]
                yield here, SOURCE, targets
                continue
            for language in center.languages:
                here = address(f"{language}/{each}.md")
                yield here, language, [_guide(center, guide, language, here)]
    for old, new in structure.former_sections.items():
        for language in center.languages:
            here = address(section_source(language, old))
            yield here, language, [_section(center, new.id, language, here)]


def _guide(center: HelpCenter, guide: GuideStructure, language: str, here: str) -> Target:
    page = center.page(guide.id, language)
    written, there = (
        address(guide_source(each, guide.section, guide.id))
        for each in (page.text_language, language)
    )
    link = get_relative_url(there, here)
    return Target(language, language_name(language), page.title, page.text_language, link, written)


def _section(center: HelpCenter, section: str, language: str, here: str) -> Target:
    there = address(section_source(language, section))
    title, link = center.section_title(section, language), get_relative_url(there, here)
    written_in = center.furniture_language(language)
    written = address(section_source(written_in, section))
    return Target(language, language_name(language), title, written_in, link, written)
