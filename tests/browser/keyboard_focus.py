"""Where the focus of the keyboard is: how it is called, and whether an eye finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

# Of the first box of what has the focus (a link may go over two lines): what lies on three of its
# points, or whether they are out of the window; and the contrast of the ring around it, or of the
# shadow of what holds it.
_SEEN = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const { left, right, top, bottom } = at.getClientRects()[0];
  const points = [top + 2, (top + bottom) / 2, bottom - 2].map((y) => [(left + right) / 2, y]);
  const covers = points.map(([x, y]) => document.elementFromPoint(x, y))
    .filter((each) => !each || !(at.contains(each) || each.contains(at) && each.matches("label")))
    .map((each) => each ? `${each.localName}.${each.className}` : "the edge of the window");

  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = parts(colour).map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (each) => {
    const colour = getComputedStyle(each).backgroundColor;
    return !each.parentElement || (parts(colour)[3] ?? 1) > 0 ? colour : behind(each.parentElement);
  };
  const contrast = (ring, ground) => {
    const pair = [light(ring), light(ground)];
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  };
  const style = getComputedStyle(at);
  let ring = 0;
  if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) {
    ring = contrast(style.outlineColor, behind(at.parentElement));
  } else {
    const shadow = getComputedStyle(at.parentElement).boxShadow;
    const [colour] = shadow.match(/rgb[^)]*\\)/) ?? [];
    if (colour) ring = contrast(colour, behind(at.parentElement));
  }
  return { covers, ring, top: top + scrollY, article: Boolean(at.closest("article")) };
}"""


@dataclass(frozen=True, slots=True)
class Stop:
    """What has the focus: ``called`` is its role and name, ``top`` its place on the page.

    ``ring`` is the contrast of what shows the focus against what is behind it, 0 where nothing
    does; ``covers`` names what lies on it.
    """

    called: str
    covers: tuple[str, ...]
    ring: float
    top: float
    in_article: bool

    @property
    def found(self) -> bool:
        """Whether an eye finds it (WCAG 2.4.7 and 2.4.11: seen, and by nothing covered)."""
        return not self.covers and self.ring >= 3


class Focus:
    """The focus of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._browser: CDPSession = page.context.new_cdp_session(page)

    def now(self) -> Stop | None:
        """Return where the focus is; None where it is on nothing of the page."""
        seen: dict[str, Any] | None = self._page.evaluate(_SEEN)
        if seen is None:
            return None
        called = self._called("document.activeElement")
        return Stop(called, tuple(seen["covers"]), seen["ring"], seen["top"], seen["article"])

    def chosen(self) -> str:
        """Return what the field that has the focus says is chosen in its list."""
        return self._called(
            "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
        )

    def _called(self, element: str) -> str:
        """Return role and name of an element, as the browser tells them to a screen reader."""
        held = self._browser.send("Runtime.evaluate", {"expression": element})["result"]
        asked = {"objectId": held["objectId"], "fetchRelatives": False}
        (node,) = self._browser.send("Accessibility.getPartialAXTree", asked)["nodes"]
        name = " ".join(node["name"]["value"].split())
        return f"{node['role']['value']} “{name}”"
