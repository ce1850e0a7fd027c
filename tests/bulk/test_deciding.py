"""A table decided row by row as the engine decides each, and set aside where the engine refuses."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.bulk.columns import NONE_SUFFIX, asked
from knowledge_base.bulk.deciding import Order, Run, decide_table
from rules_engine.compile.resolve import resolve
from rules_engine.compile.runtime import named
from rules_engine.model.decision import Verdict
from rules_engine.problems import ProblemsFound
from rules_engine.ruleset import load_rules
from tests.bulk.same_every_time import SAME
from tests.project_copy import ROOT

if TYPE_CHECKING:
    from rules_engine.model.rule import Rule
    from rules_engine.model.value_types import ValueType

RULES = load_rules(ROOT / "rules")
DAY = date(2026, 1, 15)
VALUES = RULES.values_at(DAY)
Row = dict[str, Any]

# Requirements and tables; null, defaults, the day itself; every type; values, lists among them.
DRAWN = (
    "leave-organization", "frequency-change-timing", "initial-organization", "address-shareable",
    "cumulative-partner-price", "sepa-transfer-destination", "domain-lifecycle-action",
    "account-lock", "assignable-roles", "delete-organization", "frequency-choice-minimum",
)  # fmt: skip


def order(rule: str, source: Path, **more: Any) -> Order:
    return Order(resolve(RULES.rules[rule], VALUES, DAY), DAY, source, **more)


def typed_values(kind: ValueType) -> st.SearchStrategy[Any]:
    """Draw what a typed column may hold, some of it beyond what the input may be."""
    match kind.kind:
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(-1, 5) | st.sampled_from([10**9, 10**9 + 1, -(2**62)])
        case "decimal":
            return st.decimals(-1, 300, places=2) | st.sampled_from([Decimal(0), Decimal(1)])
        case "date":
            near = st.integers(-800, 800).map(lambda days: DAY + timedelta(days))
            return near | st.sampled_from([date(1899, 12, 31), date(2024, 2, 29), date(3000, 1, 1)])
        case "choice":
            return st.sampled_from([*kind.choices, f" {kind.choices[0]}", kind.choices[0].upper()])
        case "country":
            return st.sampled_from(["CH", "no", " FR", "UK", "DE", "ß"])
        case "currency":
            return st.sampled_from(["CHF", "eur", "XXX", "USD"])
        case "iban":
            return st.sampled_from(["CH93 0076 2011 6238 5295 7", "DE89370400440532013000", "CH"])
    return st.sampled_from(["a@b.ch", " A@B.ch", "c@d.ch", "é@b.ch", "É@b.ch", "a@b", "a b@c.ch"])


def rows_of(rule: Rule) -> st.SearchStrategy[list[Row]]:
    columns = {name: st.none() | typed_values(kind) for name, kind in asked(rule).items()}
    return st.lists(st.fixed_dictionaries(columns), min_size=20, max_size=80)


def by_engine(rule: str, row: Row) -> Verdict | set[tuple[str, str]]:
    """Return the verdict on a row, or the inputs that do not fit with their codes."""
    facts = {name: value for name, value in row.items() if value is not None}
    wrong: set[tuple[str, str]] = set()
    for name in [each for each in facts if each.endswith(NONE_SUFFIX)]:
        said, about = facts.pop(name), name.removesuffix(NONE_SUFFIX)
        if said not in (True, False):
            wrong.add((name, "KB502"))
        elif said and about in facts:
            wrong.add((about, "KB711"))
        elif said:
            facts[about] = None
    try:
        verdict = RULES.program(rule).decide(facts, DAY).verdict
    except ProblemsFound as found:
        return wrong | {(each.subject, each.code) for each in found.problems}
    return wrong or verdict


def by_bulk(rule: Rule, decided: Row) -> Verdict:
    reasons = rule.reasons
    if decided["status"] == "invalid":
        reasons = tuple(each.id for each in rule.constraints)
    values = {name: decided[name] for name in rule.values if decided[name] is not None}
    for name, value in values.items():
        if rule.values[name].type.kind == "list":
            values[name] = tuple(json.loads(value))
    return Verdict(
        decided["status"], decided["outcome"], named(reasons, decided["reason_mask"]),
        named(rule.reasons, decided["open_mask"]),
        named(tuple(rule.inputs), decided["missing_mask"]), values,
    )  # fmt: skip


def read(path: Path) -> list[Row]:
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT * FROM '{path}'")
        names = [each[0] for each in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def check(rule: str, rows: list[Row], run: Run, out: Path, rejects: Path) -> None:
    expected = [by_engine(rule, row) for row in rows]
    verdicts = {place: each for place, each in enumerate(expected) if isinstance(each, Verdict)}
    decided = read(out)
    assert [int(each["id"]) for each in decided] == list(verdicts)
    for each in decided:
        assert by_bulk(RULES.rules[rule], each) == verdicts[int(each["id"])], rows[int(each["id"])]
    aside: dict[int, set[tuple[str, str]]] = {}
    for each in read(rejects):
        aside.setdefault(int(each["row"]) - 1, set()).add((each["input"], each["code"]))
    assert aside == {n: each for n, each in enumerate(expected) if not isinstance(each, Verdict)}
    assert (run.rows, run.decided, run.rejected) == (len(rows), len(verdicts), len(aside))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bulk")


_SQL_TYPES = {"boolean": "BOOLEAN", "integer": "BIGINT", "decimal": "DECIMAL(12,2)", "date": "DATE"}


@pytest.mark.parametrize("rule", DRAWN)
def test_typed_rows_are_decided_as_the_engine_decides_each(rule: str, folder: Path) -> None:
    kinds = asked(RULES.rules[rule])
    source, out, rejects = (folder / f"{rule}{end}.parquet" for end in ("", "-out", "-rejects"))

    @given(rows_of(RULES.rules[rule]))
    @settings(max_examples=4, **SAME)
    def compare(rows: list[Row]) -> None:
        types = [_SQL_TYPES.get(each.kind, "VARCHAR") for each in kinds.values()]
        columns = ", ".join(f'"{n}" {t}' for n, t in zip(kinds, types, strict=True))
        with duckdb.connect() as connection:
            connection.execute(f"CREATE TABLE rows (id INTEGER, {columns})")
            marks = ", ".join("?" * (len(kinds) + 1))
            connection.executemany(
                f"INSERT INTO rows VALUES ({marks})",
                [(place, *(row[name] for name in kinds)) for place, row in enumerate(rows)],
            )
            connection.execute(f"COPY rows TO '{source}'")
        check(rule, rows, decide_table(order(rule, source), out, rejects), out, rejects)

    compare()


def in_words(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def meant(kind: ValueType, word: str) -> object:
    """Return what a field of CSV stands for: it has no booleans and no numbers."""
    if word == "":
        return None
    if kind.kind == "boolean":
        return {"true": True, "false": False}.get(word.strip().lower(), word)
    if kind.kind == "integer" and word.strip().lstrip("-").isdecimal():
        return int(word)
    return word


@pytest.mark.parametrize("rule", DRAWN)
def test_rows_of_csv_are_decided_as_the_engine_decides_each(rule: str, folder: Path) -> None:
    kinds = asked(RULES.rules[rule])
    source, out, rejects = (folder / f"{rule}{end}.csv" for end in ("", "-out", "-rejects"))
    odd = st.sampled_from(
        ["", " true ", "TRUE", "1", "010", "1.0", "x;y", 'say "no"', "9" * 40, "é"]
    )

    @given(rows_of(RULES.rules[rule]), st.randoms(use_true_random=False), odd)
    @settings(max_examples=3, **SAME)
    def compare(rows: list[Row], chance: Any, word: str) -> None:
        words: list[dict[str, str]] = []
        for row in rows:
            line = {name: in_words(value) for name, value in row.items()}
            if chance.random() < 0.2:
                line[chance.choice(list(line))] = word
            words.append(line)
        with source.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_MINIMAL)
            writer.writerow(["id", *kinds])
            writer.writerows(
                [place, *(line[name] for name in kinds)] for place, line in enumerate(words)
            )
        given_rows = [{n: meant(kinds[n], word) for n, word in line.items()} for line in words]
        run = decide_table(order(rule, source), out, rejects)
        check_csv(rule, given_rows, run, out, rejects)

    compare()


_VALUE_TYPES = {"decimal": "DECIMAL(38,10)", "date": "DATE"}


def check_csv(rule: str, rows: list[Row], run: Run, out: Path, rejects: Path) -> None:
    """Compare after giving texts of CSV back their types."""
    typed = out.with_suffix(".parquet")
    kinds: Mapping[str, ValueType] = {n: v.type for n, v in RULES.rules[rule].values.items()}
    types = {name: _VALUE_TYPES.get(kind.kind, "VARCHAR") for name, kind in kinds.items()}
    types |= dict.fromkeys(("reason_mask", "open_mask", "missing_mask"), "INTEGER")
    casts = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in types.items())
    source = f"read_csv('{out}', all_varchar = true)"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT id, status, outcome, {casts} FROM {source}) TO '{typed}'")
    check(rule, rows, run, typed, rejects)
