"""Where words are too long for the room that a page gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The page that scrolls sideways; words that stick out of a box that does not scroll, or that it
# cuts; and what can be pressed, where another one lies over it.
SQUEEZED = """() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} wide`);
  const shown = (each) => !each.closest("svg")
    && each.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const named = (each) =>
    `${each.localName}.${[...each.classList].join(".")} ${each.textContent.trim().slice(0, 60)}`;

  const styles = new Map();
  const style = (each) => styles.get(each) ?? styles.set(each, getComputedStyle(each)).get(each);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.data.trim() || !shown(text.parentElement)) continue;
    range.selectNodeContents(text);
    const rects = [...range.getClientRects()];
    const right = Math.max(...rects.map((each) => each.right));
    const bottom = Math.max(...rects.map((each) => each.bottom));
    for (let box = text.parentElement; box !== document.body; box = box.parentElement) {
      const { display, overflowX, overflowY, position, webkitLineClamp } = style(box);
      if (/auto|scroll/.test(overflowX + overflowY) || webkitLineClamp !== "none") break;
      const held = box.getBoundingClientRect();
      if (display === "contents" || display === "inline") continue;
      if (held.width <= 2) break; // for screen readers only
      if (right > held.right + 1) found.push(`wider than its box: ${named(box)}`);
      if (overflowY === "hidden" && bottom > held.bottom + 4) found.push(`cut: ${named(box)}`);
      if (/absolute|fixed/.test(position)) break;
    }
  }

  const drawer = document.getElementById("__drawer")?.checked && document.querySelector(".kb-nav");
  const top = [...document.querySelectorAll("dialog[open]")].at(-1) ?? (drawer || document.body);
  const pressed = [...top.querySelectorAll("a[href], button, summary, input, select, textarea")]
    .filter(shown);
  const rects = pressed.map((each) => [...each.getClientRects()]);
  // The header stays where it is while the page is scrolled, and lists that open lie over the page.
  const floats = (each) => each.closest(".md-header, .md-sidebar--primary, .md-skip");
  const cover = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  pressed.forEach((one, at) => pressed.slice(at + 1).forEach((other, after) => {
    if (one.contains(other) || other.contains(one) || floats(one) !== floats(other)) return;
    if (rects[at].some((a) => rects[at + 1 + after].some((b) => cover(a, b))))
      found.push(`one lies over the other: ${named(one)} / ${named(other)}`);
  }));
  return [...new Set(found)];
}"""


def squeezed(page: Page) -> list[str]:
    """Return each place of a page that is too small for its words."""
    found: list[str] = page.evaluate(SQUEEZED)
    return found
