"""The report as one page of HTML for the team: no script, no other file."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from knowledge_base.feedback.opinion import REASONS
from knowledge_base.standalone_page import standalone_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from knowledge_base.feedback.report import Comment, Row, Standing

REASON_WORDS = dict(
    zip(REASONS, ("wrong", "outdated", "unclear", "not my case", "other label"), strict=True)
)
STANDING_WORDS: dict[Standing, str] = {
    "current": "",
    "changed": "text changed since",
    "gone": "no such guide any more",
}
HOW = (
    "Sorted by the share of readers who were not helped, at the least: the lower end of Wilson's "
    "interval at 95 %, so that few answers weigh little. Texts that were changed since come last."
)
_STYLE = """
h2 { font-size: 1.15rem; line-height: 1.3; margin: 0; overflow-wrap: anywhere; }
section { padding: 1.1rem 0; border-top: 1px solid var(--line); break-inside: avoid; }
section > p { font-size: .9rem; }
header { margin-bottom: 1.5rem; }
strong { color: var(--ink); }
.since { color: var(--warn); font-weight: 600; }
.bar { height: .45rem; margin: .5rem 0; background: var(--line); border-radius: .25rem; }
.bar span { display: block; height: 100%; min-width: 1px; background: var(--bar);
  border-radius: .25rem; }
ul { list-style: none; margin: .6rem 0 0; padding: 0; }
li { padding: .5rem .8rem; margin-top: .4rem; background: var(--tint); border-radius: .4rem;
  white-space: pre-line; overflow-wrap: anywhere; }
small { display: block; color: var(--soft); }
""".strip()


def report_page(rows: Sequence[Row], day: date) -> str:
    """Return the page; comments are shown as they were kept."""
    answers = sum(row.helped + row.not_helped for row in rows)
    sections = "\n".join(map(_section, rows)) or "<p>Nobody said anything yet.</p>"
    head = f"<header>\n<p>{day} · answers: {answers}</p>\n<p>{escape(HOW)}</p>\n</header>"
    return standalone_page("en", "What readers say", _STYLE, f"{head}\n{sections}")


def reasons_in_words(row: Row) -> str:
    """Return the reasons that readers gave, the most frequent first."""
    given = sorted(row.reasons.items(), key=lambda each: -each[1])
    return ", ".join(f"{REASON_WORDS.get(reason, reason)} {count}" for reason, count in given)


def _section(row: Row) -> str:
    about = f"{row.guide} · {row.language} · {row.first} to {row.last}"
    if row.reviewed:
        about += f" · reviewed {row.reviewed}"
    since = STANDING_WORDS[row.standing]
    marked = f' · <span class="since">{escape(since)}</span>' if since else ""
    whole = row.helped + row.not_helped
    reasons = reasons_in_words(row)
    said = f"<p>{escape(reasons)}</p>" if reasons else ""
    comments = "".join(map(_comment, row.comments))
    listed = f'<ul lang="{escape(row.language)}">{comments}</ul>' if comments else ""
    return f"""<section>
<h2 lang="{escape(row.language)}">{escape(row.title)}</h2>
<p>{escape(about)}{marked}</p>
<div class="bar"><span style="width: {100 * row.not_helped / whole:.1f}%"></span></div>
<p><strong>{row.not_helped} of {whole} not helped</strong>, at least {row.at_least:.0%}</p>
{said}{listed}
</section>"""


def _comment(comment: Comment) -> str:
    reason = f" · {REASON_WORDS.get(comment.reason, comment.reason)}" if comment.reason else ""
    about = f'<small lang="en">{escape(f"{comment.day}{reason}")}</small>'
    return f"<li>{escape(comment.text)}{about}</li>"
