"""Conditions in exact words."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.content.conditions import ConditionWords
from knowledge_base.content.guide import resolved_rule
from tests.content.project import copy_of_good

RULE = """\
rule: words
guides: [take-the-train]
source: take-the-train/f1
inputs:
  kind: {{type: choice, choices: ticket}}
  class: {{type: choice, choices: [first, second, third]}}
  seats: {{type: integer}}
  rows: {{type: integer, nullable: true, default: null}}
  day: {{type: date}}
  has_card: {{type: boolean}}
computed:
  last: {{days_after: {{date: {{input: day}}, days: {{parameter: travel.refund_days}}}}}}
  sum: {{plus: [{{input: seats}}, 1]}}
requirements:
  wanted: {condition}
  the-rest:
    all: [{{kind: single}}, {{class: first}}, {{seats: 1}}, {{rows: 1}}, {{day: "2026-01-01"}},
      {{has_card: true}}, {{computed: {{last: "2026-01-01", sum: 2}}}}]
examples:
  one: {{given: {{kind: single}}, expect: {{outcome: allowed}}}}
"""
LABELS = {"kind", "class", "seats", "rows", "day", "has_card"}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("{seats: {more_than: 1}}", "seats: more than 1"),
        ("{seats: {at_least: {input: rows}}}", "seats: at least rows"),
        ("{seats: {is_not: {input: rows}}}", "seats ≠ rows"),
        ("{rows: null}", "rows: none"),
        ("{rows: {is_not: null}}", "rows: given"),
        ("{has_card: {is_not: true}}", "has_card: no"),
        ("{not: {seats: {more_than: 1}}}", "seats: at most 1"),
        ("{kind: return}", "kind: return ticket"),
        ("{class: [first, second]}", "class: first or second"),
        ("{class: {none_of: [first, second]}}", "class: none of first and second"),
        ("{class: {none_of: [first]}}", "class: not first"),
        ("{any: [{class: first}, {seats: 0}, {class: third}]}",
         "class: first or third · or · seats: 0"),
        ("{seats: 1, has_card: true}", "seats: 1 · and · has_card: yes"),
        ("{any: [{has_card: true}, {seats: 1, rows: 2}]}",
         "has_card: yes · or · (seats: 1 · and · rows: 2)"),
        ("{not: {any: [{has_card: true}, {seats: 1}]}}", "has_card: no · and · seats: not 1"),
        ("{computed: {last: {before: {input: day}}}}", "day + 14\u00a0days: before day"),
        ("{computed: {sum: {at_least: 2}}}", "seats + 1: at least 2"),
        ('{day: {on_or_after: "2026-02-01"}}', "day: on or after 1\u00a0February 2026"),
        ("{listed: {parameter: travel.fares, match: {kind: {input: kind}, class: {input: seats}}}}",
         "kind: return ticket · and · seats: 1"),
    ],
)  # fmt: skip
def test_a_condition_is_said_as_a_person_would(condition: str, words: str, tmp_path: Path) -> None:
    project = copy_of_good(tmp_path)
    project.write("rules/travel/words.yml", RULE.format(condition=condition))
    inputs = "\n".join(f'  {name}: {{label: "{name}", ask: "?"}}' for name in sorted(LABELS))
    choices = 'class: {label: "class", ask: "?", choices: {first: "first", second: "second", '
    inputs = inputs.replace('class: {label: "class", ask: "?"}', choices + 'third: "third"}}')
    project.write(
        "docs/en/rules/travel/words.yml",
        f'question: "?"\ninputs:\n{inputs}\noutcomes: {{allowed: "yes", denied: "no"}}\n'
        'reasons:\n  wanted: {fails: "no", met: "yes"}\n  the-rest: {fails: "no", met: "yes"}\n'
        'examples: {one: "one"}\n',
    )
    center = project.load()
    rule = center.words("words", "en")
    resolved = resolved_rule(center.wording("en"), rule.rule)
    assert ConditionWords(rule, resolved).exact(resolved.requirements[0].holds) == words
