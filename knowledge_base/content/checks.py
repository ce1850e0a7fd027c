"""Every check of guides and texts, one after the other, in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.check_keys import check_keys
from knowledge_base.content.check_prose import check_prose, check_use
from knowledge_base.content.check_references import check_references
from knowledge_base.content.check_structure import check_structure
from knowledge_base.content.languages import SOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.wording import Wording
    from rules_engine.problems import Problem


def check_sources(sources: Sources, wordings: Mapping[str, Wording]) -> list[Problem]:
    """Return everything that is wrong with guides and texts beside the rules.

    Errors would show on a page (a reference that leads nowhere, a block without its rule);
    warnings would not (a text that English stands in for, a word to avoid).
    """
    source = wordings.get(SOURCE)
    if source is None:  # the reader has said so
        return []
    ruleset, as_of = source.ruleset, source.as_of
    return [
        *check_structure(sources, ruleset, as_of),
        *check_keys(sources, ruleset),
        *check_references(wordings),
        *check_prose(wordings),
        *check_use(sources, source),
    ]
