"""The words that scripts show are those of the pages, and lead where the pages lead."""

from __future__ import annotations

import json
from datetime import date

import pytest

from knowledge_base.pages.rule_scripts import site_words
from knowledge_base.pages.rule_words import checked_rules, checker_pages, rule_words
from tests.built_site import LANGUAGES
from tests.this_project import help_center

CENTER = help_center(date(2026, 11, 22))
RULES = list(CENTER.ruleset.rules)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_input_outcome_and_reason_has_words_in_every_language(language: str) -> None:
    for name, rule in CENTER.ruleset.rules.items():
        words = rule_words(CENTER, name, language)
        assert list(words["inputs"]) == list(rule.inputs)
        assert set(words["outcomes"]) == set(rule.outcomes)
        assert set(words["reasons"]) == set(rule.reasons)
        assert set(words["constraints"]) == {each.id for each in rule.constraints}
        assert set(words["values"]) == set(rule.values)
        assert "lang=" not in json.dumps(words)  # nothing stands in for a translation
        for each in rule.inputs.values():
            listed = each.type.kind in ("choice", "country", "currency")
            assert ("choices" in words["inputs"][each.name]) == listed, (name, each.name)


def test_links_are_addresses_from_the_root_of_the_site_in_the_language() -> None:
    words = rule_words(CENTER, "leave-organization", "de")
    remedy = words["remedies"]["login-address-in-mail-service"]
    assert remedy["guide"]["href"] == "de/account/login-identifier/"
    assert '<a href="de/account/login-identifier/">' in remedy["words"]
    assert words["guides"]["de/account/login-identifier/"] == remedy["guide"]["number"]
    assert remedy["rule"]["href"] == "de/account/login-identifier/#check=change-login-identifier"


def test_every_rule_is_checked_on_a_page_of_its_own() -> None:
    pages = checker_pages(CENTER)
    assert set(pages) == set(RULES)
    for rule, guide in pages.items():
        assert rule in checked_rules(CENTER, guide)
        assert guide in CENTER.ruleset.rules[rule].guides


def test_amounts_name_the_inputs_that_may_give_their_currency() -> None:
    inputs = rule_words(CENTER, "reminder-cause", "fr")["inputs"]
    assert inputs["amount_paid"]["currency"] == ["currency_paid"]
    price = rule_words(CENTER, "cumulative-partner-price", "it")
    assert price["values"]["final"]["currency"] == ["currency"]
    assert price["values"]["total_reduction_percent"]["unit"] == "percent"
    assert price["inputs"]["partner_discount_rate"]["unit"] == "ratio"


def test_countries_stand_where_a_reader_looks_for_them() -> None:
    choices = rule_words(CENTER, "billing-currency", "de")["inputs"]["organization_country"]
    names = [name for _, name in choices["choices"]]
    assert names.index("Oman") < names.index("Österreich") < names.index("Pakistan")


def test_what_stands_around_a_rule_is_in_the_language() -> None:
    said = site_words(CENTER, "fr")
    assert said["site"]["answers.affirmative"] == "oui"
    assert said["formats"]["date"]["first"] == "1er"


def test_facts_that_contradict_each_other_are_named() -> None:
    constraints = rule_words(CENTER, "leave-organization", "en")["constraints"]
    assert constraints["not-a-member"]["inputs"] == ["belongs_to_organization"]
    assert set(constraints["inconsistent-counts"]["inputs"]) == {
        "is_owner", "owner_count", "user_count",
    }  # fmt: skip
