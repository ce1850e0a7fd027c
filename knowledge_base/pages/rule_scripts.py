"""What the scripts of the pages load: rules, words, and all of both for `file:`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from knowledge_base.content.formats import Formats
from knowledge_base.pages.format_patterns import format_patterns
from knowledge_base.pages.rule_words import Words, rule_words
from knowledge_base.pages.scripts import page_script
from rules_engine.compile.javascript import javascript_module, javascript_object

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from knowledge_base.content.center import HelpCenter

# The furniture that decisions are shown with.
_GROUPS = ("answers", "changes", "checker", "decision", "table")


def site_words(center: HelpCenter, language: str) -> Words:
    """Return what the scripts of a language say around rules, and how they write values."""
    site = {
        key: words
        for key, words in center.site(language).items()
        if key.partition(".")[0] in _GROUPS or key == "page.copied"
    }
    return {"language": language, "site": site, "formats": format_patterns(Formats(language))}


def write_rules(site: Path, center: HelpCenter) -> None:
    """Write the checker, every rule and its words in every language below ``site``."""
    rules, parameters = center.ruleset.rules, center.ruleset.parameters
    assets = site / "assets"
    _write(assets / "scripts" / "checker.js", page_script("checker.js"))
    for name, rule in rules.items():
        _write(assets / "rules" / f"{name}.js", javascript_module(rule, parameters))
    compiled = {name: javascript_object(rule, parameters) for name, rule in rules.items()}
    for language in center.languages:
        around = site_words(center, language)
        words = {name: rule_words(center, name, language) for name in rules}
        _write(assets / "checker" / f"{language}.json", _json(around))
        for name, said in words.items():
            _write(assets / "rules" / language / f"{name}.json", _json(said))
        _write(assets / "offline" / f"{language}.js", _bundle(around, words, compiled))


def _bundle(around: Words, words: Mapping[str, Words], compiled: Mapping[str, str]) -> str:
    """Return a script that holds all of a language, for pages that may not fetch."""
    rules = ",".join(f"{json.dumps(name)}:{rule}" for name, rule in compiled.items())
    return (
        f"globalThis.kbOffline={{site:{_json(around)},words:{_json(words)},rules:{{{rules}}}}};\n"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _json(held: object) -> str:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))
