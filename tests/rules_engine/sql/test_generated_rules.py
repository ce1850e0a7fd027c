"""Rules of every shape, drawn at random, are decided in DuckDB as the interpreter decides them."""

from __future__ import annotations

from hypothesis import assume, given, settings

from rules_engine.compile.programs import values_at
from rules_engine.compile.resolve import ResolvedRule, resolve
from rules_engine.problems import ProblemsFound
from rules_engine.sql.digits import MOST, number_sizes
from tests.rules_engine.generated import World, worlds
from tests.rules_engine.sql.cases import differences
from tests.rules_engine.sql.duckdb_rows import decided


@settings(max_examples=100)
@given(worlds())
def test_generated_rules_decide_rows_as_the_interpreter_does(world: World) -> None:
    values, _ = values_at(world.parameters, world.as_of)
    resolved = resolve(world.rule, values, world.as_of)
    assume(_has_numbers_that_fit(resolved))
    rows = decided(resolved, world.facts, world.as_of)
    assert differences(resolved, values, world.facts, rows, world.as_of) == []


def _has_numbers_that_fit(resolved: ResolvedRule) -> bool:
    try:
        number_sizes(resolved, MOST)
    except ProblemsFound as found:
        return found.problems[0].code != "KB509"
    return True
