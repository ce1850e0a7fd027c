"""What a guide's page needs to ask whether it helped: script, address, and which text it was."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from knowledge_base.feedback.opinion import LONGEST_COMMENT, REASONS
from knowledge_base.feedback.revision import text_revision
from knowledge_base.pages.scripts import page_script
from rules_engine.problems import refused

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

    from knowledge_base.content.blocks import GuidePage
    from knowledge_base.content.center import HelpCenter

_SAID = ("noted", "thanks", "offline", "busy", "failed")
_LAYOUT = re.compile(r"\s*\n\s*")

_PATH = re.compile(r"/(?![/\\])[\w.~/-]*", re.ASCII)


def check_address(address: str) -> None:
    """Raise ``ProblemsFound`` where pages may not send to an address.

    Their policy lets them ask their own host alone, so it is a path on it.
    """
    if not _PATH.fullmatch(address):
        message = f"pages cannot send to {address!r}: they may ask their own host alone"
        remedy = "Name a path on it, such as /v1/feedback, and lead that to kb api."
        raise refused("KB905", message, remedy)


def write_feedback(site: Path, center: HelpCenter, theme: Environment) -> None:
    """Write below ``site`` the script of the question for each language, its words in front."""
    template = theme.get_template("partials/feedback-form.html")
    folder = site / "assets" / "feedback"
    folder.mkdir(parents=True, exist_ok=True)
    script = page_script("feedback/feedback.js")
    for language in center.languages:
        words = center.site(language)
        form = template.render(site=words, reasons=REASONS, longest=LONGEST_COMMENT)
        held = {
            "form": _LAYOUT.sub("", form),
            "said": {each: words[f"feedback.{each}"] for each in _SAID},
        }
        said = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{language}.js").write_text(f"const kbFeedback={said};\n{script}", "utf-8")


def feedback_variables(guide: GuidePage | None, address: str | None) -> dict[str, str]:
    """Return the variables of the question; none where it is not asked."""
    if guide is None or address is None:
        return {}
    return {"feedback": address, "revision": text_revision(guide)}
