"""``kb fmt``: text files in their one form."""

from __future__ import annotations

from pathlib import Path

import click

from knowledge_base.commands.project import project_root
from knowledge_base.commands.terminal import print_problems
from knowledge_base.content.text_files import read_texts
from knowledge_base.translation.form_files import TextFiles
from rules_engine.problems import Problem, ProblemsFound


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; say what is not in its form.")
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], check: bool) -> None:
    """Put text files (docs/<language>/**.yml), or all of them, into their one form.

    Quotes, order, indentation, composed letters, and the spaces, quotation marks and apostrophes of
    the language. Comments are kept; code and references are not touched.

    Exit codes: 0 all in their form, 2 with --check some are not, or a file cannot be read.
    """
    texts = TextFiles(project_root(ctx))
    paths = [_text_file(path, texts) for path in files] or texts.paths
    problems: list[Problem] = []
    differing = 0
    for path in paths:
        shown = texts.shown(path)
        unread = [
            each
            for each in read_texts(path, shown)[1]
            if each.code[:3] == "KB1" or each.code == "KB206"
        ]
        if unread:
            problems += unread
            continue
        source = path.read_bytes().decode("utf-8")
        form = texts.form(path, source)
        if form == source:
            continue
        differing += 1
        if check:
            problems.append(_difference(shown, source, form))
        else:
            _write(path, form)
            click.echo(f"Wrote {shown}")
    if problems:
        print_problems(sorted(problems))
        ctx.exit(2)
    if not differing:
        click.echo(f"Text files in their form: {len(paths)}.")


def _text_file(path: Path, texts: TextFiles) -> Path:
    found = path.resolve()
    if found not in texts.paths:
        raise ProblemsFound(
            [
                Problem(
                    "",
                    0,
                    0,
                    "KB010",
                    f"{path} is not a text file of this project",
                    "Name files such as docs/en/guides/<section>/<guide>.yml.",
                )
            ]
        )
    return found


def _difference(shown: str, source: str, form: str) -> Problem:
    """Return where a file leaves its form: the first line, as it is and as it is to be."""
    old, new = source.split("\n"), form.split("\n")
    line = next(
        (number for number, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]),
        min(len(old), len(new)) - 1,
    )
    return Problem(
        shown,
        line + 1,
        1,
        "KB299",
        "not in its form",
        f"Run kb fmt. First difference:\n    - {old[line]}\n    + {new[line]}",
    )


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
