"""``kb sql``: a rule as one statement of SQL."""

from __future__ import annotations

import click

from knowledge_base.commands.project import as_of_date, project_root
from rules_engine.ruleset import load_rules


@click.command()
@click.argument("rule")
@click.option(
    "--dialect",
    required=True,
    metavar="DIALECT",
    help="duckdb, postgres, spark, clickhouse, bigquery, snowflake or trino.",
)
@click.option(
    "--table",
    default="facts",
    show_default=True,
    metavar="NAME",
    help="Table of the facts.",
)
@click.option("--key", multiple=True, metavar="COLUMN", help="A column to carry along: an id.")
@click.option("--as-of", metavar="DATE", help="Date of the decisions (default: today).")
@click.pass_context
def command(
    ctx: click.Context,
    rule: str,
    dialect: str,
    table: str,
    key: tuple[str, ...],
    as_of: str | None,
) -> None:
    """Print RULE as one statement that decides every row of a table.

    The comments before it say which columns it reads and what it answers.
    """
    from rules_engine.sql.statement import statement  # heavy

    ruleset = load_rules(project_root(ctx) / "rules")
    click.echo(statement(ruleset, rule, dialect, table, as_of_date(as_of), key))
