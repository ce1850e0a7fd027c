"""What the scripts of the pages load: rules, words, and all of both for `file:`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from knowledge_base.content.formats import Formats
from knowledge_base.pages.format_patterns import format_patterns
from knowledge_base.pages.rule_words import rule_words

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_base.content.center import HelpCenter

# The furniture that decisions are shown with.
_GROUPS = ("answers", "changes", "checker", "decision", "table")


def site_words(center: HelpCenter, language: str) -> dict[str, Any]:
    """Return what the scripts of a language say around rules, and how they write values."""
    site = {
        key: words
        for key, words in center.site(language).items()
        if key.partition(".")[0] in _GROUPS
    }
    return {"language": language, "site": site, "formats": format_patterns(Formats(language))}


def write_words(site: Path, center: HelpCenter) -> None:
    """Write the words of every rule and language below the folder of a built site."""
    for language in center.languages:
        folder = site / "assets" / "rules" / language
        folder.mkdir(parents=True, exist_ok=True)
        for rule in center.ruleset.rules:
            words = _json(rule_words(center, rule, language))
            (folder / f"{rule}.json").write_text(words, encoding="utf-8")
        said = site / "assets" / "checker" / f"{language}.json"
        said.parent.mkdir(parents=True, exist_ok=True)
        said.write_text(_json(site_words(center, language)), encoding="utf-8")


def _json(held: object) -> str:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))
