"""The pseudo-language on every kind of page: all that is said can be translated, and fits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from knowledge_base.content.languages import PSEUDO
from tests.browser.pseudo_tour import tour
from tests.browser.squeezed import squeezed
from tests.browser.strings import Allowed, Said, strings, untranslated
from tests.built_site import ROOT, served
from tests.project_copy import kb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("pseudo")]

ALLOWED = Path(__file__).parent / "untranslated.yml"


@pytest.fixture(scope="module")
def pseudo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site with the pseudo-language, which asks whether a guide helped."""
    site = tmp_path_factory.mktemp("pseudo") / "site"
    done = kb(ROOT, "build", "--pseudo", "--feedback", "/v1/feedback", "--out", str(site))
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="module")
def page(pseudo_site: Path, browser: Browser) -> Iterator[Page]:
    with served(pseudo_site) as base:
        context = browser.new_context(
            base_url=base,
            viewport={"width": 390, "height": 800},
            locale=PSEUDO,
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        shown = context.new_page()
        shown.set_default_timeout(10_000)
        errors: list[str] = []
        shown.on("pageerror", lambda error: errors.append(str(error)))
        yield shown
        assert errors == []
        context.close()


class Seen(NamedTuple):
    """What the tour found: by each stop the strings and the places that are too small."""

    strings: dict[str, list[Said]]
    squeezed: dict[str, list[str]]
    allowed: Allowed


@pytest.fixture(scope="module")
def seen(page: Page) -> Seen:
    found = Seen({}, {}, Allowed(ALLOWED))
    for stop in tour(page):
        found.strings.setdefault(stop, []).extend(strings(page, found.allowed))
        found.squeezed.setdefault(stop, []).extend(squeezed(page))
    return found


def test_every_string_comes_from_a_text_or_is_known_not_to(seen: Seen) -> None:
    """A string that is found here belongs into docs/<language>/site.yml, or into ALLOWED."""
    found = {
        f"{stop}: {said.where}: {rest!r} in {said.text[:200]!r}"
        for stop, held in seen.strings.items()
        for said in held
        if (rest := untranslated(said, seen.allowed))
    }
    assert found == set()
    assert min(len(held) for held in seen.strings.values()) >= 4
    assert sum(len(held) for held in seen.strings.values()) > 5000


def test_what_is_allowed_without_a_text_is_still_met(seen: Seen, page: Page) -> None:
    for held in seen.strings.values():
        for said in held:
            untranslated(said, seen.allowed)
    assert seen.allowed.patterns.keys() - seen.allowed.used == set()


def test_words_that_are_longer_fit_on_a_phone(seen: Seen) -> None:
    found = {f"{stop}: {each}" for stop, held in seen.squeezed.items() for each in held}
    assert found == set()


def test_the_words_of_the_hint_are_there_too(page: Page) -> None:
    page.goto(f"/{PSEUDO}/")
    assert page.evaluate(f"kbHints.{PSEUDO}.every((words) => /^\\[.*\\]$/.test(words))")


def test_a_permanent_address_leads_to_it_who_chose_it(page: Page) -> None:
    page.goto(f"/{PSEUDO}/")
    page.evaluate(f"kbReader.choose('{PSEUDO}')")
    page.goto("/a/106/")
    page.wait_for_url(f"**/{PSEUDO}/organization/**")
    page.evaluate("localStorage.clear()")


def test_a_permanent_address_says_nothing_but_titles_and_names_of_languages(
    browser: Browser, page: Page
) -> None:
    page.goto(f"/{PSEUDO}/")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    listed = context.new_page()  # a script would lead on at once
    listed.goto(page.url.replace(f"/{PSEUDO}/", "/a/106/"))
    titles = listed.locator("h1, main li").all_inner_texts()
    assert listed.locator("body").inner_text().split() == " ".join(titles).split()
    own = listed.locator(f"main a[lang={PSEUDO}]").inner_text()
    assert own == f"[{own[1:-1]}]"
    assert squeezed(listed) == []
    context.close()


def test_no_search_engine_is_told_of_it_and_nothing_is_written_into_the_project(
    page: Page, pseudo_site: Path
) -> None:
    html = (pseudo_site / PSEUDO / "index.html").read_text("utf-8")
    assert f'<html lang="{PSEUDO}"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert f'hreflang="{PSEUDO}" href="https:' not in html
    assert "noindex" not in (pseudo_site / "fr" / "index.html").read_text("utf-8")
    assert PSEUDO not in (pseudo_site / "sitemap.xml").read_text("utf-8")
    assert not (ROOT / "docs" / PSEUDO).exists()


BROKEN = {
    "words that no text holds": (
        "document.querySelector('.kb-hero p').textContent = 'Plain words'",
        {"p: Plain words"},
    ),
    "an attribute": (
        "document.querySelector('.kb-tasks a').ariaLabel = 'Plain'",
        {"a[aria-label]: Plain"},
    ),
    "texts put together": (
        "document.querySelector('.kb-hero p').textContent = '[åñ] öḟ [åñ]'",
        {"p: öḟ"},
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_string_without_a_text_is_found(page: Page, broken: str) -> None:
    script, expected = BROKEN[broken]
    allowed = Allowed(ALLOWED)
    page.goto(f"/{PSEUDO}/")
    page.evaluate(script)
    found = {
        f"{said.where}: {rest}"
        for said in strings(page, allowed)
        if (rest := untranslated(said, allowed))
    }
    assert found == expected


def test_words_that_find_no_room_are_found(page: Page) -> None:
    page.goto(f"/{PSEUDO}/")
    assert squeezed(page) == []
    for style, expected in (
        ("white-space: nowrap", "wider than its box"),
        ("white-space: nowrap", "the page is"),
        ("height: 1rem; overflow: hidden", "cut: "),
        ("margin-top: -2rem; position: relative", "one lies over the other"),
    ):
        page.evaluate(
            """(style) => document.querySelectorAll(".kb-tasks a")
              .forEach((each) => { each.style = style; })""",
            style,
        )
        assert any(each.startswith(expected) for each in squeezed(page)), style
