"""Several ES modules as one classic script: fewer requests, and it works in a page from a file.

Only what the modules of this project use is understood: ``import { a, b as c } from "./other.js";``
and ``export`` before a ``const``, ``function`` or ``class``, or as ``export { a };``. Each module
keeps a scope of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from posixpath import dirname, join, normpath

from rules_engine.compile.javascript import runtime_modules

BROWSER = Path(__file__).parent.parent / "browser"
_BROWSER, _ENGINE = "knowledge_base/browser", "rules_engine/javascript"  # as they import each other

_IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class|(?:async )?function\*?) (\w+))", re.MULTILINE)
_EXPORT_AGAIN = re.compile(r"^export \{([\w, ]+)\};$", re.MULTILINE)
_OTHER = re.compile(r"^(?:import\b(?!\()|export\b).*", re.MULTILINE)


def page_script(entry: str) -> str:
    """Return a module of ``knowledge_base/browser`` with all that it imports, as one script."""
    modules = {f"{_ENGINE}/{name}": text for name, text in runtime_modules().items()}
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

    taken: dict[str, str] = {}
    _take(entry, modules, taken, ())
    script = f'(() => {{\n"use strict";\n{"".join(taken.values())}}})();\n'
    return str(minify.string("application/javascript", script))


def _take(
    path: str, modules: Mapping[str, str], taken: dict[str, str], above: tuple[str, ...]
) -> None:
    """Take a module after those that it imports."""
    if path in above:
        raise ValueError(f"{path} imports itself, by way of {above[-1]}")
    if path in taken:
        return
    if path not in modules:
        raise ValueError(f"{path} is imported by {above[-1] if above else 'nothing'}: no such file")
    text = modules[path]
    for _, other in _IMPORT.findall(text):
        _take(_beside(path, other), modules, taken, (*above, path))
    exported = _EXPORT.findall(text)
    exported += [name for names in _EXPORT_AGAIN.findall(text) for name in names.split(",")]
    inner = _IMPORT.sub(lambda found: _from(found, path), text)
    inner = _EXPORT_AGAIN.sub("", _EXPORT.sub("", inner))
    if found := _OTHER.search(inner):
        raise ValueError(f"{path}: not understood: {found[0]}")
    given = f"return {{ {', '.join(exported)} }};\n" if exported else ""
    taken[path] = f"const {_name(path)} = (() => {{\n{inner}\n{given}}})();\n"


def _from(found: re.Match[str], path: str) -> str:
    """Return an import as names taken from what the other module returned."""
    names = found[1].replace(" as ", ": ").strip()
    return f"const {{ {names} }} = {_name(_beside(path, found[2]))};"


def _beside(path: str, other: str) -> str:
    return normpath(join(dirname(path), other))


def _name(path: str) -> str:
    """Return a name that no two modules share."""
    return "$" + re.sub(r"\W", "$", path.removeprefix(f"{_BROWSER}/").removesuffix(".js"))
