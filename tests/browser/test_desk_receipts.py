"""Receipts of the agents' desk, and what a browser keeps of decisions."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.desk_page import (
    FINDING,
    OUTCOME,
    RECEIPT,
    REPLY,
    TEXT,
    WORK,
    agent,
    receipt_code,
    receipt_in,
)
from tests.built_site import ROOT, build, served
from tests.project_copy import edit
from tests.this_project import help_center

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("tools")]

TODAY = date(2026, 11, 22)
CENTER = help_center(TODAY)
LEAVE = "leave-organization"
GIVEN = {"is_owner": True, "owner_count": 1, "user_count": 4}
FORBIDDEN = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("forbidden", "SecurityError"); }
});"""
KEPT = "JSON.stringify(localStorage)"


def receipt(rule: str, facts: dict[str, Any], as_of: str = "2026-11-22") -> dict[str, Any]:
    """Return the receipt of what the rules say now."""
    record = CENTER.ruleset.program(rule).decide(facts, date.fromisoformat(as_of)).to_json()
    held = ("rule", "as_of", "status", "outcome", "reasons", "open_reasons", "values")
    found = {key: record[key] for key in (*held, "facts", "ruleset")}
    return json.loads(json.dumps({**found, "made": as_of, "left_out": []}))  # type: ignore[no-any-return]  # JSON of a mapping is a mapping


def said(language: str, finding: str) -> str:
    return CENTER.site(language)[f"desk.receipt.{finding}"]


def test_a_receipt_copied_in_french_opens_in_italian(browser: Browser, address: str) -> None:
    with agent(browser, address) as desk:
        page = desk.open("fr", receipt_code(receipt(LEAVE, GIVEN)), "case")
        page.locator(".kb-desk__reply button:enabled").first.wait_for()
        link = desk.copied(RECEIPT)
        assert link.startswith(f"{address}/agents/#receipt=")
    with agent(browser, address, locale="it-CH") as desk:
        desk.page.goto(link)
        desk.page.wait_for_url(f"{address}/it/agents/**")
        assert desk.page.inner_text(FINDING) == said("it", "same")
        italian = CENTER.words(LEAVE, "it").outcome("denied").text
        assert desk.page.inner_text(".kb-receipt__outcome") == italian
        assert desk.page.inner_text(OUTCOME) == italian
        assert desk.page.input_value("#kb-fact-owner_count") == "1"


def test_a_receipt_opens_in_the_language_an_agent_works_in_and_follows_the_switcher(
    browser: Browser, address: str
) -> None:
    code = receipt_code(receipt(LEAVE, GIVEN))
    with agent(browser, address, locale="it-CH") as desk:
        page = desk.open("de")
        page.goto(f"/agents/#receipt={code}")
        page.wait_for_url(f"{address}/de/agents/#receipt={code}")
        for language, path in (("es", "/es/agents/"), ("en", "/agents/")):
            page.locator(FINDING).wait_for()
            page.click(".kb-languages summary")
            page.click(f".kb-languages a[hreflang={language}]")
            page.wait_for_url(f"{address}{path}#receipt={code}")
            page.locator(f"{FINDING} >> text={said(language, 'same')}").wait_for()


def test_a_receipt_says_whether_todays_rules_answer_otherwise(
    browser: Browser, address: str
) -> None:
    older = {"ruleset": "sha256:of-an-older-rule"}
    found: list[tuple[dict[str, Any], str]] = [
        ({}, "same"),
        (older, "changed-same"),
        ({**older, "outcome": "allowed", "reasons": []}, "differs"),
        ({**older, "reasons": ["last-user"]}, "differs"),
        ({**older, "outcome": "of-an-older-rule"}, "differs"),
        ({"outcome": "allowed", "reasons": []}, "altered"),
        ({**older, "facts": {"owner_count": "many"}}, "no-fit"),
        ({**older, "facts": {"of_an_older_rule": 1}}, "no-fit"),
    ]
    # The same day as today: it is not decided a third time.
    held = receipt(LEAVE, GIVEN)
    with agent(browser, address) as desk:
        page = desk.page
        page.clock.set_fixed_time(TODAY.isoformat() + "T12:00:00Z")
        for changed, finding in found:
            page.goto("about:blank")
            desk.open("de", receipt_code({**held, **changed}))
            assert page.inner_text(FINDING) == said("de", finding)
            answers = page.locator(".kb-receipt__outcome").count()
            assert answers == (2 if finding == "differs" else 1), changed


