"""What a page says, string by string, and which of it no translation would have reached.

In the pseudo-language a text has an accent on each letter and stands in brackets. What has none was
not made from a text; what stands outside of the brackets was put together by a page itself.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Each string with the element that says it: texts by the box they flow in, hidden ones too, except
# in other languages; attributes that are read out or shown; words that a style sheet adds.
COLLECT = """([parts, values]) => {
  const found = [];
  const say = (element, from, text) => {
    if (!text?.trim()) return;
    const named = [...element.classList].map((each) => `.${each}`).join("");
    const within = element.closest("[id], [class]:not(html)");
    const where = `${within?.id ? "#" + within.id + " " : ""}${element.localName}${named}${from}`;
    found.push([where, text.trim(), Boolean(element.closest(parts))]);
  };
  const foreign = (element) => element.closest("[lang]").lang !== document.documentElement.lang;
  const left = (element) => element.closest(`code, script, style, template, ${values}`)
    || (foreign(element) && !element.checkVisibility());
  const flows = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    let box = text.parentElement;
    if (left(box)) continue;
    if (box.localName === "noscript") { // is text where scripts run
      say(box, "", new DOMParser().parseFromString(text.data, "text/html").body.textContent);
      continue;
    }
    const inline = (each) => getComputedStyle(each).display === "inline";
    while (inline(box) && !box.matches("option, text, body")) box = box.parentElement;
    flows.set(box, (flows.get(box) ?? "") + text.data);
  }
  for (const [box, text] of flows) say(box, "", text);
  const attributes = ["alt", "aria-label", "aria-description", "aria-roledescription", "title",
    "placeholder", "label", "data-copied", "data-by-hand", "data-dark", "data-light", "data-failed",
    "data-title"];
  for (const element of document.querySelectorAll("body *")) {
    if (left(element)) continue;
    for (const name of attributes) say(element, `[${name}]`, element.getAttribute(name));
    for (const side of ["::before", "::after"]) {
      const { content } = getComputedStyle(element, side);
      if (/^"/.test(content)) say(element, side, content.slice(1, -1));
    }
    if (element.matches("[readonly]")) say(element, "[value]", element.value);
  }
  say(document.documentElement, " title", document.title);
  for (const name of ["description", "og:title", "og:site_name", "og:description"]) {
    const meta = document.querySelector(`meta[name="${name}"], meta[property="${name}"]`);
    say(document.documentElement, ` ${name}`, meta?.content);
  }
  for (const link of document.querySelectorAll("link[title]"))
    say(link, "[title]", link.title);
  return found;
}"""
PADDING = re.compile(r" …(?:(?:one|two|three|four|five|six|seven|eight|nine|ten)\b ?)+(?=\])")
PART_OF_PADDING = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b")
ASCII_WORD = re.compile(r"(?<!\w)[A-Za-z]*[A-PR-Za-pr-z][A-Za-z]*(?!\w)")
LETTER = re.compile(r"[^\W\d_]")


class Said(NamedTuple):
    """A string that a page says, and whether it is known to be a part of a text."""

    where: str
    text: str
    part: bool


class Allowed:
    """What may stand without accents or outside of brackets; each entry has its reason."""

    def __init__(self, path: Path) -> None:
        held: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        self.patterns = {name: re.compile(each["words"]) for name, each in held["words"].items()}
        self.parts = ", ".join(each["where"] for each in held["parts"].values())
        self.values = ", ".join(each["where"] for each in held["values"].values())
        self.used: set[str] = set()

    def without(self, text: str) -> str:
        """Return a text without all that may stand in it."""
        for name, pattern in self.patterns.items():
            text, count = pattern.subn("", text)
            if count:
                self.used.add(name)
        return text


def strings(page: Page, allowed: Allowed) -> list[Said]:
    """Return every string of a page."""
    found = page.evaluate(COLLECT, [allowed.parts, allowed.values])
    return [Said(*each) for each in found]


def untranslated(said: Said, allowed: Allowed) -> str:
    """Return what of a string comes from no text; nothing where all of it does."""
    text = allowed.without((PART_OF_PADDING if said.part else PADDING).sub("", said.text))
    plain = ASCII_WORD.findall(text)
    if plain:
        return " ".join(plain)
    if said.part:
        return ""
    outside = text
    while (inner := re.sub(r"\[[^\[\]]*\]", "", outside)) != outside:
        outside = inner
    return outside.strip() if LETTER.search(outside) or set(outside) & set("[]") else ""
