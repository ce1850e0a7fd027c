"""Every check of guides and texts, one after the other, in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.check_addresses import check_addresses
from knowledge_base.content.check_keys import check_keys
from knowledge_base.content.check_prose import check_prose, check_use
from knowledge_base.content.check_reading import check_reading
from knowledge_base.content.check_references import check_references, shown_files
from knowledge_base.content.check_structure import check_structure
from knowledge_base.content.check_terms import check_terms
from knowledge_base.content.exempts import Exempts, read_exempt_file
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.structure_files import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.standing import Standings
    from knowledge_base.content.wording import Wording
    from rules_engine.problems import Problem


def check_sources(
    sources: Sources, wordings: Mapping[str, Wording], standings: Standings
) -> list[Problem]:
    """Return everything that is wrong with guides and texts beside the rules.

    Errors would show on a page (a reference that leads nowhere, a language that says something
    else); warnings would not (a text that English stands in for, a word to avoid).
    """
    source = wordings.get(SOURCE)
    if source is None:  # the reader has said so
        return []
    ruleset, as_of = source.ruleset, source.as_of
    exempts, problems = read_all_exempts(sources)
    return [
        *problems,
        *check_structure(sources, ruleset, as_of),
        *check_addresses(sources),
        *check_keys(sources, ruleset),
        *check_references(wordings),
        *check_prose(sources, wordings, exempts),
        *check_terms(wordings, exempts),
        *check_reading(sources, exempts, standings),
        *check_use(sources, source),
        *exempts.unused(dict(shown_files(source.texts))),
    ]


def read_all_exempts(sources: Sources) -> tuple[Exempts, list[Problem]]:
    """Return the exempts of guides and of files without a structure, and the problems found."""
    path = sources.docs / "guides" / "exempt.yml"
    shown = path.relative_to(sources.docs.parent).as_posix()
    others, problems = read_exempt_file(path, shown, SCHEMAS / "exempt.schema.json")
    own = [each for guide in sources.structure.guides.values() for each in guide.exempts]
    return Exempts([*own, *others]), problems
