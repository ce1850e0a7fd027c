"""The statement that a person runs: the query, under comments that say how to read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlglot.errors import ParseError

from rules_engine.compile.resolve import ResolvedRule
from rules_engine.problems import near, refused
from rules_engine.ruleset import Ruleset
from rules_engine.sql.dialects import DIALECTS
from rules_engine.sql.periods import resolved_on
from rules_engine.sql.query import decision_query
from rules_engine.sql.source import NONE_SUFFIX, decimal_digits, source_columns


def statement(
    ruleset: Ruleset, rule: str, dialect: str, table: str, as_of: date, keys: Sequence[str] = ()
) -> str:
    """Return the SQL that decides every row of a table as of a day, with comments before it.

    ``keys`` are columns of the table that the result has as well. Raises ``ProblemsFound`` for an
    unknown rule or dialect, a table that is no name, and a day on which a parameter has no value.
    """
    if dialect not in DIALECTS:
        raise refused(
            "KB510", f"there is no dialect {dialect!r}.{near(dialect, DIALECTS)}",
            f"Dialects: {', '.join(DIALECTS)}.", dialect,
        )  # fmt: skip
    resolved = resolved_on(ruleset, rule, as_of)
    try:
        query = decision_query(resolved, as_of, table, dialect=dialect, keys=keys)
    except ParseError as error:
        raise refused(
            "KB511", f"{table!r} is not the name of a table", "Name it like: shop.accounts", table
        ) from error
    notes = _notes(resolved, ruleset.program(rule).digest, dialect, table, as_of)
    lines = [f"-- {line}".rstrip() for line in notes]
    return "\n".join([*lines, query.sql(dialect, pretty=True, max_text_width=100) + ";"])


def _notes(
    resolved: ResolvedRule, digest: str, dialect: str, table: str, as_of: date
) -> Iterator[str]:
    rule, digits = resolved.rule, decimal_digits(resolved, dialect)
    yield f"Rule {rule.id} as of {as_of}, in the SQL of {dialect}."
    yield f"Ruleset {digest}"
    yield ""
    yield f"{table} has a row for each case, and these columns, their values in normal form:"
    for name, kind in source_columns(resolved, dialect).items():
        limit = ""
        if name in digits:
            before, places = digits[name]
            limit = f" (at most {before} digits before and {places} after the point)"
        yield f"  {name} {kind.sql(dialect)}{limit}"
    yield "NULL means not known. " + _defaults(resolved)
    if any(each.type.nullable for each in rule.inputs.values()):
        yield f"<column>{NONE_SUFFIX} is TRUE where it is known that there is none."
    yield ""
    yield "status is decided, needs-info or invalid" + (
        "; NULL where no row of the decision table matches." if rule.rows else "."
    )
    yield f"outcome is one of {', '.join(rule.outcomes)}; NULL unless decided."
    if rule.reasons:
        yield "reason_mask adds up what certainly applies, open_mask what could still join it:"
        yield from _bits(rule.reasons)
    if rule.constraints:
        yield "Where the status is invalid, reason_mask adds up what contradicts itself:"
        yield from _bits(each.id for each in rule.constraints)
    yield "Where the status is needs-info, missing_mask adds up what is still needed:"
    yield from _bits(rule.inputs)
    if rule.values:
        yield f"Values of the answer, NULL where it has none: {', '.join(rule.values)}."


def _defaults(resolved: ResolvedRule) -> str:
    if not resolved.defaults:
        return ""
    return f"For {', '.join(resolved.defaults)} it means the value that the rule supposes."


def _bits(names: Iterable[str]) -> Iterator[str]:
    for bit, name in enumerate(names):
        yield f"  {1 << bit} {name}"
