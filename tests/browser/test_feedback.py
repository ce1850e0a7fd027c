"""Whether a guide helped, as readers say it: in five languages, by keyboard, offline; and kept."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.barriers import barriers, page_for_axe
from tests.built_site import LANGUAGES
from tests.project_copy import copy_project, kb, kb_command, kb_environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("feedback")]

GUIDE = "organization/switch-or-leave-organization/"
BOX = ".kb-feedback"
STORED = "JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"
SAID = f"{BOX} [role=status]:not(:empty)"
COMMENT = f"{BOX} textarea"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("asked") / "project")


class Service:
    """Answers what a page sends as it is told to, and remembers it."""

    def __init__(self) -> None:
        self.status = 204
        self.taken: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    def answer(self, route: Route) -> None:
        self.taken.append(json.loads(route.request.post_data or "null"))
        self.headers.append(route.request.all_headers())
        route.fulfill(status=self.status)


@contextmanager
def reader(browser: Browser, service: Service, **options: Any) -> Iterator[Page]:
    context = browser.new_context(
        **{"viewport": {"width": 390, "height": 800}, "locale": "de", **options}
    )
    context.set_default_timeout(20_000)
    context.route("**/v1/feedback", service.answer)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []
    assert context.cookies() == []
    context.close()


def path_in(language: str) -> str:
    return f"/{GUIDE}" if language == "en" else f"/{language}/{GUIDE}"


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def said(page: Page) -> str:
    page.locator(SAID).wait_for()
    return page.locator(SAID).inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_says_by_keyboard_why_a_guide_did_not_help(
    browser: Browser, asking: str, language: str
) -> None:
    service = Service()
    with reader(browser, service) as page:
        page.goto(asking + path_in(language))
        page.locator(f"{BOX} > button").first.focus()
        press(page, "Tab", "Enter")  # no
        noted = said(page)
        press(page, "Tab", "Space", "ArrowDown", "Tab")
        page.keyboard.type("30, not 14 days\nsays the shop")
        press(page, "Tab", "Enter")  # send
        page.locator(f"{BOX} form").wait_for(state="hidden")
        assert said(page) not in ("", noted)
        assert page.evaluate("document.activeElement.role") == "status"
        asked = page.get_attribute(BOX, "data-revision")
    first, last = service.taken
    place = {"guide": "switch-or-leave-organization", "language": language, "revision": asked}
    assert first == {"id": first["id"], **place, "helpful": False}
    assert last == {**first, "reason": "outdated", "comment": "30, not 14 days\nsays the shop"}
    assert not {"cookie", "referer"} & {name for each in service.headers for name in each}


def test_a_reader_who_changes_their_mind_is_counted_once(browser: Browser, asking: str) -> None:
    service = Service()
    with reader(browser, service) as page:
        page.goto(asking + path_in("en"))
        stored = page.evaluate(STORED)
        yes, no = page.locator(f"{BOX} > button").all()
        no.click()
        assert "sent" in said(page)
        yes.click()
        page.get_by_text("Thank you! Your answer helps us").wait_for()
        assert (yes.get_attribute("aria-pressed"), no.get_attribute("aria-pressed")) == (
            "true", "false",
        )  # fmt: skip
        assert not page.locator(f"{BOX} form").is_visible()
        assert page.evaluate(STORED) == stored
    assert [each["helpful"] for each in service.taken] == [False, True]
    assert len({each["id"] for each in service.taken}) == 1


def test_who_is_offline_is_told_so_and_loses_nothing(browser: Browser, asking: str) -> None:
    service = Service()
    with reader(browser, service) as page:
        page.goto(asking + path_in("en"))
        page.unroute_all()
        page.context.unroute("**/v1/feedback")
        page.context.set_offline(True)
        page.locator(f"{BOX} > button").last.click()
        assert "no connection" in said(page)
        page.fill(COMMENT, "Where is the button?")
        page.click(f"{BOX} form button")
        assert "no connection" in said(page)
        assert page.locator(SAID).evaluate(IN_SIGHT)
        assert page.input_value(COMMENT) == "Where is the button?"
        page.context.set_offline(False)
        page.context.route("**/v1/feedback", service.answer)
        page.click(f"{BOX} form button")
        page.get_by_text("Thank you! Your answer helps us").wait_for()
    assert [each["comment"] for each in service.taken] == ["Where is the button?"]


IN_SIGHT = """(said) => {
  const { top, bottom } = said.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""


@pytest.mark.parametrize(("status", "words"), [(429, "in a minute"), (503, "not be saved")])
def test_an_answer_that_was_not_taken_is_not_thanked_for(
    browser: Browser, asking: str, status: int, words: str
) -> None:
    service = Service()
    service.status = status
    with reader(browser, service) as page:
        page.goto(asking + path_in("en"))
        page.locator(f"{BOX} > button").first.click()
        assert words in said(page)
        page.locator(f"{BOX} > button[aria-pressed=false]").nth(1).wait_for()


def test_where_nothing_can_be_sent_nobody_is_asked(
    browser: Browser, asking: str, asking_site: Path
) -> None:
    with reader(browser, Service(), java_script_enabled=False) as page:
        page.goto(asking + path_in("en"))
        assert not page.locator(BOX).is_visible()
    with reader(browser, Service()) as page:
        page.goto(f"{asking_site.as_uri()}/{GUIDE}index.html")
        page.wait_for_load_state("load")
        assert not page.locator(BOX).is_visible()


def test_a_site_without_a_service_does_not_ask(project: Path, tmp_path: Path) -> None:
    done = kb(project, "build", "--out", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert "kb-feedback" not in (tmp_path / "site" / GUIDE / "index.html").read_text("utf-8")


def test_no_page_that_asks_is_heavy(asking_site: Path) -> None:
    sizes = {page: page.stat().st_size for page in asking_site.rglob("index.html")}
    assert any("kb-feedback" in page.read_text("utf-8") for page in sizes)
    assert {page: size for page, size in sizes.items() if size > 25 * 1024} == {}


def test_the_question_has_no_barrier_and_fits(browser: Browser, asking: str) -> None:
    page = page_for_axe(browser, asking)
    page.route("**/v1/feedback", Service().answer)
    found: list[str] = []
    for language in LANGUAGES:
        page.goto(path_in(language))
        page.locator(f"{BOX} > button").last.click()
        page.locator(SAID).wait_for()
        found += barriers(page, language)
        assert page.evaluate(SMALL) == []
    page.emulate_media(media="print")
    assert not page.locator(BOX).is_visible()
    page.context.close()
    assert found == []


SMALL = """[...document.querySelectorAll(".kb-feedback :is(button, fieldset label, textarea)")]
  .filter((each) => each.getBoundingClientRect().height < 44).map((each) => each.textContent)"""


def test_what_a_reader_says_to_kb_serve_is_in_the_report(
    browser: Browser, project: Path, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    store = f"sqlite:///{tmp_path / 'opinions.sqlite'}"
    served = subprocess.Popen(
        kb_command("serve", "--port", str(port)),
        cwd=project,
        env=kb_environment(KB_FEEDBACK=store),
        stdout=subprocess.DEVNULL,
    )
    try:
        page = browser.new_page()
        _reach(page, f"http://127.0.0.1:{port}/fr/{GUIDE}", served)
        page.locator(f"{BOX} > button").last.click()
        page.locator(f"{BOX} input[value=other-label]").check()
        page.fill(COMMENT, "« Quitter » s’appelle « Partir », dit anna@example.org")
        page.click(f"{BOX} form button")
        page.get_by_text("Merci ! Votre réponse nous aide").wait_for()
        page.close()
    finally:
        served.send_signal(signal.SIGTERM)
        assert served.wait(60) == 0
    done = kb(project, "feedback", "report", "--json", KB_FEEDBACK=store)
    (row,) = json.loads(done.stdout)
    assert (row["guide"], row["language"]) == ("switch-or-leave-organization", "fr")
    assert (row["text"], row["helped"], row["not_helped"]) == ("current", 0, 1)
    assert row["reasons"] == {"other-label": 1}
    assert row["comments"][0]["text"] == "« Quitter » s’appelle « Partir », dit [e-mail]"


def _reach(page: Page, address: str, served: subprocess.Popen[bytes]) -> None:
    """Go to a page of a server that builds it first."""
    from playwright.sync_api import Error

    for _ in range(600):
        assert served.poll() is None
        try:
            page.goto(address)
        except Error:  # it does not listen yet
            page.wait_for_timeout(200)
            continue
        return
    raise AssertionError(f"nobody answers at {address}")
