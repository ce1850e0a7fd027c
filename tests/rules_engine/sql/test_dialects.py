"""Statements for engines that are not here are read again; comments; wrong words."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import exp

from rules_engine.problems import ProblemsFound
from rules_engine.sql.dialects import DIALECTS
from rules_engine.sql.query import decision_query
from rules_engine.sql.source import decimal_digits, source_columns
from rules_engine.sql.statement import statement
from tests.rules_engine.sql.cases import AS_OF, real_rules, resolved_rule

RULES = real_rules()
# What an engine has only under another name, so that a statement with it never ran.
FOREIGN = {
    "bigquery": ("<<", "UTINYINT", "TO_MONTHS", "DATE32"),
    "snowflake": (" | ", "<<", "UTINYINT", "TO_MONTHS", "DATE32"),
    "trino": (" | ", "<<", "UTINYINT", "TO_MONTHS", "DATE32"),
}


@pytest.mark.parametrize("dialect", FOREIGN)
@pytest.mark.parametrize("rule", RULES.rules)
def test_a_statement_is_read_again_as_one_select_with_every_answer(rule: str, dialect: str) -> None:
    resolved = resolved_rule(RULES, rule)
    sql = decision_query(resolved, AS_OF, "shop.facts", dialect=dialect, keys=["id"]).sql(dialect)
    (read,) = sqlglot.parse(sql, dialect=dialect)
    assert isinstance(read, exp.Select)
    answers = ["status", "outcome", "reason_mask", "open_mask", "missing_mask"]
    assert read.named_selects == ["id", *answers, *resolved.rule.values]
    columns = {each.name for each in read.find_all(exp.Column) if not each.name.startswith("_")}
    assert columns <= {"id", *source_columns(resolved)}
    for word in FOREIGN[dialect]:
        assert word not in sql


@pytest.mark.parametrize("dialect", DIALECTS)
def test_products_keep_within_the_digits_that_an_engine_has(dialect: str) -> None:
    resolved = resolved_rule(RULES, "cumulative-partner-price")
    digits = decimal_digits(resolved, dialect)
    price, rate = digits["normal_price_total"], digits["partner_discount_rate"]
    assert price.places + 2 * rate.places <= DIALECTS[dialect].places
    assert price.total + 2 * rate.total <= 38
    assert rate.before == 1  # a share of at most one
    assert price.places >= 2


def test_comments_say_the_rule_its_date_and_what_each_bit_means() -> None:
    sql = statement(RULES, "leave-organization", "postgres", "crm.accounts", AS_OF, ["id"])
    comments = [line for line in sql.splitlines() if line.startswith("--")]
    assert comments[0] == ("-- Rule leave-organization as of 2026-01-15, in the SQL of postgres.")
    assert RULES.program("leave-organization").digest in comments[1]
    for line in (
        "--   owner_count INT", "--   8 last-user", "--   2 inconsistent-counts",
        "--   32 user_count", "-- NULL means not known.",
    ):  # fmt: skip
        assert line in comments
    assert "FROM crm.accounts" in sql
    assert sql.endswith(";")


def test_a_comment_names_what_is_supposed_and_what_may_be_none() -> None:
    sql = statement(RULES, "cumulative-partner-price", "duckdb", "facts", AS_OF)
    assert "For partner_discount_rate, degressive_rate it means the value" in sql
    assert "--   degressive_rate_is_none BOOLEAN" in sql
    assert "at most 15 digits before and" in sql


@pytest.mark.parametrize(
    ("rule", "dialect", "table", "code"),
    [
        ("leave-organisation", "duckdb", "facts", "KB505"),
        ("leave-organization", "mysql", "facts", "KB510"),
        ("leave-organization", "duckdb", "facts; DROP TABLE facts", "KB511"),
        ("leave-organization", "duckdb", "", "KB511"),
    ],
)
def test_a_wrong_word_is_a_problem_with_its_code(
    rule: str, dialect: str, table: str, code: str
) -> None:
    with pytest.raises(ProblemsFound) as found:
        statement(RULES, rule, dialect, table, AS_OF)
    assert [each.code for each in found.value.problems] == [code]
