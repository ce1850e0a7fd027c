"""``kb fmt``: text files in their one form."""

from __future__ import annotations

import unicodedata
from itertools import zip_longest
from pathlib import Path

import click

from knowledge_base.commands.project import project_root
from knowledge_base.commands.terminal import print_problems
from knowledge_base.translation.form_files import TextFiles
from rules_engine.problems import Problem, refused


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; say what is not in its form.")
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], check: bool) -> None:
    """Put text files (docs/<language>/**.yml), or all of them, into their one form.

    Quotes, order, indentation, composed letters, and the spaces, quotation marks and apostrophes of
    the language. Comments are kept; code and references are not touched. Of a file that is broken,
    what is safe is mended, and the rest is left as it is.

    Exit codes: 0 all in their form, 2 a file is broken, or with --check not in its form.
    """
    texts = TextFiles(project_root(ctx))
    paths = [_text_file(path, texts) for path in files] or texts.paths
    problems: list[Problem] = []
    written = 0
    for path in paths:
        if check:
            problems += _checked(path, texts)
            continue
        text, broken = texts.put_right(path)
        problems += broken
        if text is not None and texts.write(path, text):
            written += 1
            click.echo(f"Wrote {texts.shown(path)}")
    if problems:
        print_problems(sorted(problems))
        ctx.exit(2)
    if not written:
        click.echo(f"Text files in their form: {len(paths)}.")


def _checked(path: Path, texts: TextFiles) -> list[Problem]:
    """Return what is broken in a file, or where it leaves its form."""
    broken = texts.broken(path)
    if broken:
        return broken
    source = path.read_bytes().decode("utf-8")
    form = texts.formed(path, source)
    return [] if form == source else [_difference(texts.shown(path), source, form)]


def _text_file(path: Path, texts: TextFiles) -> Path:
    found = path.resolve()
    if found not in texts.paths:
        raise refused(
            "KB010",
            f"{path} is not a text file of this project",
            "Name files such as docs/en/guides/<section>/<guide>.yml.",
        )
    return found


def _difference(shown: str, source: str, form: str) -> Problem:
    """Return where a file leaves its form: the first line, as it is and as it is to be."""
    pairs = list(zip_longest(source.split("\n"), form.split("\n")))
    line = next(number for number, (old, new) in enumerate(pairs) if old != new)
    old, new = ("nothing" if each is None else _visible(each) for each in pairs[line])
    remedy = f"Run kb fmt. First difference:\n    - {old}\n    + {new}"
    return Problem(shown, line + 1, 1, "KB299", "not in its form", remedy)


def _visible(line: str) -> str:
    """Return a line whose blanks can be told from each other."""
    blanks = line[len(line.rstrip(" ")) :]
    escaped = (
        each
        if each == " " or not (each.isspace() or unicodedata.category(each)[0] == "C")
        else f"<U+{ord(each):04X}>"
        for each in line[: len(line) - len(blanks)]
    )
    return "".join(escaped) + "·" * len(blanks)
