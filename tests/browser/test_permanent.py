"""Permanent addresses, the link to copy and the hint for other languages, as readers meet them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.built_site import LANGUAGES, served
from tests.project_copy import copy_project, edit, kb

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

GUIDE = "organization/switch-or-leave-organization/"
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("forbidden", "SecurityError"); }
});"""
NO_CLIPBOARD = """() => {
  navigator.clipboard.writeText = () => Promise.reject(new Error("forbidden"));
}"""
MOVED = """new Promise((done) => new PerformanceObserver((list) => done(
  list.getEntries().flatMap((entry) => entry.sources.map((each) => each.node?.className ?? ""))
)).observe({ type: "layout-shift", buffered: true }) ?? setTimeout(done, 300, []))"""


@contextmanager
def reader(browser: Browser, locale: str, *, script: bool = True) -> Iterator[Page]:
    """Give a page of a reader whose browser prefers a language, and refuse its complaints."""
    context = browser.new_context(
        locale=locale,
        viewport={"width": 390, "height": 800},
        reduced_motion="reduce",
        java_script_enabled=script,
    )
    context.set_default_timeout(10_000)
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def choose(page: Page, language: str) -> None:
    page.click(".kb-languages summary")
    page.click(f".kb-languages a[hreflang={language}]")
    page.wait_for_function(f"document.documentElement.lang === '{language}'")


@pytest.mark.parametrize(
    ("locale", "folder"),
    [("de-CH", "de/"), ("fr", "fr/"), ("it-CH", "it/"), ("es", "es/"), ("en-GB", ""), ("pt", "")],
)
def test_a_permanent_address_leads_to_the_anchor_in_the_readers_language(
    browser: Browser, address: str, locale: str, folder: str
) -> None:
    with reader(browser, locale) as page:
        page.goto(f"{address}/a/106/#conditions")
        page.wait_for_url(f"{address}/{folder}{GUIDE}#conditions")
        page.locator("h2#conditions:target").wait_for()
        assert page.locator(".kb-hint").count() == 0
        assert page.evaluate("history.length") == 2  # "back" does not come to the address again


def test_the_second_language_of_a_browser_counts_where_the_first_is_unknown(
    browser: Browser, address: str
) -> None:
    with reader(browser, "pt") as page:
        page.add_init_script(
            "Object.defineProperty(navigator, 'languages', {value: ['pt', 'it-CH', 'de']})"
        )
        page.goto(f"{address}/a/106/?as-of=2030-01-01")
        page.wait_for_url(f"{address}/it/{GUIDE}?as-of=2030-01-01")


def test_the_language_chosen_last_counts_more_than_that_of_the_browser(
    browser: Browser, address: str
) -> None:
    with reader(browser, "de") as page:
        page.goto(f"{address}/{GUIDE}")
        choose(page, "it")
        choose(page, "fr")
        page.goto(f"{address}/a/106/")
        page.wait_for_url(f"{address}/fr/{GUIDE}")
        assert page.context.cookies() == []


def test_without_script_all_languages_are_listed(browser: Browser, address: str) -> None:
    with reader(browser, "de", script=False) as page:
        page.goto(f"{address}/a/106/")
        links = page.locator("main a")
        assert [link.get_attribute("hreflang") for link in links.all()] == list(LANGUAGES)
        assert [link.get_attribute("lang") for link in links.all()] == list(LANGUAGES)
        page.click("a[hreflang=de]")
        page.wait_for_url(f"{address}/de/{GUIDE}")
        assert page.input_value("#kb-share").endswith("/a/106/")
        assert not page.locator(".kb-share button").is_visible()


def test_permanent_addresses_work_in_a_folder(browser: Browser, site: Path, tmp_path: Path) -> None:
    (tmp_path / "help").symlink_to(site)
    with served(tmp_path) as base, reader(browser, "de") as page:
        page.goto(f"{base}/help/a/106/#leave")
        page.wait_for_url(f"{base}/help/de/{GUIDE}#leave")
        assert page.input_value("#kb-share") == f"{base}/help/a/106/"


def test_permanent_addresses_work_from_files(browser: Browser, site: Path) -> None:
    page = browser.new_page(locale="de")
    page.goto(f"{site.as_uri()}/a/106/index.html#leave")
    page.wait_for_url(f"{site.as_uri()}/de/{GUIDE}index.html#leave")
    assert page.input_value("#kb-share") == "https://help.example.org/a/106/"
    page.goto(f"{site.as_uri()}/it/{GUIDE}index.html")
    page.click(".kb-hint a")
    page.wait_for_url(f"{site.as_uri()}/de/{GUIDE}index.html")
    page.close()


def allow_copying(context: BrowserContext, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)


def test_the_link_to_a_page_is_copied_and_leads_back(browser: Browser, address: str) -> None:
    with reader(browser, "fr") as page:
        allow_copying(page.context, address)
        page.goto(f"{address}/fr/{GUIDE}")
        page.get_by_role("button", name="Copier").click()
        page.get_by_role("status").get_by_text("Copié").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{address}/a/106/"
        field = page.get_by_role("textbox", name="Lien vers cette page")
        assert field.input_value() == copied
        page.goto(copied)
        page.wait_for_url(f"{address}/fr/{GUIDE}")


