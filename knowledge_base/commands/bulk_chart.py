"""The counts of a bulk run on the terminal: a bar for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from knowledge_base.bulk.summary_words import sections, share
from knowledge_base.commands.terminal import ACCENT, Sheet, rich_text

if TYPE_CHECKING:
    from knowledge_base.bulk.deciding import Run
    from knowledge_base.content.words import RuleWords

_WIDTH = 24
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def show_chart(run: Run, words: RuleWords) -> None:
    """Print how many rows have each outcome, reason, contradiction and missing input."""
    sheet, formats = Sheet(), words.wording.formats
    sheet.blank()
    sheet.text(rich_text(words.question.inline, "dim"), indent=0)
    for section in sections(run.summary, words):
        sheet.heading(section.title)
        digits = max(len(formats.number(each.rows)) for each in section.counts)
        for each in section.counts:
            sheet.text(Text(each.label))
            figures = f"{formats.number(each.rows):>{digits}}  {share(each.rows, run, formats)}"
            line = Text.assemble((_bar(each.rows, run.rows), ACCENT), "  ", figures)
            sheet.text(line, indent=4)
    sheet.blank()


def _bar(rows: int, total: int) -> str:
    """Return a bar for the part that some rows are of all, to an eighth of a letter."""
    eighths = max(round(rows / max(total, 1) * _WIDTH * 8), 1 if rows else 0)
    whole, rest = divmod(eighths, 8)
    bar = "█" * whole + (_EIGHTHS[rest] if rest else "")
    return f"{bar:<{_WIDTH}}"
