"""``kb bulk``: every row of a table decided, and what cannot be decided set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from knowledge_base.bulk.deciding import Listener, Order, Run, decide_table
from knowledge_base.bulk.replacing import check_apart, written_beside
from knowledge_base.bulk.running import Watch
from knowledge_base.bulk.tables import format_of
from knowledge_base.commands.languages import check_language
from knowledge_base.commands.project import as_of_date, project_root, unwind_when_terminated
from knowledge_base.commands.terminal import console
from knowledge_base.content.center import HelpCenter, open_help_center
from rules_engine.compile.resolve import resolve

if TYPE_CHECKING:
    from rich.progress import Progress

    from knowledge_base.bulk.columns import Columns
    from rules_engine.model.rule import Rule

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("rule")
@click.option("--in", "source", required=True, type=_FILE, help="Table to read: .parquet or .csv.")
@click.option("--out", type=_FILE, help="Decisions to write: .parquet or .csv.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=INPUT",
    help="Read an input from a column of another name.",
)
@click.option(
    "--keep",
    multiple=True,
    metavar="COLUMN",
    help="Carry a column along (default: every one that is no input).",
)
@click.option(
    "--results",
    metavar="COLUMN,…",
    help="Write these columns of the decision only, such as outcome,reason_mask.",
)
@click.option("--ids", is_flag=True, help="Add reasons, open reasons and missing inputs as ids.")
@click.option("--lang", metavar="LANGUAGE", help="Add the decision in words of a language.")
@click.option("--as-of", metavar="DATE", help="Date of the decisions (default: today).")
@click.option(
    "--rejects", type=_FILE, help="What cannot be decided (default: OUT with .rejects.csv)."
)
@click.option("--summary", is_flag=True, help="Count outcomes, reasons and missing inputs.")
@click.option("--report", type=_FILE, help="Write these counts as a page of HTML.")
@click.option("--threads", type=click.IntRange(min=1), help="Threads (default: all processors).")
@click.pass_context
def command(  # noqa: PLR0913, PLR0917  one for each option
    ctx: click.Context, rule: str, source: Path, out: Path | None, mapping: tuple[str, ...],
    keep: tuple[str, ...], results: str | None, ids: bool, lang: str | None, as_of: str | None,
    rejects: Path | None, summary: bool, report: Path | None, threads: int | None,
) -> None:  # fmt: skip
    """Decide RULE for every row of a table.

    Columns are matched to inputs by name. An empty field or NULL is unknown; beside an input that
    may be none, a column INPUT_is_none says so. A row with a value that does not fit is not
    decided but set aside, with its number, input, value, code and reason. Exit codes: 0 every row
    was decided, 1 some rows were set aside, 2 nothing was written.
    """
    if out is None and not summary and report is None:
        raise click.UsageError("give --out FILE, --summary or --report FILE")
    unwind_when_terminated()
    day = as_of_date(as_of)
    center = open_help_center(project_root(ctx), day)
    check_language(lang or "en", center.languages)
    program = center.ruleset.program(rule)
    program.judge(day)  # is there such a rule, has it values then?
    aside = rejects or (out or source).with_suffix(".rejects.csv")
    written = [each for each in (out, aside, report) if each is not None]
    check_apart([source, *written])
    for each in (out, aside):
        if each is not None:
            format_of(each)
    order = Order(
        resolved=resolve(center.ruleset.rules[rule], center.ruleset.values_at(day), day),
        as_of=day,
        source=source,
        mapping=mapping,
        keep=keep or None,
        results=tuple(each.strip() for each in results.split(",")) if results else (),
        lists=ids,
        words=center.words(rule, lang) if lang else None,
        summary=summary or report is not None,
        threads=threads,
    )
    began = perf_counter()
    with written_beside(written) as parts, _listening(center.ruleset.rules[rule]) as listener:
        run = decide_table(order, parts[out] if out else None, parts[aside], listener)
        if not run.rejected and rejects is None and not aside.exists():
            parts[aside].unlink()  # nobody asked for it, and nothing of an earlier run lies there
        view = _View(center, rule, lang or "en", source, day, program.digest)
        if report is not None:
            parts[report].write_text(view.page(run), encoding="utf-8")
    if summary:
        view.show(run)
    view.close(run, out, aside, perf_counter() - began)
    ctx.exit(1 if run.rejected else 0)


@contextmanager
def _listening(rule: Rule) -> Iterator[Listener]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    out = console(stderr=True)
    with Progress(
        TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn(), console=out,
        transient=True, disable=not out.is_terminal,
    ) as progress:  # fmt: skip
        yield _Told(rule, progress)


class _Told(Listener):
    """Says on standard error which columns are read, and how far a run came."""

    def __init__(self, rule: Rule, progress: Progress) -> None:
        self.rule = rule
        self.progress = progress

    def matched(self, columns: Columns) -> None:
        from knowledge_base.bulk.columns import nearly_named

        unknown = [each for each in columns.missing if not self.rule.inputs[each].has_default]
        supposed = [each for each in columns.missing if self.rule.inputs[each].has_default]
        self._say("unknown in every row, for want of a column", unknown)
        self._say("as by default in every row, for want of a column", supposed)
        self._say("carried along", columns.kept)
        self._say("not used", columns.unused)
        for column, name in nearly_named(self.rule, columns).items():
            click.echo(
                f"kb: is {column!r} meant as {name}? Then give --map {column}={name}", err=True
            )

    def _say(self, what: str, names: Sequence[str]) -> None:
        if names:
            click.echo(f"kb: {what}: {', '.join(names)}", err=True)

    def step(self, name: str, rows: int | None) -> Watch:
        words = {"read": "Reading", "count": "Counting", "decide": "Deciding"}
        total = 100 if rows is None else rows
        for earlier in self.progress.task_ids:
            self.progress.remove_task(earlier)
        task = self.progress.add_task(words[name], total=total)
        return lambda part: self.progress.update(task, completed=round(total * part))


@dataclass(frozen=True, slots=True)
class _View:
    """What is said of a run, on the terminal and in the report."""

    center: HelpCenter
    rule: str
    language: str
    source: Path
    as_of: date
    digest: str

    def page(self, run: Run) -> str:
        from knowledge_base.bulk.report import report_page
        from knowledge_base.bulk.summary_words import sections

        words = self.center.words(self.rule, self.language)
        digest = self.digest.removeprefix("sha256:")[:12]
        return report_page(
            run, sections(run.summary, words), words,
            table=self.source.name, as_of=self.as_of, digest=digest,
        )  # fmt: skip

    def show(self, run: Run) -> None:
        from knowledge_base.commands.bulk_chart import show_chart

        show_chart(run, self.center.words(self.rule, self.language))

    def close(self, run: Run, out: Path | None, aside: Path, seconds: float) -> None:
        """Say how many rows went where."""
        said = f"{run.decided} of {run.rows} rows"
        said += f" written to {out}" if out else " counted"
        click.echo(f"{said} in {seconds:.1f} s")
        if run.rejected:
            click.echo(f"kb: {run.rejected} rows set aside in {aside}", err=True)
