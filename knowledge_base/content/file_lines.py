r"""The lines of a text file, whose form is simple: ``id: "text"``, and ids below ids.

YAML stops at the first mistake. Here every line is judged alone, so that all mistakes are told at
once, each at its place; what YAML reads well, in whatever style, is no mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from knowledge_base.content.file_characters import character_faults
from knowledge_base.content.file_faults import Edit, FileFault, readable
from knowledge_base.content.file_values import Value, judge

_SPACES = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INDENT = re.compile(f"[{_SPACES}]*")
# An id of several words is none, but YAML reads it where what follows cannot be part of a sentence.
_WORDS = rf"[\w.-]+(?: [\w.-]+)+(?=[{_SPACES}]*:[{_SPACES}]*(?:[\"'{{|>#]|$))"
_ENTRY = re.compile(
    rf"(?P<id>{_WORDS}|[\w.-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')"
    rf"(?P<before>[{_SPACES}]*):(?P<after>[{_SPACES}]+|$)"
)
_NO_SPACE = re.compile(r"(?P<id>[\w.-]+):(?=[\"'“„])")
_NO_COLON = re.compile(rf"(?P<id>[\w.-]+)[{_SPACES}]*(?P<sign>=?)[{_SPACES}]*(?=\")")
_CONFLICT = re.compile(r"(<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)(?: |$)")
_BLOCK = re.compile(r"[|>][-+]?\d?[-+]?[ \t]*(?:#|$)")
_NESTED = {"{": "}", "[": "]"}
_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[\[\]{}]", re.DOTALL)


def file_faults(source: str) -> list[FileFault]:
    """Return every fault in how a text file is written, in the order of the file."""
    unseen = list(character_faults(source))
    clean = readable(source, unseen)
    lines = _Lines(clean.text)
    lines.run()
    seen = [fault.moved(clean.origin) for fault in lines.faults]
    return sorted([*unseen, *seen], key=lambda each: each.at)


@dataclass(slots=True)
class _Level:
    """Entries that stand below each other: how far in, and the id of the last one."""

    indent: int
    id: str = ""


@dataclass(slots=True)
class _Lines:
    """Goes over the lines once."""

    source: str
    at: int = 0  # where the line starts that is looked at
    levels: list[_Level] = field(default_factory=list)
    opened: bool = True  # the last entry has no text, so that others can stand below it
    faults: list[FileFault] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)  # lines of a side that is not read

    def run(self) -> None:
        while self.at < len(self.source):
            self.at = self._line(self.at, self._end(self.at)) + 1

    def _end(self, at: int) -> int:
        found = self.source.find("\n", at)
        return len(self.source) if found < 0 else found

    def _line(self, start: int, end: int) -> int:
        """Judge a line, and return where what it holds ends."""
        first = _indent_end(self.source, start)
        content = self.source[first:end]
        if not content or content[0] == "#":
            if not content and self.source[start:end].strip(" \t"):
                self._fault(start, "KB293", "a no-break space stands alone on the line",
                            "Remove it.", (Edit(start, end, ""),))  # fmt: skip
            return end
        if start in self.left_out:
            return end
        if marker := _CONFLICT.match(self.source, start, end):
            return self._conflict(marker[1], start)
        if content[0] == "-" and content[1:2] in ("", " "):
            self.opened = True
            return end  # a list: the reader says that texts stand under ids
        if content == "---" or content.startswith("--- "):
            return self._document(start, end)
        if entry := _ENTRY.match(self.source, first, end):
            return self._entry(start, entry)
        if joined := _NO_SPACE.match(self.source, first, end):
            at = joined.end()
            self._fault(at, "KB295", "a space is missing after the colon",
                        'Write id: "text".', (Edit(at, at, " "),))  # fmt: skip
            return self._placed(start, first, joined["id"], at, end)
        return self._other(start, first, end)

    def _entry(self, start: int, entry: re.Match[str]) -> int:
        for part in ("before", "after"):
            blanks = entry[part]
            if blanks.strip(" \t"):
                at = entry.start(part) + next(
                    index for index, each in enumerate(blanks) if each not in " \t"
                )
                edit = Edit(entry.start(part), entry.end(part), " " if part == "after" else "")
                self._fault(at, "KB293", "a no-break space stands where YAML needs a plain one",
                            "Write an ordinary space.", (edit,))  # fmt: skip
        name = entry["id"].strip("\"'")
        return self._placed(start, entry.start(), name, entry.end(), self._end(start))

    def _placed(self, start: int, first: int, name: str, value: int, end: int) -> int:
        """Find the level of an entry, then judge what stands after its id."""
        self._place(start, first, name)
        if value >= end or self.source[value] == "#":
            self.opened = True
            return end
        self.opened = False
        return self._value(value, end)

    def _value(self, start: int, end: int) -> int:
        content = self.source[start:end]
        if _BLOCK.match(content):
            return self._after_block(end)
        if content[0] in _NESTED:
            closes = _nested_end(self.source, start)
            if closes is not None:
                return self._end(closes)
        end_of_all, closed = self._reach(end)
        name = ".".join(each.id for each in self.levels)
        judged = judge(Value(self.source, start, end, end_of_all, name, closed))
        self.faults += judged.faults
        if judged.open:
            return self._skip(end, end_of_all)
        return self._end(judged.end)

    def _inmost(self) -> int:
        return self.levels[-1].indent if self.levels else 0

    def _reach(self, end: int) -> tuple[int, bool]:
        """Return where lines end that can belong to an entry, and whether none does."""
        inmost, reach = self._inmost(), end
        at = end
        while at < len(self.source):
            start, at = at + 1, self._end(at + 1)
            first = _indent_end(self.source, start)
            content = self.source[first:at]
            if not content or content[0] == "#":
                continue
            deeper = first - start > inmost
            if not deeper or _ENTRY.match(content) or _CONFLICT.match(self.source, start, at):
                return reach, not deeper and reach == end
            reach = at
        return reach, reach == end

    def _skip(self, end: int, to: int) -> int:
        """Leave out the lines that may belong to a text that is broken already."""
        while end < to:
            start, end = end + 1, self._end(end + 1)
            self._suppose(Edit(start, start, "# "))
        return end

    def _after_block(self, end: int) -> int:
        """Return where a block text ends: before a line that is not further in than its id."""
        inmost = self._inmost()
        while end < len(self.source):
            after = self._end(end + 1)
            line = self.source[end + 1 : after]
            if line.strip() and _indent_end(line, 0) <= inmost:
                break
            end = after
        return end

    def _place(self, start: int, first: int, name: str) -> None:
        """Find the level of an entry by its indentation."""
        blanks = self.source[start:first]
        indent = len(blanks.replace("\t", "  "))
        fits = self._fits(indent)
        if blanks.strip(" "):
            odd = next(index for index, each in enumerate(blanks) if each != " ")
            what = "a tab" if "\t" in blanks else "a no-break space"
            sure = fits and ("\t" not in blanks or not blanks.strip("\t"))
            edit = (Edit(start, first, " " * (indent if fits else self._nearest(indent))),)
            self._fault(start + odd, "KB293", f"{what} stands in the indentation",
                        "Indent by two spaces a level.", edit if sure else (), edit)  # fmt: skip
        elif not fits:
            near = self._nearest(indent)
            slip = indent - near == 1
            edit = (Edit(start, first, " " * near),)
            known = ", ".join(str(each.indent) for each in self.levels)
            self._fault(first, "KB294", f"an indentation of {indent} fits no entry above",
                        f"Possible here: {known}.", edit if slip else (), edit)  # fmt: skip
        if not fits:
            indent = self._nearest(indent)
        while self.levels and self.levels[-1].indent > indent:
            self.levels.pop()
        if not self.levels or self.levels[-1].indent < indent:
            self.levels.append(_Level(indent))
        self.levels[-1].id = name

    def _fits(self, indent: int) -> bool:
        inmost = self.levels[-1].indent if self.levels else -1
        if indent > inmost:
            return self.opened
        return any(each.indent == indent for each in self.levels)

    def _nearest(self, indent: int) -> int:
        """Return the level that a wrong indentation is read as: the next one further in."""
        return next((each.indent for each in self.levels if each.indent >= indent), self._inmost())

    def _other(self, start: int, first: int, end: int) -> int:
        """Judge a line that is no entry: a text below its id, or nothing that can be read."""
        inmost = self.levels[-1].indent if self.levels else -1
        if self.opened and self.levels and first - start > inmost:
            self.opened = False
            return self._value(first, end)
        lone = _NO_COLON.match(self.source, first, end)
        if lone:
            at = lone.end("id")
            edit = (Edit(at, lone.end(), ": "),)
            self._fault(at, "KB295", "no colon stands after the id", 'Write id: "text".',
                        reading=edit)  # fmt: skip
            self._place(start, first, lone["id"])
            self.opened = False
            return self._value(lone.end(), end)
        self._fault(first, "KB295", "this line is neither an id nor a text",
                    'Write id: "text", and a long text on one line, or start a note with #.',
                    reading=(Edit(start, start, "# "),))  # fmt: skip
        return end

    def _document(self, start: int, end: int) -> int:
        if self.levels:
            self._fault(start, "KB110", "a second document starts here",
                        "Keep one document a file; remove the '---'.",
                        reading=(Edit(start, start, "# "),))  # fmt: skip
        return end

    def _conflict(self, marker: str, start: int) -> int:
        """Judge the lines of a conflict as one; one side of it is read on."""
        message = f"a merge conflict was left: {marker}"
        remedy = "Keep the lines of one side, or put both together, and remove the three markers."
        self._fault(start, "KB296", message, remedy)
        side, end = marker, self._end(start)
        self._suppose(Edit(start, start, "# "))
        if marker != "<<<<<<<":
            return end
        lines: list[int] = []
        ours = True
        while end < len(self.source) and side != ">>>>>>>":
            line, end = end + 1, self._end(end + 1)
            found = _CONFLICT.match(self.source, line, end)
            side = found[1] if found else side
            ours = ours and not found
            if not ours:
                lines.append(line)
        if side == ">>>>>>>":  # what stands before the second marker is read like any other line
            self.left_out.update(lines)
            for line in lines:
                self._suppose(Edit(line, line, "# "))
        return self._end(start)

    def _fault(
        self,
        at: int,
        code: str,
        message: str,
        remedy: str,
        mend: tuple[Edit, ...] = (),
        reading: tuple[Edit, ...] = (),
    ) -> None:
        self.faults.append(FileFault(at, code, message, remedy, mend, reading))

    def _suppose(self, edit: Edit) -> None:
        """Read on with an edit, as part of the fault that was found last."""
        last = self.faults[-1]
        self.faults[-1] = FileFault(
            last.at, last.code, last.message, last.remedy, last.mend, (*last.reading, edit)
        )


def _indent_end(source: str, start: int) -> int:
    found = _INDENT.match(source, start)
    return found.end() if found else start


def _nested_end(source: str, start: int) -> int | None:
    """Return where ``{…}`` or ``[…]`` ends; None where it is a text that starts like one."""
    depth = 0
    for token in _TOKEN.finditer(source, start):
        if token[0] in _NESTED:
            depth += 1
        elif token[0] in _NESTED.values():
            depth -= 1
        if depth == 0:
            inside, after = source[start : token.end()], source[token.end() :].partition("\n")[0]
            mapping = inside[0] == "[" or ":" in inside or not inside[1:-1].strip()
            whole = not after.strip() or bool(re.match(r"[ \t]+#", after))
            return token.end() if mapping and whole else None
    return None
