"""Words on a terminal: inline texts as rich text, problems as lines."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from knowledge_base.content.blocks import Code, Emphasis, Inline, Label, Link, Strong
from rules_engine.problems import Problem

ACCENT = "bold cyan"

# Rich breaks lines at no-break spaces too: they are letters while it looks for a place.
_JOIN = {ord("\u00a0"): "\ue000", ord("\u202f"): "\ue001"}
_PART = {ord(letter): chr(space) for space, letter in _JOIN.items()}


def console(*, stderr: bool = False) -> Console:
    """Return a console that wraps at a readable width and colours only a terminal."""
    plain = Console(stderr=stderr, highlight=False)
    return Console(stderr=stderr, highlight=False, width=min(plain.width, 96))


class Sheet:
    """Headings and texts on standard output; no line ends in blanks, so that it can be copied."""

    def __init__(self) -> None:
        self._console = console()

    def blank(self) -> None:
        """Leave a line empty."""
        self._console.print()

    def heading(self, words: str, style: str = "bold") -> None:
        """Print a heading, an empty line above it."""
        self.blank()
        self.text(Text(words, style), indent=0)

    def text(self, text: Text, *, mark: str = "", style: str = "", indent: int = 2) -> None:
        """Print a text, wrapped, its mark before the first line."""
        hang = indent + len(mark)
        before = Text.assemble(" " * indent, (mark, style))
        whole = text.copy()
        whole.plain = whole.plain.translate(_JOIN)
        for line in whole.wrap(self._console, self._console.width - hang):
            line.rstrip()
            line.plain = line.plain.translate(_PART)
            self._console.print(Text.assemble(before, line), soft_wrap=True)
            before = Text(" " * hang)


def rich_text(inline: Inline, style: str = "") -> Text:
    """Return an inline text with its marks as styles; links show their words."""
    text = Text(style=style)
    for node in inline:
        if isinstance(node, Strong | Emphasis):
            text.append_text(
                rich_text(node.children, "bold" if isinstance(node, Strong) else "italic")
            )
        elif isinstance(node, Link):
            text.append_text(rich_text(node.children, "underline"))
        elif isinstance(node, Label):
            text.append(node.text, "bold")
        elif isinstance(node, Code):
            text.append(node.text, "cyan")
        else:
            text.append(node.text)
    return text


def print_problems(problems: Sequence[Problem]) -> None:
    """Print problems on standard error, each with what to do, and how many there are."""
    out = console(stderr=True)
    for problem in problems:
        colour = "red" if problem.severity == "error" else "yellow"
        out.print(
            Text.assemble((problem.where, "bold"), (f"{problem.code} ", colour), problem.message),
            soft_wrap=True,
        )
        if problem.remedy:
            out.print(Text(f"    {problem.remedy}", "dim"), soft_wrap=True)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    sys.stdout.flush()
    counted = f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}"
    out.print(counted if problems else "No problems.")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