def test_a_receipt_says_when_only_the_day_makes_another_answer(
    browser: Browser, address: str
) -> None:
    rule = "domain-lifecycle-action"
    facts = {"expiry_date": "2021-03-10", "redemption_days": 9, "registered_by_someone_else": True}
    with agent(browser, address) as desk:
        page = desk.open("de", receipt_code(receipt(rule, facts, "2021-03-01")))
        assert page.inner_text(FINDING) == said("de", "time-differs")


def test_a_link_that_is_no_whole_receipt_is_refused(browser: Browser, address: str) -> None:
    held = receipt(LEAVE, GIVEN)
    others: list[Any] = [[], "text", {}, {"rule": LEAVE}, {**held, "outcome": 1}]
    others += [{**held, "facts": []}, {**held, "as_of": "today"}, {**held, "status": "sure"}]
    codes = ["x", "x.1", ".", "%E0%A4", receipt_code(held)[:-9]]
    codes += [receipt_code(each) for each in others]
    with agent(browser, address) as desk:
        page = desk.page
        for code in codes:
            page.goto("about:blank")
            desk.open("de", code)
            assert page.inner_text(FINDING) == said("de", "damaged"), code
            assert not page.locator(WORK).is_visible()
        desk.choose(LEAVE)
        assert not page.locator(FINDING).is_visible()


def test_a_receipt_brings_no_markup_into_the_page(browser: Browser, address: str) -> None:
    tag = "<img src=x onerror=alert(1)>"
    forged = {"outcome": tag, "reasons": [tag], "values": {tag: tag}, "ruleset": tag}
    with agent(browser, address) as desk:
        page = desk.open("de", receipt_code({**receipt(LEAVE, GIVEN), **forged}))
        expect(page.locator(".kb-receipt")).to_contain_text(tag)
        assert page.locator("#kb-desk img").count() == 0


def test_a_rule_that_is_gone_is_named(browser: Browser, address: str) -> None:
    with agent(browser, address) as desk:
        page = desk.open("de", receipt_code({**receipt(LEAVE, GIVEN), "rule": "old-rule"}))
        assert page.inner_text(FINDING) == said("de", "no-rule").format(rule="old-rule")


def test_personal_facts_stay_out_of_links_and_of_the_browser_and_can_be_added_to_compare(
    browser: Browser, address: str
) -> None:
    facts = {"new_recovery_email": "anna@example.com", "login_email": "anna@example.com"}
    rule = "recovery-email-acceptable"
    words = CENTER.words(rule, "en")
    with agent(browser, address) as desk:
        page = desk.open("en")
        desk.choose(rule)
        for name, value in facts.items():
            page.fill(f"#kb-fact-{name}", value)
        left = CENTER.wording("en").formats.all_of([words.label(each).text for each in facts])
        note = CENTER.site("en")["desk.left-out"].format(inputs=left)
        expect(page.locator(".kb-desk__reply")).to_contain_text(note)
        outcome = page.inner_text(OUTCOME)
        link = desk.copied(RECEIPT)
        held = receipt_in(link)
        assert held["left_out"] == list(facts)
        assert "anna" not in json.dumps(held) + page.evaluate(KEPT)
        assert held["outcome"] == "denied"
        page.goto("about:blank")
        page.goto(link)
        assert page.inner_text(FINDING) == said("en", "needs").format(inputs=left)
        assert page.inner_text(".kb-receipt__outcome") == outcome
        for name, value in facts.items():
            page.fill(f"#kb-fact-{name}", value)
        assert page.inner_text(FINDING) == said("en", "same")
        page.fill("#kb-fact-new_recovery_email", "berta@example.com")
        assert page.inner_text(FINDING) == said("en", "other-facts")


def test_decisions_are_listed_reopened_and_forgotten(browser: Browser, address: str) -> None:
    with agent(browser, address) as desk:
        page = desk.open("fr")
        desk.choose(LEAVE)
        page.check("input[name=kb-fact-is_owner][value=true]")
        page.fill("#kb-fact-owner_count", "1")
        page.locator(".kb-desk__reply button:enabled").first.wait_for()
        desk.choose("billing-currency")
        listed = page.locator(".kb-desk__recent li")
        assert listed.count() == 1
        page.goto("about:blank")
        desk.open("fr")
        lately = page.locator("[role=group]").first
        assert lately.get_attribute("aria-label") == CENTER.site("fr")["desk.lately"]
        assert lately.locator(f"[data-rule={LEAVE}]").is_visible()
        listed.locator("button").click()
        assert page.inner_text(FINDING) == said("fr", "same")
        assert page.input_value("#kb-fact-owner_count") == "1"
        page.click(".kb-desk__recent .kb-desk__button")
        assert listed.count() == 0
        assert LEAVE not in page.evaluate(KEPT)


