"""A page of HTML that needs nothing else: no script, no other file; light, dark and on paper."""

from __future__ import annotations

from html import escape

_STYLE = """
:root { color-scheme: light dark; --ink: #14201b; --soft: #55625d; --paper: #fff; --line: #dfe5e2;
  --tint: #f6f8f7; --warn: #7d4a00; --bar: #0a6b57; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f1f5f3; --soft: #9daaa4; --paper: #111614; --line: #2b3532; --tint: #171d1b;
    --warn: #f1c075; --bar: #66d1b5; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem 1rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 56rem; margin: 0 auto; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
p { color: var(--soft); margin: 0 0 .25rem; overflow-wrap: anywhere; }
@media print { .bar { print-color-adjust: exact; } }
""".strip()


def standalone_page(language: str, title: str, style: str, content: str) -> str:
    """Return a page with ``style`` after the common one; ``content`` is HTML below the title."""
    heading = escape(title)
    return f"""<!DOCTYPE html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{heading}</title>
<style>
{_STYLE}
{style}
</style>
</head>
<body>
<main>
<h1>{heading}</h1>
{content}
</main>
</body>
</html>
"""
