"""Where pages stand: the source path that MkDocs knows them by, and their address on the site.

English stands at the root, every other language below its own code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.utils import get_relative_url

from knowledge_base.content.languages import SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge_base.content.center import HelpCenter


def home_source(language: str) -> str:
    """Return the source path of the home page."""
    return f"{language}/index.md"


def section_source(language: str, section: str) -> str:
    """Return the source path of a section page."""
    return f"{language}/{section}/index.md"


def guide_source(language: str, section: str, guide: str) -> str:
    """Return the source path of a guide."""
    return f"{language}/{section}/{guide}.md"


def desk_source(language: str) -> str:
    """Return the source path of the agents' desk."""
    return f"{language}/agents.md"


def rules_source(language: str) -> str:
    """Return the source path of the list of all rules."""
    return f"{language}/rules/index.md"


def rule_source(language: str, rule: str) -> str:
    """Return the source path of a rule."""
    return f"{language}/rules/{rule}.md"


def changes_source(language: str) -> str:
    """Return the source path of the page of what changed."""
    return f"{language}/changes.md"


def rule_link(here: str, language: str, rule: str) -> str:
    """Return the link from the page with the source path ``here`` to a rule."""
    return get_relative_url(address(rule_source(language, rule)), address(here))


def address(source: str) -> str:
    """Return the address of a source path, relative to the root of the site.

    >>> address("en/index.md"), address("fr/index.md"), address("de/billing/refund.md")
    ('', 'fr/', 'de/billing/refund/')
    """
    language, _, path = source.partition("/")
    path = path.removesuffix(".md")
    path = path.removesuffix("index") if path.endswith(("/index", "index")) else f"{path}/"
    return path if language == SOURCE else f"{language}/{path}"


def in_language(source: str, language: str) -> str:
    """Return the source path of the same page in another language."""
    return f"{language}/{source.partition('/')[2]}"


def guide_links(center: HelpCenter, language: str, page: str) -> Callable[[str], str]:
    """Return a function from a guide's id to the link that leads to it from ``page``."""
    sections = {guide: section for section, held in center.sections.items() for guide in held}

    def link(guide: str) -> str:
        target = address(guide_source(language, sections[guide], guide))
        return get_relative_url(target, address(page))

    return link
