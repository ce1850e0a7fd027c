"""The counts of a run in the words of a language, for the terminal and for the report."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from knowledge_base.bulk.deciding import Run
    from knowledge_base.bulk.tally import Summary
    from knowledge_base.content.formats import Formats
    from knowledge_base.content.words import RuleWords


class Count(NamedTuple):
    """So many rows, of which it is said what they have in common."""

    label: str
    rows: int


class Section(NamedTuple):
    """Counts under a heading; ``kind`` says what is counted."""

    kind: str
    title: str
    counts: tuple[Count, ...]


def sections(summary: Summary, words: RuleWords) -> list[Section]:
    """Return every outcome, and whatever else occurs, in the order of the rule."""
    rule, site = words.rule, words.wording.site
    outcomes = [Count(words.outcome(each).text, summary.outcomes[each]) for each in rule.outcomes]
    others = [
        Count(site("decision.needs-info"), summary.statuses["needs-info"]),
        Count(site("decision.invalid"), summary.statuses["invalid"]),
        Count(site("bulk.set-aside"), summary.rejected),
    ]
    found = [Section("outcomes", site("bulk.outcomes"), (*outcomes, *_occurring(others)))]
    reasons = [Count(words.fails(each).text, summary.reasons[each]) for each in rule.reasons]
    found.append(Section("reasons", site("decision.reasons"), _occurring(reasons)))
    broken = [
        Count(words.constraint(each.id).text, summary.broken[each.id]) for each in rule.constraints
    ]
    found.append(Section("broken", site("decision.invalid"), _occurring(broken)))
    missing = [Count(words.label(each).text, summary.missing[each]) for each in rule.inputs]
    found.append(Section("missing", site("decision.missing"), _occurring(missing)))
    return [each for each in found if each.counts]


def _occurring(counts: Sequence[Count]) -> tuple[Count, ...]:
    return tuple(each for each in counts if each.rows)


def share(rows: int, run: Run, formats: Formats) -> str:
    """Return the part that some rows are of all that were read, as a percentage."""
    if not run.rows:
        return formats.percentage(Decimal(0))
    ratio = (Decimal(rows) / Decimal(run.rows)).quantize(Decimal("0.001"))
    if rows and not ratio:
        return f"< {formats.percentage(Decimal('0.001'))}"
    return formats.percentage(ratio)
