"""Several ES modules as one classic script: fewer requests, and it works in a page from a file.

Only what the modules of this project use is understood: ``import { a, b as c } from "./other.js";``
and ``export`` before a ``const``, ``function`` or ``class``, or as ``export { a };``. Modules share
one scope, in which a minifier can shorten all names; one whose names are taken already gets a scope
of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath

from rules_engine.compile.javascript import runtime_modules

BROWSER = Path(__file__).parent.parent / "browser"
_BROWSER, _ENGINE = "knowledge_base/browser", "rules_engine/javascript"  # as they import each other

_DECLARED = r"(?:const|let|class|(?:async )?function\*?) "
_IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(rf"^export (?={_DECLARED}(\w+))", re.MULTILINE)
_EXPORT_AGAIN = re.compile(r"^export \{([\w, ]+)\};$", re.MULTILINE)
_TOP = re.compile(rf"^{_DECLARED}(\w+)(.*)", re.MULTILINE)
_FURTHER = re.compile(r", (\w+) = ")
_OTHER = re.compile(r"^(?:import\b(?!\()|export\b|(?:const|let|var) [\[{]).*", re.MULTILINE)


# The words of a rule that asks for a country or a currency bring the codes along.
_NO_CODES = "export const COUNTRIES = [];\nexport const CURRENCIES = [];\n"


def page_script(entry: str) -> str:
    """Return a module of ``knowledge_base/browser`` with all that it imports, as one script."""
    modules = {f"{_ENGINE}/{name}": text for name, text in runtime_modules().items()}
    modules[f"{_ENGINE}/iso_codes.js"] = _NO_CODES
    for path in BROWSER.rglob("*.js"):
        name = path.relative_to(BROWSER).as_posix()
        modules[f"{_BROWSER}/{name}"] = path.read_text(encoding="utf-8")
    return joined(f"{_BROWSER}/{entry}", modules)


def joined(entry: str, modules: Mapping[str, str]) -> str:
    """Return a module and all that it imports as one script, without comments.

    ``modules`` holds texts by path. Raises ``ValueError`` for an import or export that is not
    understood, for a module that is not there, and for a circle.
    """
    import minify

    script = _Script(modules)
    script.take(entry, ())
    whole = f'(() => {{\n"use strict";\n{"".join(script.parts)}}})();\n'
    return str(minify.string("application/javascript", whole))


class _Script:
    """Takes modules one after another, each after those that it imports."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self.modules = modules
        self.parts: list[str] = []
        self.names: set[str] = set()  # of the scope that modules share
        self.exported: dict[
            str, dict[str, str]
        ] = {}  # by module: the name that an export has there

    def take(self, path: str, above: tuple[str, ...]) -> None:
        """Add a module."""
        if path in above:
            raise ValueError(f"{path} imports itself, by way of {above[-1]}")
        if path in self.exported:
            return
        text = self.modules.get(path)
        if text is None:
            raise ValueError(
                f"{path}: no such file, imported by {above[-1] if above else 'nobody'}"
            )
        for _, other in _IMPORT.findall(text):
            self.take(_beside(path, other), (*above, path))
        again = [name for names in _EXPORT_AGAIN.findall(text) for name in _list(names)]
        exports = [*_EXPORT.findall(text), *again]
        body = _EXPORT_AGAIN.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))
        if found := _OTHER.search(body):
            raise ValueError(f"{path}: not understood: {found[0]}")
        imported = dict(self._imports(path, text))
        head = "".join(
            f"const {here} = {there};\n" for here, there in imported.items() if here != there
        )
        own = {*_names(body), *(here for here, there in imported.items() if here != there)}
        if own & self.names:
            self._apart(path, head + body, exports)
        else:
            self.names |= own
            self.parts.append(head + body)
            self.exported[path] = {name: imported.get(name, name) for name in exports}

    def _imports(self, path: str, text: str) -> Iterator[tuple[str, str]]:
        """Yield names that a module imports, each with the name that it has in the shared scope."""
        for names, other in _IMPORT.findall(text):
            given = self.exported[_beside(path, other)]
            for name in _list(names):
                theirs, _, mine = name.partition(" as ")
                if theirs not in given:
                    raise ValueError(f"{path}: {other} exports no {theirs}")
                yield mine or theirs, given[theirs]

    def _apart(self, path: str, body: str, exports: list[str]) -> None:
        """Add a module in a scope of its own; its exports get names that are free."""
        names = {name: f"{name}${len(self.parts)}" for name in exports}
        self.names.update(names.values())
        taken = ", ".join(f"{name}: {free}" for name, free in names.items())
        given = ", ".join(exports)
        self.parts.append(
            f"const {{ {taken} }} = (() => {{\n{body}\nreturn {{ {given} }};\n}})();\n"
        )
        self.exported[path] = names


def _names(body: str) -> Iterator[str]:
    """Yield the names that a module declares for all of itself."""
    for name, rest in _TOP.findall(body):
        yield name
        yield from _FURTHER.findall(rest)  # const ONE = 1, TWO = 2;


def _list(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def _beside(path: str, other: str) -> str:
    return normpath(join(dirname(path), other))