def test_the_link_to_a_section_is_copied_from_the_keyboard(browser: Browser, address: str) -> None:
    with reader(browser, "en") as page:
        allow_copying(page.context, address)
        page.goto(f"{address}/{GUIDE}")
        heading = page.locator("h2#leave")
        name = heading.locator("span").inner_text()
        assert page.get_by_role("heading", name=name, exact=True).count() == 1
        page.get_by_role("link", name=f"Link to this page: {name}").focus()
        assert heading.locator("a").evaluate("(link) => getComputedStyle(link).opacity") == "1"
        page.keyboard.press("Enter")
        page.get_by_role("status").get_by_text("Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == f"{address}/a/106/#leave"
        page.wait_for_url(f"{address}/{GUIDE}#leave")


def test_where_copying_is_forbidden_the_address_is_selected(browser: Browser, address: str) -> None:
    with reader(browser, "en") as page:
        page.goto(f"{address}/{GUIDE}")
        page.evaluate(NO_CLIPBOARD)
        page.get_by_role("button", name="Copy").click()
        page.get_by_role("status").get_by_text("copy the address by hand").wait_for()
        assert page.evaluate("getSelection().toString()") == f"{address}/a/106/"
        assert page.evaluate("document.activeElement.id") == "kb-share"


def test_a_reader_of_another_language_is_told_once_in_that_language(
    browser: Browser, address: str
) -> None:
    with reader(browser, "de-CH") as page:
        page.goto(f"{address}/fr/{GUIDE}#leave")
        hint = page.get_by_role("complementary", name="Diese Seite gibt es auch auf Deutsch")
        assert hint.get_attribute("lang") == "de"
        assert hint.get_by_role("button", name="Hinweis ausblenden").is_visible()
        assert page.locator(".kb-hint").count() == 1
        page.goto(f"{address}/fr/")
        assert page.locator(".kb-hint").count() == 0


def test_the_hint_leads_to_the_same_page_and_is_a_choice(browser: Browser, address: str) -> None:
    with reader(browser, "de") as page:
        page.goto(f"{address}/{GUIDE}")
        page.click(".kb-hint a")
        page.wait_for_url(f"{address}/de/{GUIDE}")
        assert page.locator(".kb-hint").count() == 0
        assert page.evaluate("kbReader.chose()") == "de"


def test_the_hint_moves_nothing_and_goes_away_when_dismissed(
    browser: Browser, address: str
) -> None:
    with reader(browser, "it") as page:
        page.goto(f"{address}/es/billing/")
        assert page.locator(".kb-hint").bounding_box()["y"] == 0  # type: ignore[index]  # is shown, so it has a box
        assert [each for each in page.evaluate(MOVED) if "md-header" in each] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.click(".kb-hint button")
        assert page.locator(".kb-hint").count() == 0
        assert page.locator(".kb-header").bounding_box()["y"] == 0  # type: ignore[index]  # is shown, so it has a box


@pytest.mark.parametrize("path", ["/de/", "/nowhere/"])
def test_nobody_is_told_in_their_own_language_or_on_no_page(
    browser: Browser, address: str, path: str
) -> None:
    context = browser.new_context(locale="de")
    page = context.new_page()
    page.goto(address + path)
    assert page.locator(".kb-hint").count() == 0
    context.close()


def test_whoever_chose_a_language_is_not_told(browser: Browser, address: str) -> None:
    with reader(browser, "en") as page:
        page.goto(f"{address}/")
        choose(page, "fr")
        page.goto(f"{address}/de/")
        assert page.locator(".kb-hint").count() == 0


def test_where_nothing_can_be_kept_the_hint_does_not_follow_from_page_to_page(
    browser: Browser, address: str
) -> None:
    with reader(browser, "de") as page:
        page.add_init_script(NO_STORAGE)
        page.goto(f"{address}/fr/{GUIDE}")
        assert page.locator(".kb-hint").count() == 1
        page.click(".kb-path a >> nth=0")
        page.wait_for_url(f"{address}/fr/")
        assert page.locator(".kb-hint").count() == 0
        page.goto(f"{address}/a/106/")
        page.wait_for_url(f"{address}/de/{GUIDE}")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = copy_project(tmp_path_factory.mktemp("moved") / "project")
    former = "former: [organization/leave-organization]\nblocks:\n"
    edit(project / f"docs/guides/{GUIDE.rstrip('/')}.yml", "blocks:\n", former)
    built = kb(project, "build")
    assert built.returncode == 0, built.stderr
    with served(project / "site") as base:
        yield base


@pytest.mark.parametrize("script", [True, False])
def test_a_former_address_leads_to_the_new_one_in_its_own_language(
    browser: Browser, moved: str, script: bool
) -> None:
    with reader(browser, "de", script=script) as page:
        page.goto(f"{moved}/it/organization/leave-organization/#leave")
        anchor = "#leave" if script else ""
        page.wait_for_url(f"{moved}/it/{GUIDE}{anchor}")
