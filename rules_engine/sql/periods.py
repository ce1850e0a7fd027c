"""The query of a rule for one day, or for a day of its own in every row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sqlglot import exp

from rules_engine.compile.resolve import ResolvedRule, resolve
from rules_engine.problems import refused
from rules_engine.ruleset import Ruleset
from rules_engine.sql.dialects import DIALECTS
from rules_engine.sql.nodes import NULL, Sql, binary, is_not_null, is_null
from rules_engine.sql.query import decision_query, source_table
from rules_engine.sql.values import literal


def resolved_on(ruleset: Ruleset, rule: str, as_of: date) -> ResolvedRule:
    """Return a rule as it stands on a day.

    Raises ``ProblemsFound`` for an unknown rule, or a day on which a parameter has no value.
    """
    ruleset.program(rule).judge(as_of)  # says what is wrong
    return resolve(ruleset.rules[rule], ruleset.values_at(as_of), as_of)


def dated_query(  # noqa: PLR0913  those of decision_query, and the rules
    ruleset: Ruleset,
    rule: str,
    as_of: exp.Column,
    source: str,
    *,
    dialect: str = "duckdb",
    keys: Sequence[str] = (),
    known: Collection[str] = (),
    codes: bool = False,
) -> exp.Query:
    """Return the query that decides every row of ``source`` as of the date in its column ``as_of``.

    It has the columns of ``decision_query``. Where that date is NULL, or a parameter has no value
    on it, the status is NULL. Rows come in the order of the periods: name a key to tell them apart.
    """
    parts: list[exp.Select] = []
    tests: list[Sql] = []
    for start, until, resolved in _periods(ruleset, rule):
        test = _within(as_of, start, until, dialect)
        tests.append(test)
        rows = exp.select("*").from_(source_table(source, dialect)).where(test)
        below = rows.subquery("dated")
        parts.append(
            decision_query(
                resolved, as_of, below, dialect=dialect, keys=keys, known=known, codes=codes
            )
        )
    if not parts:
        message = f"the parameters of the rule {rule} have a value on no day"
        raise refused("KB504", message, "Give them one.", rule)
    parts.append(_undecided(parts[0], source_table(source, dialect), as_of, tests, keys))
    query: exp.Query = exp.select("*").from_(parts[0].subquery("period_1"))
    for number, part in enumerate(parts[1:], start=2):
        rest = exp.select("*").from_(part.subquery(f"period_{number}"))
        query = exp.union(query, rest, distinct=False)
    return query


def _periods(ruleset: Ruleset, rule: str) -> Iterator[tuple[date, date | None, ResolvedRule]]:
    segments = ruleset.program(rule).segments
    for number, segment in enumerate(segments):
        if segment.code is not None:
            until = segments[number + 1].start if number + 1 < len(segments) else None
            yield segment.start, until, resolved_on(ruleset, rule, segment.start)


def _within(as_of: Sql, start: date, until: date | None, dialect: str) -> Sql:
    engine = DIALECTS[dialect]
    tests: list[Sql] = [is_not_null(as_of)]
    if start > date.min:
        tests = [binary(exp.GTE, as_of, literal(start, engine).sql)]
    if until is not None:
        tests.append(binary(exp.LT, as_of, literal(until, engine).sql))
    return exp.and_(*tests)


def _undecided(
    like: exp.Select, source: Sql, as_of: Sql, tests: list[Sql], keys: Sequence[str]
) -> exp.Select:
    """Return the rows on whose date nothing holds."""
    columns = [
        each.copy() if each.alias_or_name in keys
        else exp.alias_(NULL.copy(), each.alias_or_name, quoted=True)
        for each in like.selects
    ]  # fmt: skip
    dated = exp.not_(exp.or_(*tests))
    return exp.select(*columns).from_(source).where(exp.or_(is_null(as_of), dated))
