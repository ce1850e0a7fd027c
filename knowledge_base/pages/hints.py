"""The words of the language hint, in front of its script: they are the same on every page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_base.content.center import HelpCenter


def write_hints(site: Path, center: HelpCenter) -> None:
    """Give the script below ``site`` what the hint says in each language, and what dismisses it."""
    words = {
        language: [center.site(language)[f"hint.{key}"] for key in ("text", "dismiss")]
        for language in center.languages
    }
    path = site / "assets" / "scripts" / "hint.js"
    said = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"const kbHints={said};\n{path.read_text('utf-8')}", "utf-8")
