"""The counts of a run as one page of HTML that needs nothing else: no script, no other file."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from knowledge_base.bulk.summary_words import Section, share

if TYPE_CHECKING:
    from datetime import date

    from knowledge_base.bulk.deciding import Run
    from knowledge_base.content.words import RuleWords

_STYLE = """
:root { color-scheme: light dark; --ink: #1a2332; --soft: #5a6575; --paper: #fff; --line: #dfe3e8;
  --bar: #0b6bcb; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ebf0; --soft: #a3adba; --paper: #12161c; --line: #2c343f; --bar: #5aa9f5; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem 1rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
p { color: var(--soft); margin: 0 0 .25rem; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin-top: 2rem; }
caption { text-align: start; font-weight: 650; font-size: 1.15rem; padding-bottom: .5rem; }
th, td { padding: .6rem 0; border-top: 1px solid var(--line); vertical-align: top; }
thead th, thead td { color: var(--soft); font-size: .875rem; font-weight: 500; padding: .3rem 0; }
th { text-align: start; font-weight: 400; }
.number { width: 7.5rem; text-align: end; white-space: nowrap; padding-inline-start: 1rem;
  font-variant-numeric: tabular-nums; }
.bar { display: block; height: .4rem; min-width: 1px; margin-top: .35rem; border-radius: .2rem;
  background: var(--bar); }
@media print { .bar { print-color-adjust: exact; } }
""".strip()


def report_page(
    run: Run, found: list[Section], words: RuleWords, *, table: str, as_of: date, digest: str
) -> str:
    """Return the page: what was decided, on which day, by which rule, and how many rows each."""
    wording, formats = words.wording, words.wording.formats
    question = escape(words.question.text)
    counted = formats.labelled(wording.site("bulk.rows"), formats.number(run.rows))
    day = wording.site("table.as-of", {"date": formats.date(as_of)})
    about = [f"{table} · {counted}", f"{day} · {words.rule.id} · {digest}"]
    if any(each.kind == "reasons" for each in found):
        about.append(wording.site("bulk.several"))
    paragraphs = "\n".join(f"<p>{escape(each)}</p>" for each in about)
    tables = "\n".join(_table(each, run, words) for each in found)
    return f"""<!DOCTYPE html>
<html lang="{escape(wording.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{question}</title>
<style>
{_STYLE}
</style>
</head>
<body>
<main>
<h1>{question}</h1>
{paragraphs}
{tables}
</main>
</body>
</html>
"""


def _table(section: Section, run: Run, words: RuleWords) -> str:
    site, formats = words.wording.site, words.wording.formats
    rows = "\n".join(
        f'<tr><th scope="row">{escape(each.label)}'
        f"{_bar(each.rows, run.rows)}</th>"
        f'<td class="number">{formats.number(each.rows)}</td>'
        f'<td class="number">{escape(share(each.rows, run, formats))}</td></tr>'
        for each in section.counts
    )
    return f"""<table>
<caption>{escape(section.title)}</caption>
<thead><tr><td></td><th scope="col" class="number">{escape(site("bulk.rows"))}</th>
<th scope="col" class="number">{escape(site("bulk.share"))}</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>"""


def _bar(rows: int, total: int) -> str:
    if not rows:
        return ""
    return f'<span class="bar" style="width: {100 * rows / total:.2f}%"></span>'
