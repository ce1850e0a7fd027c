"""The texts that a person names on a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_base.content.languages import SOURCE
from knowledge_base.content.units import files_of, units
from rules_engine.problems import near, refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge_base.content.sources import Sources
    from knowledge_base.content.units import Unit


def selected(sources: Sources, name: str, keys: Sequence[str] = ()) -> tuple[Unit, ...]:
    """Return the texts that ``name`` and ``keys`` mean, in the order of the site.

    ``name`` is a guide (with the words of its rules), a rule, a file such as labels, or one text as
    ``kb translate status`` lists it. A key means the text with it, or all below it; without keys
    all texts are meant. Raises ``ProblemsFound`` where a name or a key means none.
    """
    name, _, key = name.partition("#")
    files = files_of(sources, name)
    known = [unit for unit in units(sources) if unit.file in files]
    asked = [key, *keys] if key else keys
    if not asked:
        return tuple(known)
    found: set[Unit] = set()
    for each in asked:
        below = [unit for unit in known if _means(each, unit)]
        if not below:
            keys_near = near(each, [unit.key for unit in known])
            raise refused(
                "KB283",
                f"{files[0]} has no text {each!r} in {SOURCE}.{keys_near}",
                "Name the key as it stands in the file, with dots between its parts.",
                each,
            )
        found.update(below)
    return tuple(unit for unit in known if unit in found)


def _means(asked: str, unit: Unit) -> bool:
    return asked in (unit.key, str(unit)) or unit.key.startswith(f"{asked}.")
