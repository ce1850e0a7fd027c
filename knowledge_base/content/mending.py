"""Mending a text file: what is safe, and nothing more."""

from __future__ import annotations

from knowledge_base.content.file_faults import mended
from knowledge_base.content.file_lines import file_faults

# One fault can hide another on its line, as a tab does before an unquoted text.
_ROUNDS = 4


def mend(source: str) -> str:
    """Return a text file with every fault mended that can be meant in one way only.

    All other characters stay as they are.
    """
    for _ in range(_ROUNDS):
        text = mended(source, file_faults(source)).text
        if text == source:
            break
        source = text
    return source
