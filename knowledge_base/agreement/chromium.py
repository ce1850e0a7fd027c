"""Compiled rules in JavaScript, run by a real Chromium."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from knowledge_base.agreement.page import served_page
from rules_engine.agreement.answers import Said, answer
from rules_engine.agreement.cases import Case
from rules_engine.agreement.requests import Request, request_of
from rules_engine.compile.javascript import javascript_module, origin
from rules_engine.model.decision import Verdict
from rules_engine.model.parameters import Parameter
from rules_engine.model.rule import Rule
from rules_engine.problems import ProblemsFound, refused

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# It is to talk to this page and to nobody else; as root its sandbox refuses to start.
_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


class JavaScript:
    """The JavaScript back end on an open page."""

    name = "javascript"

    def __init__(self, page: Page) -> None:
        self.page = page

    def judge(self, rule: Rule, cases: Sequence[Case]) -> list[Said | None]:
        """Return the verdicts of the page, or the code of the problem where it refuses."""
        requests = [request_of(case) for case in cases]
        return [_said(rule, each) for each in self._ask("verdicts", rule, requests)]

    def records(self, rule: Rule, requests: Sequence[Request]) -> list[Any]:
        """Return the decision records as JSON values.

        Where facts do not fit it is ``{"problems": [[code, input], …]}``, sorted.
        """
        return self._ask("records", rule, requests)

    def _ask(self, what: str, rule: Rule, requests: Sequence[Request]) -> list[Any]:
        text = json.dumps([each._asdict() for each in requests])
        asked = self.page.evaluate(
            "([what, rule, requests]) => globalThis[what](rule, requests)", [what, rule.id, text]
        )
        found: list[Any] = json.loads(asked)
        return found


def _said(rule: Rule, found: Any) -> Said:
    if isinstance(found, str):
        return found
    if "problems" in found:
        return str(found["problems"][0][0])
    return answer(rule, Verdict(**found))


@contextmanager
def javascript(
    browser: Browser,
    rules: Mapping[str, Rule],
    parameters: Mapping[str, Parameter],
    module: Callable[[Rule, Mapping[str, Parameter]], str] = javascript_module,
) -> Iterator[JavaScript]:
    """Open a page that decides these rules; ``module`` compiles one."""

    def rule_file(name: str) -> str:
        rule_id, _, kind = name.rpartition(".")
        rule = rules[rule_id]
        return module(rule, parameters) if kind == "js" else json.dumps(origin(rule, parameters))

    with served_page(rule_file) as address:
        page = browser.new_page()
        page.goto(address)
        page.wait_for_function("() => globalThis.records")
        try:
            yield JavaScript(page)
        finally:
            page.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser; raise ``ProblemsFound`` where there is none."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise _no_chromium("playwright is not installed") from error

    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=_path(), args=list(_ARGUMENTS))
        except Error as error:
            raise _no_chromium(error.message.splitlines()[0]) from error
        try:
            yield browser
        finally:
            browser.close()


def _path() -> str | None:
    """Return the browser to start, or None for the one that playwright brings."""
    found = (shutil.which(name) for name in _NAMES)
    return os.environ.get("KB_CHROMIUM") or next(filter(None, found), None)


def _no_chromium(why: str) -> ProblemsFound:
    return refused(
        "KB011",
        f"JavaScript was not run, there is no Chromium: {why}",
        "Install one, or name it in KB_CHROMIUM.",
        "javascript",
    )
