"""What ``kb new`` writes: the smallest rule and the smallest guide that pass ``kb check``."""

from __future__ import annotations

RULE = """\
# yaml-language-server: $schema=../../rules_engine/schemas/rule.schema.json
rule: {name}
guides: [{guide}]
source: [{guide}/f1]
inputs:
  confirmed: {{type: boolean, changed_by: user}}
requirements:
  not-confirmed: {{confirmed: true}}
examples:
  confirmed: {{given: {{confirmed: true}}, expect: {{outcome: allowed}}}}
"""

RULE_WORDS = """\
question: "May this be done?"
inputs:
  confirmed:
    label: "Confirmed"
    ask: "Have you confirmed it?"
outcomes:
  allowed: "You can do it."
  denied: "You cannot do it yet."
reasons:
  not-confirmed:
    fails: "You have not confirmed it."
    met: "You have confirmed it."
examples:
  confirmed: "Somebody who has confirmed"
"""

RULE_CASES = """\
# yaml-language-server: $schema=../../../rules_engine/schemas/cases.schema.json
rule: {name}
cases:
  confirmed:
    given: {{confirmed: true}}
    expect: {{status: decided, outcome: allowed}}
  not-confirmed:
    given: {{confirmed: false}}
    expect: {{status: decided, outcome: denied, reasons: [not-confirmed]}}
  nothing-known:
    given: {{}}
    expect: {{status: needs-info, outcome: null, missing: [confirmed]}}
"""

GUIDE = """\
# yaml-language-server: $schema=../../../knowledge_base/schemas/structure.schema.json
number: {number}
kind: how-to
audience: [user]
reviewed: "{today}"
blocks:
  steps:
    kind: steps
    items:
      open: {{}}
"""

GUIDE_TEXT = """\
title: {title}
summary: "Who can do what, in two lines."
steps:
  title: "How to do it"
  open: "Open the page."
"""

# A translation starts with its title; every other text is shown in English until it is written.
GUIDE_TITLE = """\
title: {title}
"""
