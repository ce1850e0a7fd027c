"""Takes out of a page what readers on a slow line would download for nothing."""

from __future__ import annotations

import re

# Nothing on a page shows line breaks as they are written.
_LAYOUT = re.compile(r"\s*\n\s*")
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'  # HTML knows it
# What only the theme's script reads, which no page has.
_UNREAD = re.compile(
    r' data-md-component="\w+"|<input [^>]*id="__search"[^>]*>'
    r'|<div data-md-component="announce">\s*</div>|<div class="md-dialog".*?</div>\s*</div>',
    re.DOTALL,
)
# Around these a break is not even shown as a space.
_BREAKS = re.compile(
    r"(?<=>)\n(?=</?(?:article|aside|body|details|div|footer|h2|head|header|html|li|link|main|meta|"
    r"nav|ol|p|script|section|title|ul)\b)"
)
# HTML ends these by itself where the next one begins, or what holds them ends.
_ENDS = re.compile(
    r"</li>(?=\s*(?:<li\b|</ul>|</ol>))|</d[td]>(?=\s*(?:<d[td]\b|</div>))"
    r"|</t[dh]>(?=\s*(?:<t[dh]\b|</tr>))|</tr>(?=\s*(?:<tr\b|</thead>|</tbody>))"
    r"|</thead>(?=<tbody>)|</tbody>(?=</table>)"
    r"|</p>(?=\s*(?:<(?:p|div|ul|ol|dl|details|section|nav|aside)\b|</(?:div|section|li|header)>))"
)


def lean(page: str) -> str:
    """Return a page that reads and looks the same, without layout and needless ends.

    >>> lean('<ul> <li><a href="./">One</a></li> <li>Two</li></ul>')
    '<ul> <li><a href="./">One</a> <li>Two</ul>'
    """
    page = _LAYOUT.sub("\n", _UNREAD.sub("", page)).replace(_NAMESPACE, "")
    return _ENDS.sub("", _BREAKS.sub("", page))
