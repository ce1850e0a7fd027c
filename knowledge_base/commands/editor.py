"""The editor of whoever sits at the terminal, opened at a line."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from rules_engine.problems import refused

if TYPE_CHECKING:
    from types import FrameType

# How editors are told a line; any other one is given the file alone.
_PLUS = ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "kak", "micro", "joe", "gedit")
_GOTO = ("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf")
_COLON = ("subl", "sublime_text", "zed", "hx", "helix")
# Their windows belong to a process that runs already: told so, they end with the window.
_WAIT = (*_GOTO, "subl", "sublime_text", "zed", "gedit")
_USUAL = ("nano", "vi")


def editor_words(editor: str, path: Path, line: int, column: int = 1) -> list[str]:
    """Return the command line that opens a file at a line in an editor, and waits for its end.

    ``editor`` is what people write into $EDITOR: a program, perhaps with options.

    >>> editor_words("code -n", Path("add.yml"), 7, 9)
    ['code', '-n', '--wait', '--goto', 'add.yml:7:9']
    """
    words = shlex.split(editor)
    name = Path(words[0]).stem
    if name in _WAIT and not {"-w", "--wait"}.intersection(words):
        words.append("--wait")
    if name in _PLUS:
        return [*words, f"+{line}", str(path)]
    if name in _GOTO:
        return [*words, "--goto", f"{path}:{line}:{column}"]
    return [*words, f"{path}:{line}:{column}" if name in _COLON else str(path)]


def open_editor(path: Path, line: int, column: int = 1) -> None:
    """Open a file in $VISUAL or $EDITOR, else in nano or vi, and wait until it is closed.

    Raises ``ProblemsFound`` where there is no editor, or it ends with an error.
    """
    editor = _editor()
    remedy = f"Set EDITOR to one that runs here, or open {path} at line {line} yourself."
    if editor is None:
        raise refused("KB286", "no editor is named in $VISUAL or $EDITOR", remedy)
    try:
        words = editor_words(editor, path, line, column)
        code = _waited(words)
    except (OSError, ValueError, IndexError) as error:
        raise refused(
            "KB286", f"the editor {editor!r} cannot be started: {error}", remedy
        ) from None
    if code:
        raise refused("KB286", f"the editor {editor!r} ended with {code}", remedy)


def _editor() -> str | None:
    named = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    return named or next((each for each in _USUAL if shutil.which(each)), None)


def _waited(words: list[str]) -> int:
    """Return how a program ended.

    Ctrl-C is for the program while it runs; a terminal that is closed ends both, tidily.
    """

    def leave(_number: int, _frame: FrameType | None) -> None:
        pass  # a handler, which the program does not inherit as it would SIG_IGN

    before = signal.signal(signal.SIGINT, leave)
    hung_up = signal.signal(signal.SIGHUP, signal.default_int_handler)
    try:
        return subprocess.call(words)  # noqa: S603  # the user's own editor
    finally:
        signal.signal(signal.SIGINT, before)
        signal.signal(signal.SIGHUP, hung_up)
