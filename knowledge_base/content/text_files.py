"""Text files: strings under ids, read into one flat mapping of dotted keys.

``docs/de/guides/organization/add-user.yml`` and ``docs/de/labels.yml`` differ only in the keys that
are expected in them, so both are read by the same few lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.places import Place
from knowledge_base.content.references import parse
from knowledge_base.content.written import Written
from rules_engine.reading import nodes
from rules_engine.reading.strict_yaml import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from rules_engine.problems import Problem


@dataclass(frozen=True, slots=True)
class SourceText:
    """One translatable string: as written, parsed, and where it stands."""

    text: str
    written: Written
    place: Place


@dataclass(frozen=True, slots=True)
class TextFile:
    """The texts of one file by dotted key, such as ``switch.choose``."""

    place: Place
    texts: Mapping[str, SourceText]

    @property
    def exists(self) -> bool:
        """Whether there is such a file; a language may lack it."""
        return self.place.line > 0

    def get(self, key: str) -> SourceText | None:
        """Return the text under a dotted key, or None."""
        return self.texts.get(key)

    def under(self, prefix: str) -> list[str]:
        """Return the ids that follow ``prefix.`` in the order of the file, each once."""
        start = f"{prefix}." if prefix else ""
        found = [key[len(start) :].split(".")[0] for key in self.texts if key.startswith(start)]
        return list(dict.fromkeys(found))


def read_texts(path: Path, shown: str) -> tuple[TextFile, list[Problem]]:
    """Return the texts of a file (none where it cannot be read) and the problems found."""
    root, problems = read_file(path, shown)
    whole = Place(path, shown, 1, 1)
    texts: dict[str, SourceText] = {}
    if isinstance(root, nodes.Mapping):
        _collect(root, "", whole, texts, problems)
    elif root is not None:
        problems.append(
            whole.problem("KB206", "a text file is a mapping of ids to texts", 'Write id: "text".')
        )
    return TextFile(whole, texts), problems


def _collect(
    node: nodes.Mapping,
    prefix: str,
    whole: Place,
    texts: dict[str, SourceText],
    problems: list[Problem],
) -> None:
    for key, value in node.items():
        name = f"{prefix}{key.text}"
        place = Place(whole.path, whole.shown, value.line, value.column)
        if isinstance(value, nodes.Mapping):
            _collect(value, f"{name}.", whole, texts, problems)
        elif isinstance(value, nodes.Sequence):
            problems.append(
                place.problem(
                    "KB206",
                    f"{name!r} is a list; texts stand under ids",
                    "Give each text an id of its own.",
                )
            )
        elif value.plain or not value.text.strip():
            what = "is empty" if not value.text.strip() else "is not quoted"
            problems.append(
                place.problem("KB206", f"the text {name!r} {what}", "Write it in double quotes.")
            )
        else:
            written, faults = parse(value.text)
            texts[name] = SourceText(value.text, written, place)
            problems.extend(
                place.problem(each.code, each.message, each.remedy, offset=each.offset)
                for each in faults
            )
