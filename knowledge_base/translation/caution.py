"""What an editor says of a text that is no longer sure to say what its source says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.references import parse
from knowledge_base.content.units import Unit
from knowledge_base.translation.written_markdown import markdown

if TYPE_CHECKING:
    from knowledge_base.translation.standings import Review


@dataclass(frozen=True, slots=True)
class Caution:
    """Why a text is to be looked at: in a line, and with the English text that it was made from."""

    line: str
    hover: str


def caution_of(review: Review, language: str, name: str, key: str) -> Caution | None:
    """Return why a text is to be looked at, or None where it is current."""
    unit = Unit(name, key)
    standing = review.standings[language].get(unit)
    if standing is None:
        return None
    lines: list[str] = []
    if standing.stale:
        lines.append(f"The English text changed since this was translated ({standing.stale}).")
    if standing.verify:
        rules = ", ".join(standing.verify)
        lines.append(f"What {rules} decides has changed: verify that this still holds.")
    if standing.machine:
        lines.append("Translated by machine, accepted by nobody yet.")
    line = " ".join(lines)
    if not standing.stale:
        return Caution(line, f"**{line}**")
    before = markdown(parse(review.entries[language][unit].text)[0]).replace("\n", "\n> ")
    return Caution(line, f"**{line}** It was:\n\n> {before}")
