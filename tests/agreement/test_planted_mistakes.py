"""A mistake planted in one back end is found."""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING

import pytest

from knowledge_base.agreement.duckdb_relation import duckdb_sql, query_text
from rules_engine.agreement.back_ends import compiled
from rules_engine.compile.python_code import python_source
from rules_engine.compile.resolve import resolve
from rules_engine.program import Program, Segment
from tests.agreement.planted import RULES, changed, found

if TYPE_CHECKING:
    from rules_engine.ruleset import Ruleset

LEAVE, TIMING, PRICE = "leave-organization", "frequency-change-timing", "cumulative-partner-price"

# In which way of the compiled rule, what is changed in its source, and to what.
IN_PYTHON = [
    (LEAVE, "known", "i_user_count <= 1", "i_user_count < 1"),
    (LEAVE, "known", "i_is_owner and", "i_is_owner or"),
    (LEAVE, "partial", "i_owner_count >= 1", "i_owner_count > 1"),
    (LEAVE, "partial", "(4 if", "(8 if"),
    (LEAVE, "make", "i_owner_count <= 1)", "i_owner_count <= 2)"),
    (TIMING, "known", "months, True)", "months, False)"),
    (PRICE, "known", "(1, i_partner_discount_rate)", "(2, i_partner_discount_rate)"),
]
IN_SQL = [
    (LEAVE, '<= "user_count"', '< "user_count"'),
    (LEAVE, '"owner_count" > 1', '"owner_count" >= 1'),
    (LEAVE, '"user_count" > 1', '"user_count" > 2'),
    (LEAVE, "<< 2", "<< 3"),
    (LEAVE, "IS NULL", "IS NOT NULL"),
    (PRICE, "'0.20'", "'0.21'"),
    (TIMING, "'annual'", "'quarterly'"),
]


def mistaken_program(rule: str, function: str, old: str, new: str) -> Program:
    """Return a compiled rule with a change in one of its functions."""
    program = copy.copy(RULES.program(rule))
    (segment,) = program.segments
    day = date(2026, 1, 15)
    source = python_source(resolve(RULES.rules[rule], RULES.values_at(day), day))
    start = source.index(f"def {function}(")
    end = source.index("\ndef ", start + 1)
    text = source[:start] + changed(source[start:end], old, new) + source[end:]
    code = compile(text, f"<{rule} with a mistake>", "exec")
    program.segments = (Segment(segment.start, code, segment.defaults),)
    return program


@pytest.mark.parametrize(("rule", "function", "old", "new"), IN_PYTHON)
def test_a_mistake_in_generated_python_is_found(
    rule: str, function: str, old: str, new: str
) -> None:
    mistaken = mistaken_program(rule, function, old, new)
    assert found(rule, compiled(lambda _: mistaken))


@pytest.mark.parametrize(("rule", "old", "new"), IN_SQL)
def test_a_mistake_in_sql_is_found_in_both_ways_of_asking(rule: str, old: str, new: str) -> None:
    def mistaken(ruleset: Ruleset, name: str, as_of: date | None) -> str:
        return changed(query_text(ruleset, name, as_of), old, new)

    with duckdb_sql(RULES, mistaken) as both:
        differing = {each.back_end for each in found(rule, both, cases=600)}
        assert differing == {each.name for each in both}
