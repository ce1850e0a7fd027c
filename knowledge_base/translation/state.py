"""What the tool remembers of each text: ``docs/<language>/.state.json``, never written by hand.

One entry a line, sorted by text, so that two branches that translate other texts merge by
themselves and a reader of a change sees which text it is about.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

from knowledge_base.content.standing import Level
from knowledge_base.content.units import Unit
from rules_engine.problems import Problem, ProblemsFound

STATE_FILE = ".state.json"


class Entry(NamedTuple):
    """What a text was made from, and what it was when that was written down.

    ``translation`` is the hash of the text itself. In a translation ``source`` is the hash of the
    English text it was made from and ``text`` that text; in English both are empty.
    ``level`` is what the author of a change said of it, ``judged`` the English text up to which
    the author looked. ``logic`` holds, for each rule that the text depends on, the digest of its
    logic that the text was read beside. ``origin`` is ``machine`` until somebody accepts or edits
    the text; ``reason`` is why somebody accepted it as it is, or gave the level.

    No dataclass: thousands are read before anything is shown.
    """

    translation: str
    source: str = ""
    text: str = ""
    level: Level | None = None
    judged: str = ""
    logic: Mapping[str, str] = MappingProxyType({})
    origin: Literal["machine"] | None = None
    reason: str = ""


Entries = Mapping[Unit, Entry]

# In the order in which a line has them: short ones first, texts last.
_FIELDS = ("source", "translation", "origin", "logic", "level", "reason", "judged", "text")
_NAMES = frozenset(_FIELDS)
_TEXT = {str}
_ALLOWED = {"level": get_args(Level), "origin": ("machine",)}


def state_path(docs: Path, language: str) -> Path:
    """Return the file that holds the state of a language."""
    return docs / language / STATE_FILE


def read_state(docs: Path, language: str) -> dict[Unit, Entry]:
    """Return the entries of a language, none where it has no file.

    Raises ``ProblemsFound`` for a file that cannot be read, such as one with a conflict in it.
    """
    path = state_path(docs, language)
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, docs, 0, str(error)) from None
    try:
        loaded = json.loads(content)
    except json.JSONDecodeError as error:
        raise _unreadable(path, docs, error.lineno, error.msg) from None
    if not isinstance(loaded, dict):
        raise _unreadable(path, docs, 1, "not a map of texts")
    if len(content.splitlines()) > len(loaded) + 2 and (twice := _standing_twice(content)):
        raise _unreadable(path, docs, 0, f"{twice} stands twice")
    found: dict[Unit, Entry] = {}
    for line, (name, held) in enumerate(loaded.items(), start=2):
        if not _is_entry(held):
            raise _unreadable(path, docs, line, f"{name} is no entry")
        file, _, key = name.partition("#")
        found[Unit(file, key)] = Entry(**held)
    return found


def write_state(docs: Path, language: str, entries: Entries) -> bool:
    """Write the entries of a language; return whether that changed the file.

    Written beside and renamed. A file that is the same already is left alone.
    """
    path = state_path(docs, language)
    lines = [f"{_json(str(unit))}: {_json(_held(entries[unit]))}" for unit in sorted(entries)]
    content = "{\n" + ",\n".join(lines) + "\n}\n" if lines else "{}\n"
    if path.exists() and path.read_text(encoding="utf-8") == content:
        return False
    beside = path.with_name(f"{STATE_FILE}.part")
    try:
        beside.write_text(content, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return True


def _held(entry: Entry) -> dict[str, object]:
    held = {name: getattr(entry, name) for name in _FIELDS}
    found: dict[str, object] = {name: value for name, value in held.items() if value}
    if entry.logic:
        found["logic"] = dict(sorted(entry.logic.items()))
    return found


def _is_entry(held: Any) -> bool:
    """Return whether a value of the file has the form of an entry."""
    if not isinstance(held, dict) or "translation" not in held or not _NAMES.issuperset(held):
        return False
    if set(map(type, held.values())) == _TEXT and _ALLOWED.keys().isdisjoint(held):
        return True  # nearly always
    for name, value in held.items():
        if name == "logic":
            if not isinstance(value, dict) or not _all_texts(value):
                return False
        elif not isinstance(value, str) or value not in _ALLOWED.get(name, (value,)):
            return False
    return True


def _all_texts(held: dict[str, object]) -> bool:
    return all(isinstance(each, str) for each in held.values())


def _standing_twice(content: str) -> str | None:
    """Return the text that has two lines, as a merge leaves it, or None."""
    twice: list[str] = []

    def note(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        names = [name for name, _ in pairs] if len(found) < len(pairs) else []
        twice.extend(name for name in names if names.count(name) > 1)
        return found

    json.loads(content, object_pairs_hook=note)
    return twice[0] if twice else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _unreadable(path: Path, docs: Path, line: int, why: str) -> ProblemsFound:
    shown = path.relative_to(docs.parent).as_posix()
    remedy = (
        "Resolve the conflict: keep one line for each text. Or take the file of the last commit. "
        "Then run: kb translate record"
    )
    return ProblemsFound([
        Problem(shown, line, 1 if line else 0, "KB281", f"the state cannot be read: {why}", remedy)
    ])  # fmt: skip
