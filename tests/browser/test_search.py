"""The search of the site: what comes first in every language, by the keyboard, and its cost."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.test_policy import LISTEN
from tests.built_site import LANGUAGES, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

QUERIES = cast(
    "dict[str, dict[str, str]]",
    yaml.safe_load((Path(__file__).parents[1] / "search" / "queries.yml").read_text("utf-8")),
)
GUIDE = "organization/switch-or-leave-organization/"
FIELD, OPTION = "#kb-search [role=combobox]", "#kb-found [role=option]"
FOUND = "#kb-found a span"  # a guide that was found has a sentence, one that is offered has none
BUDGET = 300_000


def home(language: str) -> str:
    return "/" if language == "en" else f"/{language}/"


def search(page: Page, query: str) -> list[str]:
    """Type a query and return the addresses that are found, the best first."""
    if not page.locator("#kb-search[open]").count():
        page.keyboard.press("/")
    page.fill(FIELD, "")
    expect(page.locator(OPTION).first).to_be_visible()
    expect(page.locator(FOUND)).to_have_count(0)
    page.fill(FIELD, query)
    page.locator(FOUND).first.wait_for()
    return cast(
        "list[str]", page.eval_on_selector_all(OPTION, "all => all.map((each) => each.href)")
    )


def test_there_are_enough_queries_in_each_language() -> None:
    assert set(QUERIES) == set(LANGUAGES)
    assert all(len(queries) >= 15 for queries in QUERIES.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_that_is_meant_comes_first(tab: Page, language: str) -> None:
    tab.goto(home(language))
    first = {query: search(tab, query)[0] for query in QUERIES[language]}
    got = {
        query: url.partition("#")[0].rstrip("/").rpartition("/")[2] for query, url in first.items()
    }
    assert got == QUERIES[language]


def test_results_stand_by_section_with_the_sentence_that_matches(tab: Page, address: str) -> None:
    tab.goto(f"/de/{GUIDE}")
    links = search(tab, "Adresse")
    groups = tab.eval_on_selector_all(
        "#kb-found [role=group]",
        "all => all.map((e) => [e.ariaLabel, [...e.children].slice(1).map((a) => a.href)])",
    )
    assert groups[0][0] == "Konto"
    assert len({name for name, _ in groups}) == len(groups) > 1
    assert [link for _, held in groups for link in held] == links
    for _, held in groups:
        assert len({link.removeprefix(f"{address}/de/").split("/")[0] for link in held}) == 1
    assert all("adresse" in each.casefold() for each in tab.locator(FOUND).all_inner_texts())
    marks = tab.locator("#kb-found mark").all_inner_texts()
    assert marks
    assert all("adresse" in each.casefold() for each in marks)


@pytest.mark.parametrize(
    ("language", "query", "rule", "name"),
    [
        ("fr", "quitter organisation", "leave-organization", "Règles"),
        ("de", "Abrechnungsfrequenz ändern", "frequency-change-timing", "Regeln"),
        ("en", "SMS country", "sms-two-factor-country", "Rules"),
    ],
)
def test_rules_stand_apart_after_the_guides(
    tab: Page, address: str, language: str, query: str, rule: str, name: str
) -> None:
    tab.goto(home(language))
    links = search(tab, query)
    group = tab.locator("#kb-found [role=group]").last
    rules = [each.get_attribute("href") for each in group.get_by_role("option").all()]
    assert group.get_attribute("aria-label") == name
    assert f"{address}{home(language)}rules/{rule}/" in rules
    assert len(rules) <= 3
    assert links[-len(rules) :] == rules
    assert not any("/rules/" in link for link in links[: -len(rules)])
    group.get_by_role("option").first.click()
    tab.locator("kb-checker > button").wait_for()


def test_a_sentence_leads_to_its_place_on_the_page(tab: Page) -> None:
    tab.goto("/")
    link = search(tab, "calendars that others shared")[0]
    assert "#" in link
    tab.keyboard.press("Enter")
    tab.wait_for_url(link)
    assert tab.locator(":target").count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_offers_what_is_needed_most_and_support(tab: Page, language: str) -> None:
    tab.goto(home(language) + GUIDE)
    tab.keyboard.press("/")
    tab.fill(FIELD, "xqzwv")
    status = tab.locator("#kb-search [role=status]")
    expect(status).to_contain_text("xqzwv")
    links = tab.eval_on_selector_all(OPTION, "all => all.map((each) => each.href)")
    assert len(links) == 7
    assert links[-1].endswith("/support/support-and-vip-codes/")
    assert tab.locator("#kb-found [role=group]").count() == 2
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/support/support-and-vip-codes/")
    assert tab.get_attribute("html", "lang") == language


def test_everything_works_from_the_keyboard(tab: Page) -> None:
    tab.goto(f"/it/{GUIDE}")
    tab.focus(".kb-header .kb-search")
    tab.keyboard.press("Enter")
    tab.locator(f"{FIELD}:focus").wait_for()
    tab.keyboard.type("fattura")
    tab.locator(FOUND).first.wait_for()
    options = tab.locator(OPTION).all()
    assert len(options) > 2

    def chosen() -> list[int]:
        at = [
            place
            for place, each in enumerate(options)
            if each.get_attribute("aria-selected") == "true"
        ]
        assert tab.get_attribute(FIELD, "aria-activedescendant") == options[at[0]].get_attribute(
            "id"
        )
        return at

    assert chosen() == [0]
    tab.keyboard.press("ArrowDown")
    assert chosen() == [1]
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert chosen() == [len(options) - 1]
    assert tab.locator(f"{FIELD}:focus").count() == 1
    tab.keyboard.press("Escape")
    tab.locator(".kb-header .kb-search:focus").wait_for()
    assert tab.get_attribute("#kb-search", "open") is None
    tab.keyboard.press("/")
    tab.locator(f"{FIELD}:focus").wait_for()
    assert tab.input_value(FIELD) == "fattura"
    target = str(options[-1].get_attribute("href"))
    tab.keyboard.press("Enter")
    tab.wait_for_url(target)


def test_a_slash_that_somebody_types_stays_a_slash(tab: Page) -> None:
    tab.goto(home("de"))
    tab.keyboard.press("/")
    tab.keyboard.type("a/b")
    assert tab.input_value(FIELD) == "a/b"


def test_who_finds_the_slash_in_the_way_turns_it_off_for_good(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address + home("fr"))
    page.keyboard.press("/")
    page.get_by_label("/ ouvre la recherche").uncheck()
    page.keyboard.press("Escape")
    for path in (home("fr"), home("fr") + GUIDE):
        page.goto(address + path)
        page.keyboard.press("/")
        expect(page.locator("#kb-search")).not_to_be_visible()
    page.click(".kb-header .kb-search")
    page.get_by_label("/ ouvre la recherche").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.close()


def test_the_search_is_large_on_the_home_page_and_in_the_header_of_others(tab: Page) -> None:
    tab.goto(home("fr"))
    button = tab.locator(".kb-hero .kb-search")
    box = button.bounding_box()
    assert box is not None
    assert box["width"] > 300
    button.click()
    tab.locator(f"{FIELD}:focus").wait_for()
    for path in ("/fr/", f"/fr/{GUIDE}", "/fr/billing/"):
        tab.goto(path)
        tab.locator(".kb-header .kb-search").click()
        tab.locator(f"{FIELD}:focus").wait_for()
        tab.locator("#kb-search button").click()
        tab.locator("#kb-search").wait_for(state="hidden")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_search_costs_little_and_a_page_nothing(
    tab: Page, address: str, site: Path, language: str
) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(home(language) + GUIDE, wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    asked.clear()
    search(tab, "Infomaniak")
    assert tab.locator(FOUND).count() == 10, "as many as are shown at most"
    files = [site / url.removeprefix(f"{address}/") for url in asked]
    assert len(files) == 12, "the script, the index, and the sentences of each guide shown"
    cost = sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert cost <= BUDGET
    assert {file.parent.name for file in files} == {"scripts", language}


def test_a_search_that_cannot_be_loaded_says_so_and_tries_again(tab: Page) -> None:
    tab.route("**/index.json", lambda route: route.abort())
    tab.goto(home("es"))
    tab.keyboard.press("/")
    status = tab.locator("#kb-search [role=status]")
    expect(status).to_have_text(str(tab.get_attribute("#kb-search", "data-failed")))
    tab.unroute("**/index.json")
    tab.fill(FIELD, "factura")
    tab.locator(FOUND).first.wait_for()


def test_the_policy_of_the_pages_refuses_nothing_of_the_search(tab: Page) -> None:
    tab.add_init_script(LISTEN)
    tab.goto(f"/{GUIDE}")
    search(tab, "invoice")
    assert tab.evaluate("refused") == []


def test_who_types_fast_opens_what_was_typed(tab: Page) -> None:
    tab.goto("/")
    search(tab, "domain expired")
    tab.fill(FIELD, "unsubscribe")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/account/newsletters/**")


def test_the_search_works_in_a_subfolder(browser: Browser, site: Path) -> None:
    with served(site.parent) as base:
        page = browser.new_page()
        page.goto(f"{base}/{site.name}/fr/{GUIDE}")
        assert search(page, "factures")[0].startswith(f"{base}/{site.name}/fr/billing/invoices/")
        page.close()


def test_no_search_is_offered_where_scripts_are_off(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/de/{GUIDE}")
    assert not page.locator(".kb-search").first.is_visible()
    assert not page.locator("#kb-search").is_visible()
    context.close()
