"""The agents' desk in a browser, and the links that it reads."""

from __future__ import annotations

import base64
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

WORK = ".kb-desk__work:not([hidden])"
REPLY = "#kb-desk-reply"
OUTCOME = ".kb-desk__decision .kb-answer__outcome"
FINDING = ".kb-receipt:not([hidden]) .kb-receipt__finding"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Desk:
    """A tab of an agent. ``complaints`` holds errors and warnings of the browser."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.set_default_timeout(10_000)
        page.on("console", lambda said: self._note(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def open(self, language: str, code: str = "", kind: str = "receipt") -> Page:
        """Open the desk in a language, with a receipt or a case where a code is given."""
        folder = "/" if language == "en" else f"/{language}/"
        self.page.goto(f"{folder}agents/" + (f"#{kind}={code}" if code else ""))
        self.page.locator("#kb-desk-find").wait_for()
        return self.page

    def found(self, words: str) -> list[str]:
        """Return the rules found by words, in order."""
        self.page.fill("#kb-desk-find", words)
        options = self.page.locator("[role=option]")
        return [str(each.get_attribute("data-rule")) for each in options.all()]

    def choose(self, rule: str) -> None:
        """Open a rule, and wait for its form."""
        self.page.fill("#kb-desk-find", "")
        self.page.click("#kb-desk-find")
        self.page.locator(f"[role=option][data-rule={rule}]").first.click()
        self.page.locator(f".kb-desk__decision >> text={rule}").wait_for()

    def answer_in(self, language: str) -> str:
        """Choose the customer's language and return the reply."""
        self.page.select_option("#kb-desk-customer", language)
        self.page.locator(f"{REPLY}[lang={language}]").wait_for()
        return self.page.input_value(REPLY)

    def copied(self, button: int, kind: str = "text/plain") -> str:
        """Press a button of the reply, ``TEXT`` and so on, and read what it copied."""
        self.page.locator(".kb-desk__reply .kb-desk__actions button").nth(button).click()
        self.page.locator(".kb-desk__reply [role=status]:not(:empty)").wait_for()
        read = """async (kind) => {
          const [item] = await navigator.clipboard.read();
          return (await item.getType(kind)).text();
        }"""
        return str(self.page.evaluate(read, kind))


TEXT, RICH, RECEIPT, RECORD = range(4)


@contextmanager
def agent(browser: Browser, address: str, **wanted: Any) -> Iterator[Desk]:
    """Give a tab of an agent whose browser allows copying; the page may not complain."""
    usual = {"viewport": {"width": 1440, "height": 900}, "locale": "fr-CH"}
    options: dict[str, Any] = {"reduced_motion": "reduce", **usual, **wanted}
    context = browser.new_context(base_url=address, **options)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk = Desk(context.new_page())
    try:
        yield desk
        assert desk.complaints == [], "\n".join(desk.complaints)
    finally:
        context.close()


def receipt_code(receipt: dict[str, Any]) -> str:
    """Return the code of a receipt, as the desk writes it."""
    packed = base64.urlsafe_b64encode(json.dumps(receipt).encode()).decode().rstrip("=")
    checked = 0x811C9DC5
    for byte in packed.encode():
        checked = ((checked ^ byte) * 0x01000193) & 0xFFFFFFFF
    digits = ""
    while checked:
        checked, digit = divmod(checked, 36)
        digits = _DIGITS[digit] + digits
    return f"{packed}.{digits}"


def receipt_in(link: str) -> dict[str, Any]:
    """Return what the link of a receipt holds."""
    packed = link.partition("#receipt=")[2].partition(".")[0]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    return found
