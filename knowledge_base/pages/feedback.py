"""What a guide's page needs to ask whether it helped: where to send it, and which text it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_base.feedback.codes import refused
from knowledge_base.feedback.revision import text_revision

if TYPE_CHECKING:
    from knowledge_base.content.blocks import GuidePage

_PATH = re.compile(r"/(?![/\\])[\w.~/-]*", re.ASCII)


def check_address(address: str) -> None:
    """Raise ``ProblemsFound`` where pages may not send to an address.

    Their policy lets them ask their own host alone, so it is a path on it.
    """
    if not _PATH.fullmatch(address):
        message = f"pages cannot send to {address!r}: they may ask their own host alone"
        remedy = "Name a path on it, such as /v1/feedback, and lead that to kb api."
        raise refused("KB905", message, remedy)


def feedback_variables(guide: GuidePage | None, address: str | None) -> dict[str, str]:
    """Return the variables of the question; none where it is not asked."""
    if guide is None or address is None:
        return {}
    return {"feedback": address, "revision": text_revision(guide)}
