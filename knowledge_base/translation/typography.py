"""The spaces, quotation marks and apostrophes of each language.

Code, references, places such as ``{date}``, addresses and escaped characters are never touched. Of
quotation marks only plain pairs are set: what is nested, or does not pair up, stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NO_BREAK, NARROW = "\u00a0", "\u202f"


@dataclass(frozen=True, slots=True)
class _Convention:
    opening: str
    closing: str
    spaced: bool = False  # spaces before : ; ? ! as in French


_CONVENTIONS = {
    "en": _Convention("“", "”"),
    "fr": _Convention(f"«{NO_BREAK}", f"{NO_BREAK}»", spaced=True),
    "de": _Convention("„", "“"),
    "it": _Convention("«", "»"),
    "es": _Convention("«", "»"),
}

_KEPT = "\ufffc"  # stands where something is that is not touched
_PROTECTED = re.compile(
    r"`[^`\n]+`|\\.|<[^<>\n]*>|\{[^{}\n]*\}|&#?\w+;"
    r"|(?:https?://|www\.)[^\s<>«»“”„]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_BLANKS = " \t\u00a0\u202f\u2009"
_PAIRS = {"“”", "„“", "„”", "«»", "»«", "””", '""'}
_QUOTE = re.compile(r'["“”„«»]')
# Between letters, or between a letter and what a reference shows.
_APOSTROPHE = re.compile(rf"(?<=[^\W\d_]|{_KEPT})'(?=[\w{_KEPT}«“„*])")
_POSSESSIVE = re.compile(r"(?<=s)'(?=[\s.,:;?!)]|$)")
_OPENS_SINGLE = re.compile(rf"(?<![\w{_KEPT}])'")
_BEFORE_MARK = re.compile(rf"(?<=[^\s(\[{{«“„:;?!¿¡])[{_BLANKS}]*([:;?!]+)(?=$|[\s)\]»”“\"*…])")


def normalised(text: str) -> str:
    """Return a text composed (NFC), without blanks at its ends, and with single spaces inside."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _apart(composed, _single_spaces).strip()


def typeset(text: str, language: str) -> str:
    r"""Return a text in the typography of its language; in an unknown one it is only normalised.

    >>> typeset("l'aide: voir <guide:add-user>", "fr")
    'l’aide\xa0: voir <guide:add-user>'
    """
    plain = normalised(text)
    convention = _CONVENTIONS.get(language)
    if convention is None or _KEPT in plain:
        return plain
    return _apart(plain, lambda prose: _set(prose, language, convention))


def _apart(text: str, change: Callable[[str], str]) -> str:
    """Return a text changed outside of what is protected."""
    protected = [match[0] for match in _PROTECTED.finditer(text)]
    if _KEPT in text:
        return text
    kept = iter(protected)
    return re.sub(_KEPT, lambda _: next(kept), change(_PROTECTED.sub(_KEPT, text)))


def _single_spaces(prose: str) -> str:
    return re.sub(r" *\n *", "\n", re.sub(r"[ \t]+", " ", prose))


def _set(prose: str, language: str, convention: _Convention) -> str:
    prose = _APOSTROPHE.sub("’", _quotes(prose, convention))
    if language == "en" and not _OPENS_SINGLE.search(prose):
        prose = _POSSESSIVE.sub("’", prose)
    return _french_spaces(prose) if convention.spaced else prose


def _quotes(prose: str, convention: _Convention) -> str:
    marks = list(_QUOTE.finditer(prose))
    if not marks or len(marks) % 2:
        return prose
    parts, position = [], 0
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        inside = prose[opening.end() : closing.start()]
        words = inside.strip(_BLANKS)
        if opening[0] + closing[0] not in _PAIRS or not words:
            return prose
        if opening[0] in '"”' and not _straight(prose, opening.start(), inside):
            return prose
        parts += [prose[position : opening.start()], convention.opening, words, convention.closing]
        position = closing.end()
    return "".join([*parts, prose[position:]])


def _straight(prose: str, opens: int, inside: str) -> bool:
    """Return whether a mark that may open or close stands where one opens."""
    before = prose[opens - 1 : opens]
    return (not before or before in " \n(\u00a0\u202f*’'") and inside == inside.strip(_BLANKS)


def _french_spaces(prose: str) -> str:
    prose = re.sub(rf"«[{_BLANKS}]*", f"«{NO_BREAK}", prose)
    prose = re.sub(rf"[{_BLANKS}]*»", f"{NO_BREAK}»", prose)
    return _BEFORE_MARK.sub(
        lambda match: (NO_BREAK if match[1].startswith(":") else NARROW) + match[1], prose
    )
