"""A rule whose parameters change is decided as of a date of its own in every row."""

from __future__ import annotations

from datetime import date

from hypothesis import assume, given, settings
from sqlglot import exp

from rules_engine.problems import ProblemsFound
from rules_engine.ruleset import Ruleset
from rules_engine.sql.periods import dated_query, resolved_on
from tests.rules_engine.generated import World, worlds
from tests.rules_engine.sql.cases import AS_OF, GAP, KEY, interpreted, real_rules, verdict_of
from tests.rules_engine.sql.duckdb_rows import query_rows
from tests.rules_engine.sql.rows import table_of

DAYS = (date(2019, 12, 31), date(2020, 1, 1), date(2024, 12, 31), date(2025, 1, 1), AS_OF)


@settings(max_examples=25)
@given(worlds())
def test_each_row_is_decided_by_what_holds_on_its_date(world: World) -> None:
    ruleset = Ruleset({"generated": world.rule}, world.parameters, {})
    facts = [each for each in world.facts for _ in DAYS]
    days = [day for _ in world.facts for day in DAYS]
    column = exp.column("day_of_row", quoted=True)
    try:
        query = dated_query(ruleset, "generated", column, "dated", keys=[KEY])
        resolved = resolved_on(ruleset, "generated", AS_OF)
    except ProblemsFound as found:
        assume(found.problems[0].code != "KB509")
        raise
    steps = table_of(resolved, facts, "duckdb")
    cases = ", ".join(f"({number}, DATE '{day}')" for number, day in enumerate(days))
    steps.append(
        f"CREATE VIEW dated AS SELECT * FROM facts JOIN (VALUES {cases}) AS days({KEY}, day_of_row)"
        f" USING ({KEY})"
    )
    rows = sorted(query_rows(steps, query.sql("duckdb")), key=lambda row: int(str(row[KEY])))
    assert [row[KEY] for row in rows] == list(range(len(facts)))
    for row, day, given_facts in zip(rows, days, facts, strict=True):
        try:
            resolved_on(ruleset, "generated", day)
        except ProblemsFound:
            expected: object = GAP
        else:
            expected = interpreted(world.rule, ruleset.values_at(day), given_facts, day)
        assert verdict_of(world.rule, row) == expected


def test_a_row_without_a_date_is_not_decided() -> None:
    ruleset = real_rules()
    query = dated_query(ruleset, "may-add-user", exp.column("day"), "facts")
    steps = ["CREATE TABLE facts AS SELECT 'administrator' AS role, NULL::DATE AS day"]
    (row,) = query_rows(steps, query.sql("duckdb"))
    assert row["status"] is None
