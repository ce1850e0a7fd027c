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
from typing import Any

from rules_engine.cache_folder import cache_folder
from rules_engine.model.value_types import ValueType
from rules_engine.problems import ProblemsFound
from rules_engine.program import Program, Segment

_SUFFIX = ".program"
_SIGNATURE = "signature"
_CHECK = 4  # bytes before each program that show whether it is whole
_ENGINE = os.path.dirname(os.path.abspath(__file__))


class CachedPrograms:
    """The compiled rules of a folder, each read from ``place`` when it is asked for.

    Without a place all are there already. A damaged place is made anew.
    """

    def __init__(
        self, folder: str, signature: bytes, place: str | None, fresh: Mapping[str, Program]
    ) -> None:
        self._folder = folder
        self._signature = signature
        self._place = place
        self._programs = dict(fresh)

    @property
    def rules(self) -> list[str]:
        """Ids of all rules, in order."""
        names = set(self._programs)
        if self._place is not None:
            with contextlib.suppress(FileNotFoundError):
                found = (each for each in os.listdir(self._place) if each.endswith(_SUFFIX))
                names |= {each.removesuffix(_SUFFIX) for each in found}
        return sorted(names)

    def program(self, rule_id: str) -> Program:
        """Return one rule; raise ``ProblemsFound`` with a near name where there is none."""
        if rule_id not in self._programs:
            found = _read(self._place, rule_id) or self._made_anew(rule_id)
            if found is None:
                from rules_engine.ruleset import unknown_rule  # loads the reader; only on errors

                raise ProblemsFound([unknown_rule(rule_id, self.rules)])
            self._programs[rule_id] = found
        return self._programs[rule_id]

    def _made_anew(self, rule_id: str) -> Program | None:
        """Return a rule that has a file but no program: it was damaged, or swept away."""
        if self._place is None or f"{os.sep}{rule_id}.yml ".encode() not in self._signature:
            return None
        self._programs = _compiled(self._folder, self._place, self._signature)
        self._place = None
        return self._programs.get(rule_id)


def open_programs(folder: str | os.PathLike[str]) -> CachedPrograms:
    """Return the compiled rules of a folder, from the cache where it has them.

    Raises ``ProblemsFound`` with everything that is wrong in the folder.
    """
    folder = os.path.abspath(folder)
    place = os.path.join(cache_folder(), f"{zlib.crc32(os.fsencode(folder)):08x}")
    signature = _signature(folder)
    if _is_current(place, signature):
        return CachedPrograms(folder, signature, place, {})
    return CachedPrograms(folder, signature, None, _compiled(folder, place, signature))


def _compiled(folder: str, place: str, signature: bytes) -> dict[str, Program]:
    from pathlib import Path  # these read YAML; not on the way of a cached decision

    from rules_engine.ruleset import load_rules

    ruleset = load_rules(Path(folder))
    programs = {rule_id: ruleset.program(rule_id) for rule_id in ruleset.rules}
    with contextlib.suppress(OSError):  # a read-only machine decides all the same
        _write(place, signature, programs)
    return programs


def _signature(folder: str) -> bytes:
    """Return one line for each file that the programs depend on; any write to one changes it."""
    lines = [f"{sys.implementation.cache_tag} {sys.hexversion:x} {folder}"]
    for top, ending in ((_ENGINE, ".py"), (folder, ".yml")):
        for path, status in sorted(_files(top, ending)):
            lines.append(f"{path} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}")
    return os.fsencode("\n".join(lines))


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
                data = marshal.dumps(_packed(program))
                file.write(zlib.crc32(data).to_bytes(_CHECK) + data)
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
            check, data = file.read(_CHECK), file.read()
    except OSError:
        return None
    if not data or int.from_bytes(check) != zlib.crc32(data):
        return None
    return _unpacked(marshal.loads(data))  # noqa: S302  written by this user's own ``kb``


# marshal knows no dates and no decimals of ours: they travel as tagged pairs.


def _packed(program: Program) -> Any:
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


def _unpacked(packed: Any) -> Program:
    rule, digest, types, display_only, as_of_inputs, segments, changed_by, goal, made_from = packed
    return Program(
        rule,
        digest,
        {name: _unpack_type(each) for name, each in types},
        frozenset(display_only),
        frozenset(as_of_inputs),
        tuple(
            Segment(
                date.fromordinal(start), code, {n: _unpack(v) for n, v in defaults}, tuple(missing)
            )
            for start, code, defaults, missing in segments
        ),
        changed_by,
        goal,
        made_from,
    )


def _pack_type(each: ValueType) -> Any:
    return (
        each.kind,
        each.choices,
        _pack(each.minimum),
        _pack(each.maximum),
        each.nullable,
        each.checksum,
    )


def _unpack_type(packed: Any) -> ValueType:
    kind, choices, low, high, nullable, checksum = packed
    return ValueType(
        kind,
        choices=choices,
        minimum=_unpack(low),
        maximum=_unpack(high),
        nullable=nullable,
        checksum=checksum,
    )


def _pack(value: object) -> object:
    if isinstance(value, Decimal):
        return ("decimal", str(value))
    if isinstance(value, date):
        return ("date", value.toordinal())
    return value


def _unpack(value: Any) -> Any:
    if isinstance(value, tuple):
        kind, text = value
        return Decimal(text) if kind == "decimal" else date.fromordinal(text)
    return value
