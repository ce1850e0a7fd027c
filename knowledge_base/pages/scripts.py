"""Several ES modules as one classic script: fewer requests, and it works in a page from a file.

Only what the modules of this project use is understood: ``import { a, b as c } from "./other.js";``
and ``export`` before a ``const``, ``function`` or ``class``, or as ``export { a };``. Each module
keeps a scope of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class|(?:async )?function\*?) (\w+))", re.MULTILINE)
_EXPORT_AGAIN = re.compile(r"^export \{([\w, ]+)\};$", re.MULTILINE)
_OTHER = re.compile(r"^(?:import\b(?!\()|export\b).*", re.MULTILINE)


def joined(entry: Path) -> str:
    """Return the module ``entry`` and all that it imports as one script, without comments.

    Raises ``ValueError`` for an import or export that is not understood, and for a circle.
    """
    import minify

    modules: dict[Path, str] = {}
    _add(entry.resolve(), modules, ())
    script = "(() => {\n" + '"use strict";\n' + "".join(modules.values()) + "})();\n"
    return str(minify.string("application/javascript", script))


def plain_script(module: str, name: str) -> str:
    """Return a module that has nothing but a default export as a statement that sets ``name``."""
    head = "export default "
    before, found, exported = module.partition(head)
    if not found or _OTHER.search(before) or _OTHER.search(exported):
        raise ValueError(f"{name}: not a module with a default export alone")
    return f"{name}=(()=>{{{before}return {exported.strip().removesuffix(';')}}})();\n"


def _add(path: Path, modules: dict[Path, str], above: tuple[Path, ...]) -> None:
    """Add a module after those that it imports."""
    if path in above:
        raise ValueError(f"{path.name}: imports itself, by {above[-1].name}")
    if path in modules:
        return
    text = path.read_text("utf-8")
    for _, other in _IMPORT.findall(text):
        _add((path.parent / other).resolve(), modules, (*above, path))
    exported = _EXPORT.findall(text)
    exported += [name for names in _EXPORT_AGAIN.findall(text) for name in names.split(",")]
    inner = _IMPORT.sub(lambda each: _taken(each, path), text)
    inner = _EXPORT_AGAIN.sub("", _EXPORT.sub("", inner))
    if found := _OTHER.search(inner):
        raise ValueError(f"{path.name}: not understood: {found[0]}")
    modules[path] = (
        f"const {_name(path)} = (() => {{\n{inner}\nreturn {{ {', '.join(exported)} }};\n}})();\n"
    )


def _taken(found: re.Match[str], path: Path) -> str:
    """Return an import as names taken from the module's own."""
    names = found[1].replace(" as ", ": ").strip()
    return f"const {{ {names} }} = {_name((path.parent / found[2]).resolve())};"


def _name(path: Path) -> str:
    """Return a name that two modules share only when they have the same folder and file name."""
    return "$" + re.sub(r"\W", "_", f"{path.parent.name}_{path.stem}")
