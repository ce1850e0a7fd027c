"""Text files as people may write them: any style that YAML reads, with comments anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hypothesis import strategies as st

# Letters, and everything that YAML, the markup or the typography gives a meaning.
_CHARACTERS = st.sampled_from([
    *"abcé ü1# :;?!'\"\\{}[]<>|*&%@`,-.’«»“”„",
    "\u00a0", "\u202f", "e\u0301", "\t", "\u2028",
])  # fmt: skip
_PIECES = st.sampled_from([
    "<guide:a|l'aide ?>", "`a  : b`", "{date}", "www.x.ch/a?b", "a@b.ch", "\\*",
    "l'", "sites' ", " : ", " #3", "\"mot\"", "„Wort“",
])  # fmt: skip
_LINES = st.lists(_CHARACTERS | _PIECES, min_size=1, max_size=12).map("".join)
TEXTS = st.lists(_LINES, min_size=1, max_size=3).map("\n".join).filter(str.strip)
KEYS = st.sampled_from(["a", "b-c", "d_e", "no", "1.10", "f g", "title", "ü"])


@dataclass
class Writer:
    """Writes a tree of texts; ``draw`` chooses how."""

    draw: st.DrawFn
    comments: list[str] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)  # comment, and the id it stands before

    def comment(self) -> str:
        self.comments.append(f'# note {len(self.comments)}: "it\'s" ?')
        return self.comments[-1]

    def block(self, tree: Mapping[str, object], indent: str) -> str:
        lines = []
        for position, (key, value) in enumerate(tree.items()):
            if self.draw(st.integers(0, 5)) == 0:
                lines.append("\n")
            if self.draw(st.integers(0, 3)) == 0:
                lines.append(f"{indent}{self.comment()}\n")
                if position:  # those before the first entry of a file stay on top
                    self.before[self.comments[-1]] = key
            lines.append(self._entry(key, value, indent))
        if self.draw(st.integers(0, 5)) == 0:
            lines.append(f"{indent}{self.comment()}\n")
        return "".join(lines)

    def _entry(self, key: str, value: object, indent: str) -> str:
        head = (
            indent
            + self.draw(st.sampled_from([f'"{key}"', f"'{key}'", f"{key} "] + [key] * 3))
            + ":"
        )
        beside = f"  {self.comment()}" if self.draw(st.integers(0, 4)) == 0 else ""
        if isinstance(value, str):
            return f"{head} {self._text(value, indent, beside)}"
        assert isinstance(value, Mapping)
        flat = all(isinstance(each, str) for each in value.values())
        if flat and self.draw(st.booleans()):
            inside = ", ".join(f'"{name}": {_double(text)}' for name, text in value.items())
            return f"{head} {{{inside}}}{beside}\n"
        further = indent + " " * self.draw(st.integers(1, 5))
        return f"{head}{beside}\n{self.block(value, further)}"

    def _text(self, text: str, indent: str, beside: str) -> str:
        style = self.draw(st.sampled_from(["double", "single", "block", "next-line"]))
        if style == "single" and not set(text) & set("\n\t\u2028"):
            return "'" + text.replace("'", "''") + f"'{beside}\n"
        if style == "block" and text == text.strip() and not set(text) & set("\t\u2028"):
            lines = "\n".join(f"{indent}   {line}" if line else "" for line in text.split("\n"))
            return f"{self.draw(st.sampled_from(['|', '|-', '|+']))}{beside}\n{lines}\n"
        if style == "next-line":
            return f"{beside}\n{indent}  {_double(text)}\n"
        return f"{_double(text)}{beside}\n"


def _double(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\t", "\\t").replace("\u2028", "\\L") + '"'


@dataclass
class Written:
    """A file, the texts it holds by dotted key, its comments, and what some stand before."""

    source: str
    texts: dict[str, str]
    comments: list[str]
    before: dict[str, str]


TREES = st.recursive(
    TEXTS,
    lambda inside: st.dictionaries(KEYS, inside, min_size=1, max_size=4),
    max_leaves=12,
)


@st.composite
def text_files(draw: st.DrawFn) -> Written:
    """Return a file as somebody may write it."""
    tree = draw(st.dictionaries(KEYS, TREES, min_size=1, max_size=4))
    writer = Writer(draw)
    source = writer.block(tree, "")
    if draw(st.integers(0, 3)) == 0:
        source = f"---\n{source}"
    if draw(st.integers(0, 3)) == 0:
        source = source.replace("\n", "\r\n")
    return Written(source, dict(flat(tree)), writer.comments, writer.before)


def flat(tree: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    """Return the texts of a tree by dotted key."""
    found: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, Mapping):
            found += flat(value, f"{prefix}{key}.")
        else:
            found.append((f"{prefix}{key}", str(value)))
    return found
