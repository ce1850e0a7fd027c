"""Compiled rules on disk, so that a decision on the command line reads no YAML.

The key is a digest of every file of rules, of this engine and of the Python version: what is found
under it is always right, and nothing is ever updated in place.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import CodeType

from rules_engine.model.value_types import ValueType
from rules_engine.problems import ProblemsFound
from rules_engine.program import Program, Segment

_SUFFIX = ".program"
_KEPT = 4  # rulesets; older ones are removed when a new one is written


def open_program(folder: Path, rule_id: str) -> Program:
    """Return one compiled rule of a folder; raise ``ProblemsFound`` for an unknown or broken one."""
    return open_programs(folder).program(rule_id)


class CachedPrograms:
    """The compiled rules of a folder, each read when it is asked for."""

    def __init__(self, place: Path | None, fresh: Mapping[str, Program]) -> None:
        self._place = place
        self._programs = dict(fresh)

    @property
    def rules(self) -> list[str]:
        """Ids of all rules, in order."""
        names = set(self._programs)
        if self._place is not None:
            names |= {path.name.removesuffix(_SUFFIX) for path in self._place.glob(f"*{_SUFFIX}")}
        return sorted(names)

    def program(self, rule_id: str) -> Program:
        """Return one rule; raise ``ProblemsFound`` with a near name where there is none."""
        if rule_id not in self._programs:
            found = _read(self._place, rule_id)
            if found is None:
                from rules_engine.ruleset import unknown_rule  # loads the reader; only on errors

                raise ProblemsFound([unknown_rule(rule_id, self.rules)])
            self._programs[rule_id] = found
        return self._programs[rule_id]


def open_programs(folder: Path) -> CachedPrograms:
    """Return the compiled rules of a folder, from the cache where it has them.

    Raises ``ProblemsFound`` with everything that is wrong in the folder.
    """
    place = cache_root() / _key(folder)
    if place.is_dir():
        return CachedPrograms(place, {})
    from rules_engine.ruleset import load_rules  # reads YAML; not on the way of a cached decision

    ruleset = load_rules(folder)
    programs = {rule_id: ruleset.program(rule_id) for rule_id in ruleset.rules}
    with contextlib.suppress(OSError):  # a read-only machine decides all the same
        _write(place, programs)
    return CachedPrograms(None, programs)


def cache_root() -> Path:
    """Return the folder of the cache: ``KB_CACHE``, or the user's own cache folder."""
    if chosen := os.environ.get("KB_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "knowledge-base"


def _key(folder: Path) -> str:
    found = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.hexversion}".encode())
    engine = Path(__file__).parent
    for path in sorted(engine.rglob("*.py")):
        status = path.stat()
        found.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    for path in sorted(folder.rglob("*.yml")):
        data = path.read_bytes()
        found.update(f"{path.relative_to(folder)} {len(data)}\n".encode())
        found.update(data)
    return found.hexdigest()


def _write(place: Path, programs: Mapping[str, Program]) -> None:
    import shutil  # only on the first decision after a change
    import tempfile

    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = Path(tempfile.mkdtemp(dir=place.parent, prefix=".new-"))
    try:
        for rule_id, program in programs.items():
            (beside / f"{rule_id}{_SUFFIX}").write_bytes(marshal.dumps(_packed(program)))
        with contextlib.suppress(OSError):  # another process was first: its files are the same
            beside.rename(place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    old = sorted(
        (
            path
            for path in place.parent.iterdir()
            if path.is_dir() and not path.name.startswith(".")
        ),
        key=lambda path: path.stat().st_mtime,
    )
    for path in old[:-_KEPT]:
        shutil.rmtree(path, ignore_errors=True)


def _read(place: Path | None, rule_id: str) -> Program | None:
    if place is None or "/" in rule_id or "\\" in rule_id:
        return None
    try:
        return _unpacked(marshal.loads((place / f"{rule_id}{_SUFFIX}").read_bytes()))
    except (OSError, EOFError, ValueError, TypeError):
        return None


# marshal knows no dates and no decimals of ours: they travel as tagged pairs.


def _packed(program: Program) -> tuple[object, ...]:
    types = [(name, _pack_type(each)) for name, each in program.types.items()]
    segments = [
        (each.start.toordinal(), each.code, [(n, _pack(v)) for n, v in each.defaults.items()],
         list(each.without_value))
        for each in program.segments
    ]  # fmt: skip
    return (
        program.rule,
        program.digest,
        types,
        sorted(program.display_only),
        sorted(program.as_of_inputs),
        segments,
    )


def _unpacked(packed: tuple[object, ...]) -> Program:
    rule, digest, types, display_only, as_of_inputs, segments = packed
    return Program(
        str(rule),
        str(digest),
        {name: _unpack_type(each) for name, each in types},  # type: ignore[attr-defined]
        frozenset(display_only),  # type: ignore[arg-type]
        frozenset(as_of_inputs),  # type: ignore[arg-type]
        tuple(
            Segment(
                date.fromordinal(start), code, {n: _unpack(v) for n, v in defaults}, tuple(missing)
            )
            for start, code, defaults, missing in segments  # type: ignore[attr-defined]
        ),
    )


def _pack_type(each: ValueType) -> tuple[object, ...]:
    return (
        each.kind,
        each.choices,
        _pack(each.minimum),
        _pack(each.maximum),
        each.nullable,
        each.checksum,
    )


def _unpack_type(packed: tuple[object, ...]) -> ValueType:
    kind, choices, low, high, nullable, checksum = packed
    return ValueType(
        kind,  # type: ignore[arg-type]
        choices=choices,  # type: ignore[arg-type]
        minimum=_unpack(low),  # type: ignore[arg-type]
        maximum=_unpack(high),  # type: ignore[arg-type]
        nullable=bool(nullable),
        checksum=bool(checksum),
    )


def _pack(value: object) -> object:
    if isinstance(value, Decimal):
        return ("decimal", str(value))
    if isinstance(value, date):
        return ("date", value.toordinal())
    assert value is None or isinstance(value, bool | int | str | CodeType)
    return value


def _unpack(value: object) -> object:
    if isinstance(value, tuple):
        kind, text = value
        return Decimal(text) if kind == "decimal" else date.fromordinal(text)
    return value
