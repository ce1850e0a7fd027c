"""What the tests of the checker share: rules with a case each, and the pages they are on."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from knowledge_base.pages.addresses import address, guide_source
from knowledge_base.pages.rule_words import checker_pages, rule_words
from rules_engine.cases import read_cases
from tests.built_site import ROOT
from tests.this_project import help_center

CENTER = help_center(date(2026, 11, 22))
RULES = list(CENTER.ruleset.rules)
SECTIONS = {guide: section for section, held in CENTER.sections.items() for guide in held}
LEAVE = "leave-organization"
SHARED = (
    "#check=leave-organization&as_of=2026-11-22&belongs_to_organization=true"
    "&in_organization_ksuite=false&login_address_in_mail_service=true&is_owner=true"
    "&owner_count=1&user_count=7"
)

# One case of each rule that is decided.
CASES: dict[str, dict[str, Any]] = {}
for each in read_cases(ROOT / "tests" / "rules", CENTER.ruleset):
    if each.status == "decided":
        CASES.setdefault(each.rule, dict(each.given))


def page_of(rule: str, language: str) -> str:
    """Return the address of the page that a rule is checked on."""
    guide = checker_pages(CENTER)[rule]
    return "/" + address(guide_source(language, SECTIONS[guide], guide))


def decided(record: dict[str, Any]) -> dict[str, Any]:
    """Return the record that the engine gives on the facts of another one, through JSON."""
    program = CENTER.ruleset.program(record["rule"])
    decision = program.decide(record["facts"], date.fromisoformat(record["as_of"]))
    found: dict[str, Any] = json.loads(json.dumps(decision.to_json()))
    return found


def listed_in(rule: str, language: str) -> dict[str, dict[str, str]]:
    """Return the choices of the inputs that have a list of them, and what to type for each."""
    inputs = rule_words(CENTER, rule, language)["inputs"]
    return {
        name: {
            choice: choice if each["kind"] == "currency" else words
            for choice, words in each["choices"]
        }
        for name, each in inputs.items()
        if "choices" in each
    }
