"""The folder of the generated schemas: written where something changed, cleared of what is stale.

``.schemas/de/guides/security/enable-two-factor.json`` serves the text file of the same path.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_base.content.center import HelpCenter
from knowledge_base.content.editor_lines import SCHEMA_FOLDER, schema_path
from knowledge_base.content.languages import SOURCE
from knowledge_base.content.sources import read_sources
from knowledge_base.translation.editor_schema import editor_schemas
from knowledge_base.translation.standings import review
from rules_engine.problems import ProblemsFound
from rules_engine.ruleset import load_rules

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from knowledge_base.translation.editor_schema import Schema
    from knowledge_base.translation.standings import Review


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping the schemas of some languages came to, in files."""

    written: int
    removed: int
    unchanged: int


def keep_schemas(root: Path, as_of: date, languages: Collection[str] | None = None) -> Kept:
    """Write the schemas of the languages (all when None), with values as of a day.

    Raises ``ProblemsFound`` where structure, rules or English cannot be read; then all schemas stay
    as they are. What is wrong in a translation is no hindrance: its schemas help to mend it.
    """
    sources, problems = read_sources(root, languages)
    of_source = ("docs/guides/", f"docs/{SOURCE}/")
    hindering = [each for each in problems if each.path.startswith(of_source)]
    if any(each.severity == "error" for each in hindering):
        raise ProblemsFound(hindering)
    center = HelpCenter(sources, load_rules(root / "rules"), as_of)
    reviewed = _review(center)
    chosen = center.languages if languages is None else tuple(languages)
    kept = [_keep_language(root, center, language, reviewed) for language in chosen]
    gone = 0 if languages else _remove_other_languages(root, chosen)
    return Kept(
        sum(each.written for each in kept),
        sum(each.removed for each in kept) + gone,
        sum(each.unchanged for each in kept),
    )


def _review(center: HelpCenter) -> Review | None:
    """Return how current the texts are, or None where the state of them cannot be read."""
    try:
        return review(center.sources, center.ruleset)
    except ProblemsFound:  # ``kb check`` says why
        return None


def _keep_language(root: Path, center: HelpCenter, language: str, reviewed: Review | None) -> Kept:
    folder = root / SCHEMA_FOLDER / language
    before = set(folder.rglob("*.json"))
    written = 0
    expected: set[Path] = set()
    for name, schema in editor_schemas(center, language, reviewed):
        path = root / schema_path(f"{language}/{name}")
        expected.add(path)
        written += _write(path, schema)
    stale = before - expected
    _remove(stale, folder)
    return Kept(written, len(stale), len(expected) - written)


def _write(path: Path, schema: Schema) -> bool:
    """Write a schema beside its place and rename it, unless it stands there already."""
    content = json.dumps(schema, ensure_ascii=False).encode()
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return True


def _remove_other_languages(root: Path, languages: tuple[str, ...]) -> int:
    """Remove the schemas of languages that are gone; return how many there were."""
    folder = root / SCHEMA_FOLDER
    gone = {
        path
        for path in folder.rglob("*.json")
        if path.relative_to(folder).parts[0] not in languages
    }
    _remove(gone, folder)
    return len(gone)


def _remove(paths: set[Path], folder: Path) -> None:
    """Remove files, and the folders below ``folder`` that they leave empty."""
    for path in paths:
        path.unlink(missing_ok=True)
        for parent in path.parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()
