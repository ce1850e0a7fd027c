"""A sixth language, begun by ``kb new language``: what is English there says so everywhere."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast

import pytest
import yaml
from playwright.sync_api import expect

from tests.built_site import served
from tests.project_copy import kb
from tests.sixth_language import HALF, MARK, NEITHER, WHOLE, copy_in_six_languages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("sixth")]

BASE = "https://help.example.org"
FIELD, OPTION = "#kb-search [role=combobox]", "#kb-found [role=option]"
# What a page says of itself, as a browser understands it.
SAYS = """() => {
  const all = (selector, name) =>
    [...document.querySelectorAll(selector)].map((each) => each.getAttribute(name));
  const one = (selector, name) => all(selector, name)[0];
  const data = document.querySelector("script[type='application/ld+json']")?.textContent;
  return {
    lang: document.documentElement.lang,
    title: document.querySelector("title").lang,
    canonical: one("link[rel=canonical]", "href"),
    alternates: all("head link[hreflang]", "hreflang"),
    locale: one("meta[property='og:locale']", "content"),
    inLanguage: data && JSON.parse(data)["@graph"][0].inLanguage,
    twin: one("link[type='text/markdown']", "href") ?? null,
    notes: [...document.querySelectorAll(".kb-fallback")].map((each) => each.textContent),
  };
}"""
# Each text of a page with the language it is marked as.
MARKED = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const within = walker.currentNode.parentElement;
    if (text && !within.closest("script, style")) found.push([text, within.closest("[lang]").lang]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def sixth(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_in_six_languages(tmp_path_factory.mktemp("sixth") / "project")
    done = kb(root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module")
def page(sixth: Path, browser: Browser) -> Iterator[Page]:
    """A page of a reader whose browser prefers Portuguese."""
    with served(sixth / "site") as base:
        context = browser.new_context(
            base_url=base, viewport={"width": 390, "height": 800}, locale="pt-PT"
        )
        shown = context.new_page()
        errors: list[str] = []
        shown.on("pageerror", lambda error: errors.append(str(error)))
        yield shown
        assert errors == []
        context.close()


def leaves(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for each in node.values():
            yield from leaves(each)
    else:
        yield str(node)


def sentences(folder: Path) -> set[str]:
    """Return the texts of guides and rules that stand on pages as they are written."""
    found: set[str] = set()
    for path in folder.glob("*/*/*.yml"):
        found |= set(leaves(yaml.safe_load(path.read_text("utf-8"))))
    return {each for each in found if len(each) > 12 and not re.search(r"[<*`]", each)}


def test_a_guide_in_english_claims_nowhere_to_be_portuguese(page: Page) -> None:
    page.goto(f"/pt/{NEITHER}/")
    assert page.evaluate(SAYS) == {
        "lang": "pt",  # the site around it
        "title": "en",
        "canonical": f"{BASE}/{NEITHER}/",
        "alternates": ["en", "fr", "de", "it", "es", "x-default"],
        "locale": "en_GB",
        "inLanguage": "en",
        "twin": None,
        "notes": ["Esta página só existe em inglês."],
    }


def test_a_guide_written_whole_is_portuguese_and_one_written_half_owns_up_to_the_rest(
    page: Page,
) -> None:
    own = {
        "lang": "pt",
        "title": "",
        "alternates": ["en", "fr", "de", "it", "es", "pt", "x-default"],
        "locale": "pt_PT",
        "inLanguage": "pt",
        "twin": "index.md",
    }
    page.goto(f"/pt/{WHOLE}/")
    assert page.evaluate(SAYS) == own | {"canonical": f"{BASE}/pt/{WHOLE}/", "notes": []}
    page.goto(f"/pt/{HALF}/")
    said = page.evaluate(SAYS)
    part, mixed = (
        "Esta parte só existe em inglês.",
        "O que aqui aparece em inglês ainda não foi traduzido.",
    )
    assert set(said.pop("notes")) == {part, mixed}
    assert said == own | {"canonical": f"{BASE}/pt/{HALF}/"}
    expect(page.locator("#leave + .kb-block > .kb-fallback")).to_have_text(mixed)
    # a button whose name nobody translated, in a Portuguese sentence
    step = page.locator("[id='leave.open-account']")
    expect(step).not_to_have_attribute("lang", "en")
    expect(step.locator(".kb-label")).to_have_attribute("lang", "en")


def test_every_english_text_below_pt_is_marked_as_english(page: Page, sixth: Path) -> None:
    english = sentences(sixth / "docs/en")
    rules = [
        path.stem for path in (sixth / "rules").glob("*/*.yml") if path.parent.name != "parameters"
    ]
    shown = ["", "organization/", "rules/", "changes/", f"{HALF}/", f"{WHOLE}/", f"{NEITHER}/"]
    checked = 0
    for address in [*shown, *(f"rules/{rule}/" for rule in rules)]:
        page.goto(f"/pt/{address}")
        for text, lang in cast("list[list[str]]", page.evaluate(MARKED)):
            if text in english:
                checked += 1
                assert lang == "en", f"{address}: {text}"
            elif text.startswith(MARK):
                assert lang == "pt", f"{address}: {text}"
    assert checked > 200


def test_a_language_in_which_nothing_is_written_is_english_throughout(page: Page) -> None:
    for address in ("", f"{NEITHER}/", "rules/", "organization/"):
        page.goto(f"/nl/{address}")
        said = page.evaluate(SAYS)
        assert (said["lang"], said["locale"]) == ("en", "en_GB")
        assert said["canonical"] == f"{BASE}/{address}"
        assert "nl" not in said["alternates"]
        assert {lang for _, lang in page.evaluate(MARKED)} <= {
            "en",
            "fr",
            "de",
            "it",
            "es",
            "pt",
            "nl",
        }
        assert "november" not in page.locator("main").inner_text()  # a Dutch date


def test_lists_for_programs_name_a_page_in_its_own_language_only(sixth: Path) -> None:
    site = sixth / "site"
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert f"<loc>{BASE}/pt/{HALF}/</loc>" in sitemap
    assert f"{BASE}/pt/{NEITHER}/" not in sitemap
    assert f"{BASE}/pt/rules/leave-organization/" not in sitemap
    assert f"{BASE}/nl/" not in sitemap
    overview = (site / "pt/llms.txt").read_text("utf-8")
    assert re.search(rf"\]\({BASE}/{NEITHER}/index.md\) \(English\): ", overview)
    assert f"]({BASE}/pt/{WHOLE}/index.md): {MARK}" in overview
    assert not (site / f"pt/{NEITHER}/index.md").exists()
    assert "*Esta parte só existe em inglês.*" in (site / f"pt/{HALF}/index.md").read_text("utf-8")
    assert not list((site / "nl").rglob("*.md"))
    index = json.loads((site / "index.json").read_text("utf-8"))
    guides = {each["id"]: each for each in index["guides"]}
    assert "pt" in guides[HALF.partition("/")[2]]["title"]
    assert "pt" not in guides[NEITHER.partition("/")[2]]["title"]
    assert "nl" not in json.dumps([*index["rules"], *index["guides"]]).split('"')
    feed = (site / "pt/changes.atom").read_text("utf-8")
    assert '<title xml:lang="en">Change how often you are billed</title>' in feed
    missing = (site / "404.html").read_text("utf-8")
    assert '<section lang="pt"' in missing
    assert '<section lang="nl"' not in missing


def test_a_permanent_address_leads_to_the_readers_language_and_names_that_of_the_page(
    page: Page, sixth: Path
) -> None:
    structure = yaml.safe_load((sixth / f"docs/guides/{NEITHER}.yml").read_text("utf-8"))
    number = structure["number"]
    page.goto(f"/a/{number}/")
    page.wait_for_url(f"**/pt/{NEITHER}/")
    html = (sixth / f"site/a/{number}/index.html").read_text("utf-8")
    assert 'hreflang="pt"' not in html
    # the hint offers no translation that is none, and one that is
    page.evaluate("localStorage.clear()")  # it is told once, and other pages may have
    page.goto(f"/{NEITHER}/")
    expect(page.locator(".kb-hint")).to_have_count(0)
    page.goto(f"/{HALF}/")
    expect(page.locator(".kb-hint a")).to_have_text("Esta página também existe em português")


def test_the_search_offers_english_guides_apart_and_as_such(page: Page) -> None:
    page.goto("/pt/")
    page.keyboard.press("/")
    page.fill(FIELD, "mudar de organizacao")  # as many type, without accents
    first = page.locator(OPTION).first
    expect(first).to_contain_text("Mudar de Organização ou sair dela")
    assert first.get_attribute("lang") is None
    page.fill(FIELD, "billing")
    group = page.get_by_role("group", name="Guias em inglês")
    found = group.get_by_role("option").first
    expect(found).to_contain_text("Change how often you are billed")
    expect(found).to_have_attribute("lang", "en")
    expect(page.locator("#kb-search [role=status]")).to_contain_text("Resultados: ")
    page.fill(FIELD, "xyzzyqq")
    expect(page.locator("#kb-search [role=status]")).to_contain_text("palavras em inglês")
    expect(page.get_by_role("group", name="Mais procurados")).to_be_visible()
    page.fill(FIELD, "billing")
    expect(found).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/pt/{NEITHER}/**")  # the guide in English, the site around it as before
    page.goto("/nl/")
    page.keyboard.press("/")
    page.fill(FIELD, "billing")
    expect(page.locator(OPTION).first).to_have_attribute("href", re.compile(f"/nl/{NEITHER}/"))
