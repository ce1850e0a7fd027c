"""A tour of everything a reader or an agent meets, in the pseudo-language, on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from knowledge_base.content.languages import PSEUDO
from knowledge_base.translation.pseudo import accented
from tests.browser.checker_cases import SHARED
from tests.browser.checker_page import CHECKER, PUT
from tests.browser.desk_page import receipt_code
from tests.browser.kinds import GUIDE, KINDS, path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page, Route

# Rules that ask for a value of each type, so that each kind of field is seen.
ASKING = (
    "frequency-change-timing",
    "sepa-transfer-destination",
    "cumulative-partner-price",
    "sms-two-factor-country",
    "change-login-identifier",
)
CASE: dict[str, Any] = {
    "rule": "leave-organization",
    "facts": {"belongs_to_organization": True, "is_owner": True, "owner_count": 1, "user_count": 4},
    "as_of": "2026-11-22", "made": "2026-11-22", "outcome": None, "reasons": [],
    "open_reasons": [], "values": {}, "ruleset": "", "left_out": [], "status": "needs-info",
}  # fmt: skip
ANSWERED = {"status": "decided", "outcome": "allowed"}
FORBIDDEN = """() => {
  navigator.clipboard.writeText = () => Promise.reject(new Error("forbidden"));
  navigator.clipboard.write = () => Promise.reject(new Error("forbidden"));
  document.execCommand = () => false;
}"""
# What the test itself wrote to put a checker into the page.
UNNAMED = """() => document.querySelectorAll("[data-before], kb-checker[data-tested] > *")
  .forEach((each) => { each.textContent = "–"; })"""
SEARCH = "#kb-search [role=combobox]"


def tour(page: Page) -> Iterator[str]:
    """Go from one thing to see to the next, and give each its name."""
    for kind in KINDS:
        page.goto(path_of(kind, PSEUDO))
        page.wait_for_load_state("load")
        yield kind
    yield from _around(page)
    yield from _search(page)
    yield from _checker(page)
    yield from _asked(page)
    yield from _feedback(page)
    yield from _desk(page)


def _around(page: Page) -> Iterator[str]:
    page.goto(path_of("guide with conditions", PSEUDO))
    page.locator(".kb-share button").click()
    page.locator(".kb-share [role=status]:not(:empty)").wait_for()
    yield "copied"
    page.evaluate(FORBIDDEN)
    page.locator(".kb-share button").click()
    yield "not copied"
    page.locator("main .kb-anchor").last.click()
    yield "address of a section"
    page.locator(".kb-languages summary").click()
    yield "languages"
    page.keyboard.press("Escape")
    for each in page.locator("details.kb-exact summary").all():
        each.click()
    yield "details"
    page.locator("[data-kb-opens=drawer]").click()
    yield "drawer"
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    yield "on paper"
    page.emulate_media(media="screen")


def _search(page: Page) -> Iterator[str]:
    page.keyboard.press("/")
    page.fill(SEARCH, "")
    expect(page.locator("#kb-found [role=option]").first).to_be_visible()
    yield "search"
    for query in ("password", "leave"):  # as in English: the search forgives accents
        page.fill(SEARCH, query)
        expect(page.locator("#kb-found")).to_contain_text(accented(query))
        yield f"search: {query}"
    page.fill(SEARCH, "qqqq")  # the one letter that takes no accent
    expect(page.locator("#kb-search [role=status]")).to_contain_text("qqqq")
    yield "search: nothing found"
    page.keyboard.press("Escape")


def _checker(page: Page) -> Iterator[str]:
    page.goto(path_of("guide with conditions", PSEUDO) + SHARED)
    page.locator(".kb-answer__outcome").first.wait_for()
    yield "answer"
    page.evaluate(FORBIDDEN)
    for button in page.locator("kb-checker .kb-check__actions button").all():
        if button.is_visible():
            button.click()
            yield "answer: pressed"


def _asked(page: Page) -> Iterator[str]:
    """Open checkers, answer nothing that is right, then that nothing is known."""
    page.goto(path_of("guide with conditions", PSEUDO))
    for rule in ASKING:
        page.evaluate(PUT, rule)
        page.evaluate(UNNAMED)
        page.locator(f"{CHECKER} > button").click()
        form = page.locator(f"{CHECKER} .kb-check__form")
        form.wait_for()
        while form.count():
            asked = form.get_attribute("data-input")
            yield f"{rule}: {asked}"
            if form.locator(".kb-check__choices").count() == 0:
                for field in form.locator("input[type=text], input:not([type])").all():
                    field.fill("?")
                form.locator("button[type=submit], button:not([type])").first.click()
                yield f"{rule}: {asked}, wrong"
            form.get_by_role("button").last.click()
            expect(page.locator(f"{CHECKER} .kb-check__form[data-input={asked}]")).to_have_count(0)
        yield f"{rule}: answered"


def _feedback(page: Page) -> Iterator[str]:
    for status, name in ((503, "failed"), (429, "busy"), (204, "thanks")):
        page.unroute_all()
        page.route("**/v1/feedback", _taken_until_a_reason(status))
        page.goto(f"/{PSEUDO}/{GUIDE}")
        box = page.locator(".kb-feedback")
        box.locator("> button").last.click()
        box.locator("[role=status]:not(:empty)").wait_for()
        yield "feedback"
        box.locator("input[type=radio]").first.check()
        said = box.locator("[role=status]").inner_text()
        box.locator("form button").click()
        expect(box.locator("[role=status]")).not_to_have_text(said)
        yield f"feedback: {name}"


def _taken_until_a_reason(status: int) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        route.fulfill(status=status if "reason" in (route.request.post_data or "") else 204)

    return answer


def _desk(page: Page) -> Iterator[str]:
    page.goto(f"/{PSEUDO}/agents/")
    page.fill("#kb-desk-find", "qqqq")
    yield "desk: nothing found"
    page.fill("#kb-desk-find", "leave")
    page.locator("[role=option]").first.wait_for()
    yield "desk: found"
    page.locator("[role=option]").first.click()
    page.locator(".kb-desk__work:not([hidden])").wait_for()
    yield "desk: a case"
    page.goto("about:blank")
    page.goto(f"/{PSEUDO}/agents/#case={receipt_code(CASE)}")
    page.locator(".kb-desk__decision .kb-answer__outcome").wait_for()
    yield "desk: a decision"
    page.evaluate(FORBIDDEN)
    page.locator(".kb-desk__reply button").first.click()
    yield "desk: not copied"
    page.locator(".kb-desk__recent input").check()
    page.locator(".kb-desk__reply button").first.click()
    yield "desk: decisions kept"
    page.fill("#kb-desk-day", "2030-01-01")
    yield "desk: another day"
    page.fill("#kb-desk-day", "1990-01-01")
    yield "desk: too early a day"
    page.goto("about:blank")
    page.goto(f"/{PSEUDO}/agents/#receipt={receipt_code(CASE | ANSWERED)}")
    page.locator(".kb-receipt:not([hidden]) .kb-receipt__finding").wait_for()
    yield "desk: a receipt"
    page.goto("about:blank")
    page.goto(f"/{PSEUDO}/agents/#receipt=damaged")
    page.locator(".kb-receipt:not([hidden]) .kb-receipt__finding").wait_for()
    yield "desk: a damaged receipt"
