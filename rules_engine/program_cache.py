"""Compiled rules on disk, so that a decision on the command line reads no YAML.

One folder for each folder of rules. Its ``signature`` lists every file of the rules and of this
engine with size and times: only where it is the same as today's are the programs used. Written
beside and then renamed, so that nothing is ever half there. Only what the start needs is imported:
neither pathlib nor hashlib.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import CodeType

from rules_engine.model.value_types import ValueType
from rules_engine.problems import ProblemsFound
from rules_engine.program import Program, Segment

_SUFFIX = ".program"
_SIGNATURE = "signature"
_ENGINE = os.path.dirname(os.path.abspath(__file__))


class CachedPrograms:
    """The compiled rules of a folder, each read when it is asked for."""

    def __init__(self, place: str | None, fresh: Mapping[str, Program]) -> None:
        self._place = place
        self._programs = dict(fresh)

    @property
    def rules(self) -> list[str]:
        """Ids of all rules, in order."""
        names = set(self._programs)
        if self._place is not None:
            found = (each for each in os.listdir(self._place) if each.endswith(_SUFFIX))
            names |= {each.removesuffix(_SUFFIX) for each in found}
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


def open_programs(folder: str | os.PathLike[str]) -> CachedPrograms:
    """Return the compiled rules of a folder, from the cache where it has them.

    Raises ``ProblemsFound`` with everything that is wrong in the folder.
    """
    folder = os.path.abspath(folder)
    place = os.path.join(cache_root(), f"{zlib.crc32(folder.encode()):08x}")
    signature = _signature(folder)
    if _is_current(place, signature):
        return CachedPrograms(place, {})
    from pathlib import Path  # these read YAML; not on the way of a cached decision

    from rules_engine.ruleset import load_rules

    ruleset = load_rules(Path(folder))
    programs = {rule_id: ruleset.program(rule_id) for rule_id in ruleset.rules}
    with contextlib.suppress(OSError):  # a read-only machine decides all the same
        _write(place, signature, programs)
    return CachedPrograms(None, programs)


def cache_root() -> str:
    """Return the folder of the cache: ``KB_CACHE``, or the user's own cache folder."""
    if chosen := os.environ.get("KB_CACHE"):
        return chosen
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "knowledge-base")


def _signature(folder: str) -> bytes:
    """Return one line for each file that the programs depend on; any write to one changes it."""
    lines = [f"{sys.implementation.cache_tag} {sys.hexversion:x} {folder}"]
    for top, ending in ((_ENGINE, ".py"), (folder, ".yml")):
        for path, status in sorted(_files(top, ending)):
            lines.append(f"{path} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}")
    return "\n".join(lines).encode()


def _files(folder: str, ending: str) -> Iterator[tuple[str, os.stat_result]]:
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path, ending)
            elif entry.name.endswith(ending):
                yield entry.path, entry.stat()


def _is_current(place: str, signature: bytes) -> bool:
    try:
        with open(os.path.join(place, _SIGNATURE), "rb") as file:
            return file.read() == signature
    except OSError:
        return False


def _write(place: str, signature: bytes, programs: Mapping[str, Program]) -> None:
    import shutil  # only on the first decision after a change
    import tempfile

    root = os.path.dirname(place)
    os.makedirs(root, exist_ok=True, mode=0o700)
    beside = tempfile.mkdtemp(dir=root, prefix=".new-")
    try:
        for rule_id, program in programs.items():
            with open(os.path.join(beside, f"{rule_id}{_SUFFIX}"), "wb") as file:
                file.write(marshal.dumps(_packed(program)))
        with open(os.path.join(beside, _SIGNATURE), "wb") as file:
            file.write(signature)
        old = f"{beside}-old"
        with contextlib.suppress(FileNotFoundError):
            os.rename(place, old)
        with contextlib.suppress(OSError):  # another process was first: its files are as good
            os.rename(beside, place)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _read(place: str | None, rule_id: str) -> Program | None:
    if place is None or "/" in rule_id or "\\" in rule_id or "\0" in rule_id:
        return None
    try:
        with open(os.path.join(place, f"{rule_id}{_SUFFIX}"), "rb") as file:
            return _unpacked(marshal.loads(file.read()))  # written by this user's own ``kb``
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
        dict(program.changed_by),
        program.goal,
        dict(program.made_from),
    )


def _unpacked(packed: tuple[object, ...]) -> Program:
    rule, digest, types, display_only, as_of_inputs, segments, changed_by, goal, made_from = packed
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
        changed_by,  # type: ignore[arg-type]
        goal,  # type: ignore[arg-type]
        made_from,  # type: ignore[arg-type]
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
