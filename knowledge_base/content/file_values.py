"""What stands after ``id:`` in a text file, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_base.content.file_faults import Edit, FileFault

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_REST = re.compile(r"[ \t]*(?:$|[ \t]#)", re.MULTILINE)
_COMMENT = re.compile(r"(?<=[ \t\n])#")
_COLON = re.compile(r":(?=[ \t\n]|$)")
_LEADING = re.compile(r"[&*!%@`|>,\[\]{}]|[-?:](?=\s|$)")
_ESCAPE = re.compile(
    r"(?P<unknown>\\(?:x(?![0-9A-Fa-f]{2})|u(?![0-9A-Fa-f]{4})|U(?![0-9A-Fa-f]{8})"
    r'|[^0abt\tnvfre "/\\N_LPxuU\n]))|\\.',
    re.DOTALL,
)
_CURLY = "“”„‟«»‘‚"
_CLOSING = f'{_CURLY}’"'
_IN_QUOTES = "Write it in double quotes."
_BY_HAND = 'Write the whole text in double quotes, and a quotation mark inside as \\".'


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it stands in the file: what follows the id, up to the next one.

    ``name`` is the dotted key; ``closed`` says that the next line starts an entry, or none follows.
    """

    source: str
    start: int
    line_end: int  # of its first line
    end: int  # of the lines that can belong to it
    name: str
    closed: bool

    @property
    def line(self) -> str:
        """The first line, without blanks at its end."""
        return self.source[self.start : self.line_end].rstrip()

    def at(self, offset: int) -> int:
        """Return where a character of the value stands in the file."""
        return self.start + offset


@dataclass(frozen=True, slots=True)
class Judged:
    """Where a value ends, and its faults; ``open``: more lines may belong to it."""

    end: int
    faults: tuple[FileFault, ...] = ()
    open: bool = False


def judge(value: Value) -> Judged:
    """Return the faults of a value that is no mapping."""
    first = value.line[0]
    if first == '"':
        return _double(value)
    if first == "'":
        return _single(value)
    return _bare(value)


def _double(value: Value) -> Judged:
    found = _DOUBLE.match(value.source, value.start)
    if found and value.closed and found.end() > value.line_end:
        found = None  # it would take the next entries for its own words
    if found and _REST.match(value.source, found.end()):
        return Judged(found.end(), tuple(_backslashes(value, found.end())))
    line = value.line
    if found is None or found.end() > value.line_end:
        return _never_closed(value)
    rest = value.source[found.end() : value.line_end]
    if not rest.strip():
        blanks = Edit(found.end(), value.line_end, "")
        message = "a no-break space stands after the text"
        fault = FileFault(found.end(), "KB293", message, "Remove it.", (blanks,))
        return Judged(value.line_end, (fault,))
    after = found.end() + len(rest) - len(rest.lstrip())
    if rest.strip() == ",":
        comma = Edit(found.end(), value.at(len(line)), "")
        fault = FileFault(after, "KB291", "a comma stands after the text", "Remove it.", (comma,))
        return Judged(value.line_end, (fault,))
    inner = [match.start() for match in re.finditer(r'(?<!\\)"', line)][1:-1]
    if inner and line.endswith('"') and _pair(line, inner) and not _COMMENT.search(line):
        escapes = tuple(Edit(value.at(each), value.at(each), "\\") for each in inner)
        fault = FileFault(
            value.at(inner[0]),
            "KB291",
            "a quotation mark inside the text ends it",
            'Write \\" for it, or the quotation marks of the language.',
            escapes,
        )
        return Judged(value.line_end, (fault,))
    fault = FileFault(
        after,
        "KB291",
        "something stands after the closing quotation mark",
        _BY_HAND,
        reading=_quoting(value, len(line)),
    )
    return Judged(value.line_end, (fault,))


def _pair(line: str, marks: list[int]) -> bool:
    """Return whether quotation marks open and close by turns, as they touch their words."""
    return len(marks) % 2 == 0 and all(
        (opens == 1 or line[opens - 1] in " \t(") and not line[closes - 1].isspace()
        for opens, closes in zip(marks[::2], marks[1::2], strict=True)
    )


def _never_closed(value: Value) -> Judged:
    line = value.line
    curly = [each for each in line[1:] if each in _CURLY]
    if line[0] == '"' and line[-1] in _CURLY and len(curly) % 2:
        last = value.at(len(line) - 1)
        fault = FileFault(
            last,
            "KB291",
            f'{line[-1]} does not close what " opens',
            'Close the text with ".',
            (Edit(last, last + 1, '"'),),
        )
        return Judged(value.line_end, (fault,))
    end = value.at(len(line))
    close = Edit(end, end, line[0])
    safe = value.closed and not _COMMENT.search(line) and not line.endswith("\\")
    fault = FileFault(
        end,
        "KB291",
        "the closing quotation mark is missing",
        f"Close the text with {line[0]} where it ends.",
        (close,) if safe else (),
        _quoting(value, len(line)) if line.endswith("\\") else (close,),
    )
    return Judged(value.line_end, (fault,), open=not safe)


