"""The Markdown of every page of the site, and the navigation over them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge_base.pages.addresses import (
    changes_source,
    desk_source,
    guide_links,
    guide_source,
    home_source,
    section_source,
)
from knowledge_base.pages.changes import changes_markdown
from knowledge_base.pages.markdown import TOP, front_matter, guide_markdown, heading
from knowledge_base.pages.page_language import page_place
from knowledge_base.pages.rule_pages import rule_sources

if TYPE_CHECKING:
    from knowledge_base.content.center import HelpCenter

HELP = "support-and-vip-codes"  # who is stuck needs the code that this guide explains
_TOP_TASKS = 6


def shown_sections(center: HelpCenter) -> list[str]:
    """Return the sections that hold a guide; the others are not shown."""
    return [section for section, guides in center.sections.items() if guides]


def top_tasks(center: HelpCenter) -> list[str]:
    """Return the most needed guides: each section in turn gives its next one."""
    sections = list(center.sections.values())
    longest = max((len(guides) for guides in sections), default=0)
    found = [guides[turn] for turn in range(longest) for guides in sections if turn < len(guides)]
    return found[:_TOP_TASKS]


def page_sources(center: HelpCenter) -> dict[str, str]:
    """Return the Markdown of every page by its source path."""
    found: dict[str, str] = {}
    for language in center.languages:
        site = center.site(language)
        found[home_source(language)] = _page("home.html", site["home.title"], site["home.tagline"])
        found[desk_source(language)] = _page("desk.html", site["desk.title"], site["desk.lead"])
        found |= rule_sources(center, language)
        found[changes_source(language)] = changes_markdown(center, language)
        for section in shown_sections(center):
            name, about = site[f"sections.{section}.name"], site[f"sections.{section}.description"]
            source = section_source(language, section)
            found[source] = _page("section.html", name, about, section=section)
            for guide in center.sections[section]:
                source = guide_source(language, section, guide)
                place = page_place(center, language, guide_links(center, language, source))
                found[source] = guide_markdown(center.page(guide, language), place)
    return found


def _page(template: str, title: str, description: str, **meta: object) -> str:
    """Return a page whose template shows all there is below the title."""
    held = front_matter({"template": template, "description": description, **meta})
    return f"{held}\n\n{heading(1, title, TOP)}\n"


def navigation(center: HelpCenter, language: str) -> list[Any]:
    """Return the navigation of a language in the form of ``nav`` in mkdocs.yml."""
    nav: list[Any] = [{center.site(language)["home.title"]: home_source(language)}]
    for section in shown_sections(center):
        guides: list[Any] = [section_source(language, section)]
        guides += [
            {center.title(guide, language): guide_source(language, section, guide)}
            for guide in center.sections[section]
        ]
        nav.append({center.section_title(section, language): guides})
    return nav
