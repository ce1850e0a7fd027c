"""A text seen from near, printed for its translator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from knowledge_base.commands.terminal import ACCENT, Sheet, console
from knowledge_base.content.languages import SOURCE, language_name
from knowledge_base.translation.comparison import compared, marked

if TYPE_CHECKING:
    from collections.abc import Collection

    from knowledge_base.translation.closeup import CloseUp
    from knowledge_base.translation.rule_history import RuleChange

_STYLES = {"kept": "", "gone": "red strike", "new": "green"}
_LINES = {"-": "red", "+": "green"}


def print_text(text: CloseUp, seen: Collection[RuleChange] = ()) -> None:
    """Print a text: source then and now, translation, what is wrong with it, and notes.

    Changes of rules that were ``seen`` with another text are not repeated.
    """
    sheet = Sheet()
    sheet.heading(f"{text.unit}  {text.kind or 'current'}", ACCENT)
    sheet.text(Text(_where(text), "dim"), indent=0)
    if text.made_from and text.made_from != text.source:
        _part(sheet, "English, when this was made", text.made_from)
        sheet.heading("English now")
        sheet.text(_difference(text.made_from, text.source))
    else:
        _part(sheet, language_name(SOURCE), text.source)
    if text.language != SOURCE and text.translation:
        _part(sheet, language_name(text.language), text.translation)
    if text.faults:
        sheet.heading("To know")
        for fault in text.faults:
            sheet.text(Text(fault), mark="– ")
    for change in text.changes:
        if change not in seen:
            _print_change(sheet, change)
    if text.notes:
        sheet.heading("Notes")
        for note in text.notes:
            sheet.text(Text(note), mark="– ")


def _where(text: CloseUp) -> str:
    if text.line == 0:
        return f"{text.path} (to be written)"
    return f"{text.path}:{text.line}" if text.translation else text.path


def _part(sheet: Sheet, title: str, words: str) -> None:
    sheet.heading(title)
    sheet.text(Text(words))


def _difference(before: str, now: str) -> Text:
    """Return what changed: in colour where there are colours, else in brackets."""
    stretches, out = compared(before, now), console()
    if out.color_system is None or out.no_color:
        return Text(marked(stretches))
    return Text.assemble(*((each.text, _STYLES[each.fate]) for each in stretches))


def _print_change(sheet: Sheet, change: RuleChange) -> None:
    sheet.heading(f"{change.path} since {change.revision}")
    for line in change.lines:
        sheet.text(Text(line, _LINES.get(line[:1], "dim")))
