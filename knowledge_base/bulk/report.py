"""The counts of a run as one page of HTML that needs nothing else: no script, no other file."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from knowledge_base.bulk.summary_words import Section, share
from knowledge_base.standalone_page import standalone_page

if TYPE_CHECKING:
    from datetime import date

    from knowledge_base.bulk.deciding import Run
    from knowledge_base.content.words import RuleWords

_STYLE = """
table { width: 100%; border-collapse: collapse; margin-top: 2rem; }
caption { text-align: start; font-weight: 650; font-size: 1.15rem; padding-bottom: .5rem; }
th, td { padding: .6rem 0; border-top: 1px solid var(--line); vertical-align: top; }
thead th, thead td { color: var(--soft); font-size: .875rem; font-weight: 500; padding: .3rem 0; }
th { text-align: start; font-weight: 400; }
.number { width: 7.5rem; text-align: end; white-space: nowrap; padding-inline-start: 1rem;
  font-variant-numeric: tabular-nums; }
.bar { display: block; height: .4rem; min-width: 1px; margin-top: .35rem; border-radius: .2rem;
  background: var(--bar); }
""".strip()


def report_page(
    run: Run, found: list[Section], words: RuleWords, *, table: str, as_of: date, digest: str
) -> str:
    """Return the page: what was decided, on which day, by which rule, and how many rows each."""
    wording, formats = words.wording, words.wording.formats
    counted = formats.labelled(wording.site("bulk.rows"), formats.number(run.rows))
    day = wording.site("table.as-of", {"date": formats.date(as_of)})
    about = [f"{table} · {counted}", f"{day} · {words.rule.id} · {digest}"]
    if any(each.kind == "reasons" for each in found):
        about.append(wording.site("bulk.several"))
    paragraphs = "\n".join(f"<p>{escape(each)}</p>" for each in about)
    tables = "\n".join(_table(each, run, words) for each in found)
    content = f"{paragraphs}\n{tables}"
    return standalone_page(wording.language, words.question.text, _STYLE, content)


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
