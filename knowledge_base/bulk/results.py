"""The columns that are written: what is kept, the decision, its values, and words where asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.bulk.sql_text import name, text
from rules_engine.compile.runtime import named
from rules_engine.model.expressions import ALWAYS
from rules_engine.problems import near, refused
from rules_engine.sql.query import decision_query

if TYPE_CHECKING:
    from datetime import date

    from knowledge_base.bulk.facts import Facts
    from knowledge_base.bulk.tables import Format
    from knowledge_base.bulk.tally import Tally
    from knowledge_base.content.words import RuleWords
    from rules_engine.model.rule import Rule

STATUSES = ("decided", "needs-info", "invalid")
_DECISION = ("status", "outcome", "reason_mask", "open_mask", "missing_mask")
_INVALID = STATUSES.index("invalid")
_WORDS = ("outcome_words", "reason_words", "missing_words")
_LISTS = ("reasons", "open_reasons", "missing")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which results to write: ``columns`` of the decision, ids as ``lists``, ``words`` if any."""

    columns: tuple[str, ...]
    lists: bool
    words: RuleWords | None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of the results, in order."""
        more = (_LISTS if self.lists else ()) + (_WORDS if self.words else ())
        return self.columns + more


def result_columns(rule: Rule, chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of a decision, or those of them that are chosen."""
    known = (*_DECISION, *rule.values)
    for each in chosen:
        if each not in known:
            message = f"a decision of {rule.id} has no column {each!r}.{near(each, known)}"
            raise refused("KB707", message, f"Columns: {', '.join(known)}.", each)
    return tuple(each for each in known if each in chosen) if chosen else known


def check_names(kept: Sequence[str], results: Sequence[str]) -> None:
    """Raise ``ProblemsFound`` where a column that is kept is named like one of the results."""
    taken = {each.casefold() for each in results}
    for each in kept:
        if each.casefold() in taken:
            message = f"the column {each!r} to keep is named like a column of the decisions"
            remedy = "Name the columns to carry along with --keep, or rename it before."
            raise refused("KB707", message, remedy, each)


def decisions(facts: Facts, as_of: date, *, keep: bool = True) -> str:
    """Return the query that decides the relation ``facts``: status and outcome as numbers."""
    keys = tuple(facts.kept) if keep else ()
    query = decision_query(facts.resolved, as_of, "facts", keys=keys, known=facts.known, codes=True)
    return query.sql(dialect="duckdb")


def result_query(
    facts: Facts, as_of: date, wanted: Wanted, written_as: Format, tallies: Sequence[Tally]
) -> str:
    """Return the query of everything that is written, in the order of the rows that are read.

    ``tallies`` are the combinations that occur; what is said of each is joined at the end.
    """
    rule = facts.resolved.rule
    made = {"status": _status(facts), "outcome": _named("outcome", rule.outcomes)}
    parts = [f"{name(alias)} AS {name(column)}" for alias, column in facts.kept.items()]
    parts += [f"{made.get(each, name(each))} AS {name(each)}" for each in wanted.columns]
    joins: list[str] = []

    def join(column: str, key: str, said: Mapping[tuple[int, int], str]) -> None:
        place = f"said_{len(joins)}"
        parts.append(f"{place}.said AS {name(column)}")
        joins.append(_join(place, key, said))

    if wanted.lists:
        reasons, inputs = rule.reasons, tuple(rule.inputs)
        constraints = tuple(each.id for each in rule.constraints)
        as_list = _as_list if written_as == "parquet" else _as_words
        join("reasons", "reason_mask", {
            (each.kind, each.reason_mask): as_list(
                named(constraints if each.kind == _INVALID else reasons, each.reason_mask)
            )
            for each in tallies
        })  # fmt: skip
        join(
            "open_reasons",
            "open_mask",
            {(t.kind, t.open_mask): as_list(named(reasons, t.open_mask)) for t in tallies},
        )
        join(
            "missing",
            "missing_mask",
            {(t.kind, t.missing_mask): as_list(named(inputs, t.missing_mask)) for t in tallies},
        )
    if wanted.words is not None:
        words = wanted.words
        said = [words.wording.site(f"decision.{each}") for each in STATUSES]
        outcomes = [words.outcome(each).text for each in rule.outcomes]
        parts.append(
            f"coalesce({_chosen('outcome', outcomes)}, {_chosen('status', said)}) AS outcome_words"
        )
        join(
            "reason_words",
            "reason_mask",
            {(t.kind, t.reason_mask): text(" ".join(t.reason_words(words))) for t in tallies},
        )
        join(
            "missing_words",
            "missing_mask",
            {(t.kind, t.missing_mask): text(", ".join(t.missing_words(words))) for t in tallies},
        )
    return f"SELECT {', '.join(parts)} FROM ({decisions(facts, as_of)}) AS decided{''.join(joins)}"


def _status(facts: Facts) -> str:
    rows = facts.resolved.rows
    found = _named("status", STATUSES)
    if not rows or rows[-1].when == ALWAYS:
        return found
    gap = text(f"KB507 no row of the rule {facts.resolved.rule.id} matches these facts")
    return f"CASE WHEN status IS NULL THEN error({gap}) ELSE {found} END"


def _named(column: str, names: Sequence[str]) -> str:
    """Return numbers as names: an enumeration, which is written many times faster than texts."""
    kind = f"ENUM({', '.join(text(each) for each in names)})"
    branches = (f"WHEN {code} THEN CAST({text(each)} AS {kind})" for code, each in enumerate(names))
    return f"CASE {column} {' '.join(branches)} END"


def _chosen(column: str, texts: Sequence[str]) -> str:
    branches = (f"WHEN {code} THEN {text(each)}" for code, each in enumerate(texts))
    return f"CASE {column} {' '.join(branches)} END"


def _join(place: str, key: str, said: Mapping[tuple[int, int], str]) -> str:
    rows = ", ".join(f"({kind}, {mask}, {words})" for (kind, mask), words in said.items())
    # Without a row there is no decision either: the join needs a type all the same.
    table = f"VALUES {rows}" if rows else "SELECT 0, 0, '' WHERE false"
    return (
        f" LEFT JOIN ({table}) AS {place}(kind, mask, said) "
        f"ON {place}.kind = decided.status AND {place}.mask = decided.{key}"
    )


def _as_list(ids: Sequence[str]) -> str:
    return f"CAST([{', '.join(text(each) for each in ids)}] AS VARCHAR[])"


def _as_words(ids: Sequence[str]) -> str:
    return text(" ".join(ids))
