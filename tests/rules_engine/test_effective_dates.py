"""Values hold from a day on: today's answer keeps, the future has its own."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from rules_engine.interpret import interpret
from rules_engine.problems import ProblemsFound
from rules_engine.ruleset import Ruleset, load_rules

RULES = Path(__file__).parents[2] / "rules"
TODAY, BEFORE, FUTURE = date(2026, 11, 22), date(2027, 3, 31), date(2027, 4, 1)
COUNTRIES = "[CH, FR, BE, DE]"


@pytest.fixture(scope="module")
def with_norway(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    """The rules with Norway among the SMS countries from a day in the future on."""
    rules = tmp_path_factory.mktemp("project") / "rules"
    shutil.copytree(RULES, rules)
    path = rules / "parameters" / "two-factor.yml"
    text = path.read_text("utf-8")
    line = next(each for each in text.splitlines() if COUNTRIES in each)
    later = line.replace(COUNTRIES, "[CH, FR, BE, DE, NO]").replace("2020-01-01", "2027-04-01")
    path.write_text(text.replace(line, f"{line}\n{later}"), "utf-8")
    return load_rules(rules)


def outcome(ruleset: Ruleset, country: str, day: date) -> str | None:
    rule = ruleset.rule("sms-two-factor-country")
    name = next(n for n, each in rule.inputs.items() if each.type.kind == "country")
    decision = ruleset.decide(rule.id, {name: country}, day)
    values = ruleset.values_at(day)
    assert interpret(rule, values, decision.facts, day) == decision.verdict
    return decision.outcome


def test_norway_is_refused_until_the_day_and_served_from_it(with_norway: Ruleset) -> None:
    switzerland = outcome(with_norway, "CH", TODAY)
    assert outcome(with_norway, "NO", TODAY) != switzerland
    assert outcome(with_norway, "NO", BEFORE) != switzerland
    assert outcome(with_norway, "NO", FUTURE) == switzerland == outcome(with_norway, "CH", FUTURE)
    assert outcome(with_norway, "SE", FUTURE) != switzerland


def test_a_future_value_does_not_change_the_answers_of_today(with_norway: Ruleset) -> None:
    now = load_rules(RULES)
    for country in ("CH", "FR", "BE", "DE", "NO", "SE"):
        assert outcome(with_norway, country, TODAY) == outcome(now, country, TODAY)


def test_before_the_first_date_nothing_is_decided(with_norway: Ruleset) -> None:
    with pytest.raises(ProblemsFound) as found:
        outcome(with_norway, "CH", date(2019, 12, 31))
    (problem,) = found.value.problems
    assert problem.code == "KB504"
    assert "2019-12-31" in problem.message


def test_days_may_be_asked_for_in_any_order(with_norway: Ruleset) -> None:
    days = [FUTURE, TODAY, FUTURE, BEFORE, TODAY]
    assert [outcome(with_norway, "NO", day) for day in days] == [
        outcome(with_norway, "NO", day) for day in reversed(days)
    ][::-1]