def test_nothing_is_kept_once_the_agent_says_so(browser: Browser, address: str) -> None:
    with agent(browser, address) as desk:
        page = desk.open("fr")
        page.uncheck(".kb-desk__recent input")
        desk.choose(LEAVE)
        page.check("input[name=kb-fact-is_owner][value=true]")
        page.fill("#kb-fact-owner_count", "1")
        page.locator(".kb-desk__reply button:enabled").first.wait_for()
        desk.copied(TEXT)
        assert LEAVE not in page.evaluate(KEPT)
        page.reload()
        assert not page.is_checked(".kb-desk__recent input")


def test_at_most_fifty_decisions_are_kept(browser: Browser, address: str) -> None:
    code = receipt_code(receipt(LEAVE, GIVEN))
    entry = {"rule": LEAVE, "day": "2026-11-22", "said": "x", "language": "fr", "receipt": code}
    kept = json.dumps([{**entry, "case": str(each)} for each in range(60)])
    with agent(browser, address) as desk:
        page = desk.open("fr", code, "case")
        page.evaluate("(kept) => localStorage.setItem('kb.desk.recent', kept)", kept)
        page.fill("#kb-fact-user_count", "5")
        page.locator(".kb-desk__reply button:enabled").first.wait_for()
        assert page.locator(".kb-desk__recent li").count() == 50


def test_what_a_browser_kept_badly_is_ignored(browser: Browser, address: str) -> None:
    with agent(browser, address) as desk:
        page = desk.open("fr")
        for kept in ("{", "7", '[null, 3, {"rule": 1}]', '{"a": 1}'):
            page.evaluate("(kept) => localStorage.setItem('kb.desk.recent', kept)", kept)
            page.reload()
            page.locator("#kb-desk-find").wait_for()
            assert CENTER.site("fr")["desk.recent.none"] in page.inner_text(".kb-desk__recent")


def test_the_desk_works_where_keeping_is_forbidden(browser: Browser, address: str) -> None:
    with agent(browser, address) as desk:
        desk.page.add_init_script(FORBIDDEN)
        page = desk.open("fr", receipt_code(receipt(LEAVE, GIVEN)), "case")
        assert desk.answer_in("de") == page.input_value(REPLY)
        assert CENTER.site("fr")["desk.recent.forbidden"] in page.inner_text(".kb-desk__recent")


def test_the_case_stays_when_the_language_changes(browser: Browser, address: str) -> None:
    with agent(browser, address) as desk:
        page = desk.open("fr")
        desk.choose(LEAVE)
        page.fill("#kb-fact-owner_count", "3")
        page.click(".kb-languages summary")
        page.click(".kb-languages a[hreflang=de]")
        page.wait_for_url(f"{address}/de/agents/**")
        assert page.input_value("#kb-fact-owner_count") == "3"
        assert page.locator(FINDING).count() == 0


def test_a_receipt_tells_that_the_rule_has_changed_since(browser: Browser, tmp_path: Path) -> None:
    root = tmp_path / "project"
    for folder in ("docs", "rules", "knowledge_base/pages/theme"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "mkdocs.yml", root)
    edit(
        root / "rules/parameters/two-factor.yml",
        "value: [CH, FR, BE, DE]}",
        'value: [CH, FR, BE, DE]}\n    - {from: "2090-01-01", value: [CH, FR, BE, DE, IT]}',
    )
    done = build(root / "site", root=root)
    assert done.returncode == 0, done.stderr
    rule = "sms-two-factor-country"
    code = receipt_code(receipt(rule, {"residence_country": "IT"}))
    site = CENTER.site("de")
    with served(root / "site") as address, agent(browser, address) as desk:
        page = desk.open("de", code)
        assert page.inner_text(FINDING) == said("de", "changed-same")
        assert page.inner_text(OUTCOME) == CENTER.words(rule, "de").outcome("denied").text
        assert page.locator(".kb-desk__warning").count() == 0
        page.fill("#kb-desk-day", "2090-01-01")
        allowed = CENTER.words(rule, "de").outcome("allowed").text
        page.locator(f"{OUTCOME} >> text={allowed}").wait_for()
        assert page.inner_text(".kb-desk__warning") == site["desk.other-values"]
