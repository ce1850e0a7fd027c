"""A checker driven by the keyboard alone, as somebody does who has no mouse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHECKER = "kb-checker[data-tested]"

# Puts the checker of a rule where a keyboard reaches it next.
PUT = """(rule) => {
  document.querySelectorAll("kb-checker, [data-before]").forEach((each) => each.remove());
  history.replaceState(null, "", location.pathname);
  const held = document.createElement("div");
  held.innerHTML = `<a href="#" data-before>before</a><kb-checker data-tested rule="${rule}">
    <button type="button" hidden>open</button><p role="alert" hidden>failed</p></kb-checker>`;
  document.querySelector(".kb-block").append(...held.children);
  document.querySelector("[data-before]").focus();
}"""

SEEN = """() => {
  const checker = document.querySelector("kb-checker[data-tested]");
  const form = checker.querySelector(".kb-check__form");
  const active = document.activeElement;
  return {
    open: Boolean(checker.panel),
    asked: form?.dataset.input ?? null,
    control: form?.querySelector(".kb-check__choices") ? "buttons" : active.type ?? null,
    inside: checker.contains(active),
    words: active.textContent.trim(),
    outcome: checker.querySelector(".kb-answer__outcome")?.textContent ?? null,
    error: checker.querySelector(".kb-field__error:not(:empty)")?.textContent ?? null,
  };
}"""


@dataclass
class CheckerPage:
    """A page with a checker, and the words of its language."""

    page: Page
    site: Mapping[str, str]

    def begin(self, rule: str) -> None:
        """Put the checker of a rule into the page and open it."""
        self.page.evaluate(PUT, rule)
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        self.page.locator(f"{CHECKER} .kb-check").wait_for()

    def seen(self) -> dict[str, Any]:
        """Return what the checker shows, and where the focus is."""
        found: dict[str, Any] = self.page.evaluate(SEEN)
        return found

    def record(self) -> dict[str, Any]:
        """Return the decision that the checker shows, as a script on the page has it."""
        found: dict[str, Any] = self.page.evaluate(f"document.querySelector('{CHECKER}').record")
        return found

    def answer(
        self, facts: Mapping[str, Any], choices: Mapping[str, Mapping[str, str]]
    ) -> dict[str, Any]:
        """Answer all questions with some facts, by the keyboard; what is not among them is unknown.

        ``choices`` holds the choices of the inputs that have a list of them, and how each is shown.
        Returns what is seen at the end.
        """
        asked = ""
        for _ in range(40):
            seen = self.seen()
            assert seen["inside"], f"the focus was lost: {seen}"
            if seen["asked"] is None:
                return seen
            assert seen["asked"] != asked, f"{asked} = {facts.get(asked)!r} was not taken: {seen}"
            name = asked = seen["asked"]
            if name not in facts:
                self.press_named(self.site["checker.unknown"])
            elif facts[name] is None:
                self.press_named(self.site["checker.none"])
            else:
                self.give(seen["control"], facts[name], choices.get(name, {}))
        raise AssertionError("the questions never end")

    def give(self, control: str, value: Any, choices: Mapping[str, str]) -> None:
        """Give an answer in the control that has the focus."""
        press = self.page.keyboard.press
        if control == "buttons":
            if not value:
                press("Tab")
            press("Enter")
        elif control == "radio":
            press("Space")
            for _ in range(list(choices).index(value)):
                press("ArrowDown")
            press("Enter")
        elif control == "select-one":
            self.page.keyboard.type(choices[value])
            self.press_named(self.site["checker.next"])
        elif self.page.evaluate("document.activeElement.id").endswith("-day"):
            year, month, day = value.split("-")
            self.page.keyboard.type(day)
            press("Tab")
            self.page.keyboard.type(month)
            press("Tab")
            self.page.keyboard.type(year)
            press("Enter")
        else:
            self.page.keyboard.type(str(value))
            press("Enter")

    def press_named(self, words: str) -> None:
        """Go on to the button of that name, and press it."""
        for _ in range(12):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.textContent.trim()") == words:
                self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"no button {words!r} after this place")
