"""Texts that a check of their words leaves alone, each with the reason why.

A guide names its own under ``exempt`` in its structure; those of rules and other files stand in
``docs/guides/exempt.yml`` under the name of the file (``rules/add-user``, ``site``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from knowledge_base.content.places import Place, place_of
from rules_engine.problems import near
from rules_engine.reading import nodes
from rules_engine.reading.schema import check_schema
from rules_engine.reading.strict_yaml import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from knowledge_base.content.text_files import TextFile
    from rules_engine.problems import Problem

# What a text may be exempt from: typed values, and the three comparisons of the second reading,
# and terms that it has to use.
ExemptFrom = Literal["typed", "numbers", "negation", "strength", "term"]


@dataclass(frozen=True, slots=True)
class Exempt:
    """One text of the file called ``file`` and one check that leaves it alone."""

    file: str
    key: str
    what: ExemptFrom
    reason: str
    place: Place


def read_exempts(node: nodes.Node | None, file: str, whole: Place) -> tuple[Exempt, ...]:
    """Return the exempts of one text file: ``<key>: {<what>: "reason"}``."""
    if not isinstance(node, nodes.Mapping):
        return ()
    return tuple(
        Exempt(file, key.text, cast("ExemptFrom", what.text), reason.text, place_of(key, whole))
        for key, checks in node.items()
        if isinstance(checks, nodes.Mapping)
        for what, reason in checks.items()
        if isinstance(reason, nodes.Scalar)
    )


def read_exempt_file(path: Path, shown: str, schema: Path) -> tuple[list[Exempt], list[Problem]]:
    """Return the exempts of all files that have no structure, and the problems found."""
    if not path.exists():
        return [], []
    root, problems = read_file(path, shown)
    if root is not None and not problems:
        problems = check_schema(root, schema, shown)
    if problems or not isinstance(root, nodes.Mapping):
        return [], problems
    whole = Place(path, shown, 1, 1)
    return [each for key, node in root.items() for each in read_exempts(node, key.text, whole)], []


class Exempts:
    """Tells whether a text is exempt, and remembers which exempts were of use."""

    def __init__(self, exempts: Iterable[Exempt]) -> None:
        self._exempts = {(each.file, each.key, each.what): each for each in exempts}
        self._used: set[tuple[str, str, str]] = set()

    def cover(self, file: str, key: str, what: ExemptFrom) -> bool:
        """Return whether something that was found in a text is to be left alone."""
        found = (file, key, what) in self._exempts
        if found:
            self._used.add((file, key, what))
        return found

    def unused(self, files: Mapping[str, TextFile]) -> Iterator[Problem]:
        """Yield, as warnings, exempts that exempt nothing; ``files`` are those of the source."""
        for identity, each in self._exempts.items():
            if identity in self._used:
                continue
            texts = files[each.file].texts if each.file in files else {}
            if each.file not in files:
                message = f"there is no file of texts {each.file!r}.{near(each.file, files)}"
            elif each.key not in texts:
                message = f"{each.file} has no text {each.key!r}.{near(each.key, texts)}"
            else:
                message = f"nothing is found in {each.key!r} that {each.what!r} would exempt"
            yield each.place.problem(
                "KB244", message, "Correct the id, or take the exempt out.", severity="warning"
            )