def _single(value: Value) -> Judged:
    found = _SINGLE.match(value.source, value.start)
    if found and value.closed and found.end() > value.line_end:
        found = None
    if found and _REST.match(value.source, found.end()):
        return Judged(found.end())
    line = value.line
    inside = line[1:-1]
    if line.endswith("'") and "'" in inside:
        safe = "''" not in line and not _COMMENT.search(line)
        whole = _quoting(value, len(line), 1)
        fault = FileFault(
            value.at(line.index("'", 1)),
            "KB291",
            "an apostrophe inside single quotation marks ends the text",
            _IN_QUOTES,
            whole if safe else (),
            whole,
        )
        return Judged(value.line_end, (fault,))
    if found is None or found.end() > value.line_end:
        if "'" in line[1:]:
            return Judged(
                value.line_end, (_unclear(value, "the closing quotation mark is missing"),)
            )
        return _never_closed(value)
    return Judged(
        value.line_end,
        (_unclear(value, "something stands after the closing quotation mark"),),
    )


def _unclear(value: Value, message: str) -> FileFault:
    end = len(value.line)
    return FileFault(value.at(end), "KB291", message, _BY_HAND, reading=_quoting(value, end))


def _bare(value: Value) -> Judged:
    """Return what is wrong with a value without straight quotation marks around it."""
    text = value.source[value.start : value.end].rstrip()
    return Judged(value.end, (_bare_fault(value, text),))


def _bare_fault(value: Value, text: str) -> FileFault:
    quoted = _quoting(value, len(text))
    marks = [each for each in text if each in _CLOSING]
    if text[0] in _CURLY and text[-1] in _CLOSING and len(text) > 2:
        plain = _quoting(value, len(text), 1)
        sure = len(marks) == 2 and text[0] not in "«»" and text[-1] not in "«»"
        message = f"{text[0]} and {text[-1]} do not hold a text: it needs straight quotation marks"
        return FileFault(value.start, "KB291", message, _IN_QUOTES, plain if sure else (), quoted)
    comment = _COMMENT.search(text)
    if comment:
        safe = all(text[each.end() : each.end() + 1].strip() for each in _COMMENT.finditer(text))
        before = text[: comment.start()].rstrip()
        return FileFault(
            value.at(comment.start()),
            "KB290",
            "YAML takes what follows # for a comment and cuts it off",
            f"{_IN_QUOTES} If it is a comment, put it outside of them.",
            quoted if safe else (),
            _quoting(value, len(before)) if before else quoted,
        )
    leading, colon = _LEADING.match(text), _COLON.search(text)
    if leading:
        return FileFault(
            value.start,
            "KB290",
            f"YAML gives {leading[0]} at the start of a text a meaning of its own",
            _IN_QUOTES,
            () if '"' in text else quoted,
            quoted,
        )
    if colon:
        entry = re.search(r":\s+[\"'|>]", text)
        return FileFault(
            value.at(colon.start()),
            "KB290",
            "YAML takes what stands before a colon for an id",
            "Start a new line for the second entry." if entry else _IN_QUOTES,
            () if entry else quoted,
            quoted,
        )
    if text.endswith('"') and len(marks) == 1:
        opened = (Edit(value.start, value.start, '"'),) if "\\" not in text else quoted
        return FileFault(
            value.start, "KB291", "the opening quotation mark is missing", _IN_QUOTES, opened
        )
    nothing = text in ("null", "~")
    return FileFault(
        value.start,
        "KB206",
        f"the text {value.name!r} is not quoted",
        _IN_QUOTES,
        () if nothing else quoted,
        quoted,
    )


def _backslashes(value: Value, end: int) -> Iterator[FileFault]:
    for found in _ESCAPE.finditer(value.source, value.start, end):
        if not found["unknown"]:
            continue
        at = found.start()
        yield FileFault(
            at,
            "KB292",
            f"{found[0]} means nothing in YAML",
            "Write \\\\ for a backslash.",
            (Edit(at, at, "\\"),),
        )


def _quoting(value: Value, length: int, outer: int = 0) -> tuple[Edit, ...]:
    """Return the edits that quote a text; ``outer`` is how many marks it has in their place."""
    end = value.at(length)
    inside = range(value.start + outer, end - outer)
    escapes = (Edit(each, each, "\\") for each in inside if value.source[each] in '\\"')
    opening = Edit(value.start, value.start + outer, '"')
    return (opening, *escapes, Edit(end - outer, end, '"'))
