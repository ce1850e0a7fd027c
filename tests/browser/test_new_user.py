"""Tried as a new reader would, on a phone, by what is to be seen and nothing else."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.error import URLError
from urllib.request import urlopen

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.barriers import PHONE
from tests.browser.checker_cases import CENTER, LEAVE
from tests.built_site import LANGUAGES, ROOT
from tests.project_copy import kb, kb_command, kb_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("feedback")]

READERS = cast(
    "dict[str, dict[str, str]]",
    yaml.safe_load((Path(__file__).parent / "new_user.yml").read_text("utf-8")),
)


@contextmanager
def service(store: str) -> Iterator[str]:
    """Start ``kb api`` and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        kb_command("api", "--port", str(port)),
        cwd=ROOT,
        env=kb_environment(KB_FEEDBACK=store),
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(process, f"{address}/healthz")
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


def _wait_for(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(600):
        assert process.poll() is None
        try:
            urlopen(address).close()  # noqa: S310  # our own address
        except URLError:  # it does not listen yet
            time.sleep(0.1)
            continue
        return
    raise AssertionError(f"nobody answers at {address}")


def test_a_reader_finds_a_guide_checks_a_case_shares_it_and_says_it_helped(
    browser: Browser, asking: str, tmp_path: Path
) -> None:
    store = f"sqlite:///{tmp_path / 'opinions.sqlite'}"
    with service(store) as api:

        def hand_on(route: Route) -> None:  # as the proxy before both would
            route.fulfill(response=route.fetch(url=f"{api}/v1/feedback"))

        for language in LANGUAGES:
            context = browser.new_context(
                base_url=asking,
                locale=language,
                viewport={"width": PHONE[0], "height": PHONE[1]},
                has_touch=True,
                is_mobile=True,
            )
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            context.route("**/v1/feedback", hand_on)
            context.set_default_timeout(20_000)
            errand(context.new_page(), language)
            context.close()
    report = json.loads(kb(ROOT, "feedback", "report", "--json", KB_FEEDBACK=store).stdout)
    assert {(row["guide"], row["language"], row["helped"]) for row in report} == {
        ("switch-or-leave-organization", language, 1) for language in LANGUAGES
    }


def errand(page: Page, language: str) -> None:
    """Do what a reader wants who has never been here, in one language."""
    site, reader, rule = CENTER.site(language), READERS[language], CENTER.words(LEAVE, language)
    page.goto("/" if language == "en" else f"/{language}/")

    page.get_by_role("button", name=site["search.placeholder"]).tap()
    page.get_by_role("combobox", name=site["search.label"]).fill(reader["asks"])
    page.get_by_role("option", name=reader["guide"]).first.tap()
    expect(page.get_by_role("heading", level=1, name=reader["guide"])).to_be_visible()

    page.get_by_role("button", name=site["checker.open"]).first.tap()
    case = page.get_by_role("region", name=rule.question.text)
    for fact in ("in_organization_ksuite", "login_address_in_mail_service"):
        expect(case.get_by_role("group", name=rule.ask(fact).text)).to_be_visible()
        case.get_by_role("button", name=site["checker.no"], exact=True).tap()
    for fact, count in (("user_count", "7"), ("owner_count", "3")):
        case.get_by_role("textbox", name=rule.ask(fact).text).fill(count)
        case.get_by_role("button", name=site["checker.next"]).tap()
    answer = case.get_by_role("status").get_by_text(rule.outcome("allowed").text)
    expect(answer).to_be_visible()

    case.get_by_role("button", name=site["checker.copy-link"]).tap()
    expect(case.get_by_role("button", name=site["page.copied"])).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    another = page.context.new_page()
    another.goto(link)
    same = another.get_by_role("region", name=rule.question.text)
    expect(same.get_by_text(rule.outcome("allowed").text)).to_be_visible()
    another.close()

    asked = page.get_by_role("group", name=site["feedback.question"])
    asked.get_by_role("button", name=site["checker.yes"]).tap()
    expect(asked.get_by_role("status")).to_have_text(re.compile(re.escape(site["feedback.thanks"])))
