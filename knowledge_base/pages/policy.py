"""What a page of the site may load: what the site itself holds, and nothing else.

Every page says so to the browser, and ``_headers`` says it to hosts of static sites that read it.
The style sheet of the theme holds its icons as ``data:`` addresses, which this policy refuses; they
become files.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from pathlib import Path

POLICY = "default-src 'self'"

_SHEETS = "assets/stylesheets"
_ICON = re.compile(r"""url\((["'])data:image/svg\+xml;charset=utf-8,(.*?)\1\)""")


def write_policy(site: Path) -> None:
    """Bring what the theme wrote below ``site`` under the policy, and tell hosts the policy."""
    (site / "_headers").write_text(f"/*\n  Content-Security-Policy: {POLICY}\n", "utf-8")
    for sheet in sorted((site / _SHEETS).glob("*.css")):
        text = sheet.read_text("utf-8")
        parts = _ICON.split(text)  # text, quotation mark, icon, text, …
        parts[2::3] = [f"url({_icon(icon, sheet.parent)})" for icon in parts[2::3]]
        parts[1::3] = ["" for _ in parts[1::3]]
        sheet.write_text("".join(parts), "utf-8")


def _icon(quoted: str, folder: Path) -> str:
    """Write an icon and return its address from the style sheets."""
    drawing = unquote(quoted)
    name = f"icons/{hashlib.sha256(drawing.encode()).hexdigest()[:8]}.svg"
    target = folder / name
    target.parent.mkdir(exist_ok=True)
    target.write_text(drawing, "utf-8")
    return name
