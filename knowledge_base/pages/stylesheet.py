"""The style sheets of the site as one, small and named by what it holds.

A page asks for one file instead of a dozen, and a browser may keep it for ever: other content has
another name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_FOLDER = "assets/styles"


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """A style sheet at ``path`` below the site."""

    path: str
    content: str

    def write(self, site: Path) -> None:
        """Write the style sheet below ``site``."""
        target = site / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.content, "utf-8")


def joined_sheet(docs: Path, parts: Sequence[str]) -> StyleSheet:
    """Return the sheets ``parts`` below ``docs`` as one.

    They stand in one folder, that of the result, so that what they refer to is found from there.
    """
    import minify

    strays = [part for part in parts if part.rpartition("/")[0] != _FOLDER]
    if strays:
        raise ValueError(f"{', '.join(strays)}: style sheets stand in {_FOLDER}/")
    texts = [(docs / part).read_text("utf-8") for part in parts]
    content = str(minify.string("text/css", "\n".join(texts)))
    name = hashlib.sha256(content.encode()).hexdigest()[:8]
    return StyleSheet(f"{_FOLDER}/site.{name}.css", content)
