"""Every rule of the project can be said in every language, in full."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge_base.content.blocks import plain
from knowledge_base.content.conditions import ConditionWords
from knowledge_base.content.guide import resolved_rule
from knowledge_base.content.tables import table_columns_and_rows
from tests.this_project import help_center

CENTER = help_center(date(2026, 11, 22))
RULES = [(rule, language) for rule in CENTER.ruleset.rules for language in CENTER.languages]


@pytest.mark.parametrize(("rule", "language"), RULES)
def test_conditions_and_rows_are_said_without_a_gap(rule: str, language: str) -> None:
    words = CENTER.words(rule, language)
    resolved = resolved_rule(CENTER.wording(language), words.rule)
    conditions = ConditionWords(words, resolved)
    said = [conditions.exact(each.holds) for each in resolved.requirements]
    columns, rows = table_columns_and_rows(words, resolved) if resolved.rows else ((), ())
    said += [cell for row in rows for cell in row.cells if cell]
    said += [*columns, *(plain(row.outcome) for row in rows)]
    for sentence in said:
        assert sentence
        assert "…" not in sentence
        assert "_" not in sentence, f"{sentence!r} shows the name of an input"
    assert all(len(row.cells) == len(columns) for row in rows)


@pytest.mark.parametrize(("rule", "language"), RULES)
def test_every_example_is_answered_in_words(rule: str, language: str) -> None:
    words = CENTER.words(rule, language)
    for example in words.rule.examples.values():
        given = {
            name: value for name, value in example.given.items() if not hasattr(value, "id")
        }  # the others are parameters
        answer = CENTER.answer(CENTER.ruleset.decide(rule, given, CENTER.as_of), language)
        assert answer.status_words
        assert len(answer.facts) == len(given)
